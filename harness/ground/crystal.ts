/** A receiver sees edges between its ticks: they stand on a grid so fine, and every sum of them is exact in a double. */
const GRID = 2 ** 16;

/**
 * The crystal of one chip, which may be off. Each chip counts whole ticks of its own; the line's time is that of a
 * crystal that is right. All that turns one into the other is here: worked out from the count itself, never added up.
 */
export class Crystal {
  /** How far it is off, in parts per million; more is faster. */
  readonly ppm: number;
  private readonly rate: number;

  constructor(ppm = 0) {
    this.ppm = ppm;
    this.rate = 1 + ppm / 1e6;
  }

  /** Whole ticks that the chip has counted when it is `time` on the line. */
  ticksAt(time: number): number {
    // Multiplied first: a count that is a whole number must not come out just below it.
    return this.ppm === 0 ? time : Math.floor((time * (1e6 + this.ppm)) / 1e6);
  }

  /** The first whole tick of the line at which the chip has counted so many. */
  timeOf(ticks: number): number {
    if (this.ppm === 0 || !Number.isFinite(ticks)) return ticks;
    let time = Math.ceil(ticks / this.rate);
    while (this.ticksAt(time) < ticks) time += 1;
    while (this.ticksAt(time - 1) >= ticks) time -= 1;
    return time;
  }

  /** How long so many ticks last on the line, in whole ticks of the line. */
  lengthOf(ticks: number): number {
    return this.ppm === 0 ? ticks : Math.ceil(ticks / this.rate);
  }

  /** A length of this chip's, as another chip counts it. */
  asCountedBy(other: Crystal): (ticks: number) => number {
    const ratio = other.rate / this.rate;
    return (ticks) => Math.ceil(ticks * ratio * GRID) / GRID;
  }
}

export const EXACT = new Crystal();
