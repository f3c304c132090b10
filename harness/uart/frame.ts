const NEVER = Number.POSITIVE_INFINITY;

/** Beyond this bit an int32's sign goes on: mark. */
const LAST_PLACE = 31;

/**
 * A character on a line: its start edge, the length of a bit, and its levels. Times are ticks, whole or not, of the
 * chip that listens. It is written over and used again, since each character needs one at each end.
 */
export class Frame {
  // No number is known yet; and what begins as a double stays one, which keeps the class as the engine first saw it.
  start = NEVER;
  bit = NEVER;
  /** The THR write that it comes from; 0 when none is to be accounted for. */
  serial = NEVER;
  /** Bit after bit, the start bit lowest, and mark (1) for ever after the last. */
  levels = -1;
  /** How many bits there are before the mark. */
  length = 0;

  /** Where mark begins. */
  get end(): number {
    return this.start + this.length * this.bit;
  }

  /** The levels at so many times from its start on, the first in the lowest bit; above the last, anything. */
  samples(first: number, step: number, count: number): number {
    const { bit, levels } = this;
    const at = first - this.start;
    // Both keep step.
    if (bit === step) return levels >> Math.min(LAST_PLACE, at / bit);
    let seen = 0;
    for (let k = 0; k < count; k += 1) {
      seen |= ((levels >> Math.min(LAST_PLACE, (at + k * step) / bit)) & 1) << k;
    }
    return seen;
  }

  /** The first time after this one at which its level goes from 1 to 0; NEVER when there is none. */
  nextFall(after: number): number {
    if (this.start > after) return this.start;
    // A 1 for each bit that is 0 after a 1.
    for (let falls = (this.levels << 1) & ~this.levels; falls !== 0; falls &= falls - 1) {
      const fall = this.start + (31 - Math.clz32(falls & -falls)) * this.bit;
      if (fall > after) return fall;
    }
    return NEVER;
  }
}
