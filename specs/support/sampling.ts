import { arrivalTicks, bitsBeforeStop, bitTicks, LSR, parityBit, type Setting } from './datasheet.ts';
import type { Frame } from './line.ts';

/** A character that a receiver made, with the tick at which it was there and its LSR flags. */
export interface Heard {
  readonly at: number;
  readonly char: number;
  readonly flags: number;
}

/** The level of a line at each tick up to `until`. */
export function levelsByTick(frames: readonly Frame[], until: number): Uint8Array {
  const levels = new Uint8Array(until + 1).fill(1);
  for (const frame of frames) {
    const last = Math.min(until, Math.ceil(frame.at + frame.levels.length * frame.bit) - 1);
    for (let tick = Math.ceil(frame.at); tick <= last; tick += 1) {
      levels[tick] = frame.levels[Math.floor((tick - frame.at) / frame.bit)] ?? 1;
    }
  }
  return levels;
}

/**
 * A receiver as behaviours 24 to 29 and 67 tell it, one tick after another and with no arithmetic to speak of: slow
 * and plain, to hold the chip's against.
 */
export function hear(levels: Uint8Array, line: Setting, divisor: number): Heard[] {
  const bit = bitTicks(divisor);
  const heard: Heard[] = [];
  let samples: number[] | null = null;
  let wait = 0;
  let before = 1;
  levels.forEach((level, at) => {
    if (samples === null) {
      if (before === 1 && level === 0) {
        samples = [];
        wait = bit / 2;
      }
    } else {
      wait -= 1;
      if (wait === 0) {
        wait = bit;
        samples.push(level);
        samples = afterSample(samples, at);
      }
    }
    before = level;
  });
  return heard;

  function afterSample(taken: number[], at: number): number[] | null {
    if (taken.length === 1) return taken[0] === 0 ? taken : null;
    if (taken.length <= bitsBeforeStop(line)) return taken;
    const data = taken.slice(1, 1 + line.bits);
    const char = data.reduce((sum, level, place) => sum + (level << place), 0);
    const parity = parityBit(line, char);
    const low = taken.every((level) => level === 0);
    const framing = taken.at(-1) === 0;
    heard.push({
      at,
      char,
      flags:
        (parity !== null && taken[1 + line.bits] !== parity ? LSR.PE : 0) |
        (framing ? LSR.FE : 0) |
        (low ? LSR.BI : 0),
    });
    return framing && !low ? [0] : null;
  }
}

/** When the last character that could come of these frames is there. */
export const endOf = (frames: readonly Frame[], line: Setting, divisor: number): number =>
  Math.ceil(Math.max(...frames.map(({ at, bit, levels }) => at + levels.length * bit))) +
  2 * arrivalTicks(line, divisor);
