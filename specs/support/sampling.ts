import { arrivalTicks, bitsBeforeStop, bitTicks, LSR, parityBit, type Setting } from './datasheet.ts';
import type { Edge, LineAt } from './sending.ts';

/** A frame on a line: levels from the start bit on, each for `bit` ticks, mark after them. */
export interface Frame {
  readonly at: number;
  readonly bit: number;
  readonly levels: readonly (0 | 1)[];
  readonly serial?: number;
}

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
 * The level at each tick of a receiver's clock, of edges at ticks of a sender's: parts per million that each clock is
 * off. An edge between two ticks is seen at the second, one on a tick at that. `late`: edges come so much later.
 */
export function levelsSeen(
  edges: readonly Edge[],
  { sender, receiver, until, late = 0 }: Record<'sender' | 'receiver' | 'until', number> & { late?: number },
): Uint8Array {
  const levels = new Uint8Array(until + 1).fill(1);
  for (const { at, level } of edges) {
    levels.fill(level, Math.ceil((at * (1e6 + receiver)) / (1e6 + sender) + late));
  }
  return levels;
}

/**
 * A receiver as behaviours 24 to 29 and 67 tell it, one tick after another and with no arithmetic to speak of: slow
 * and plain, to hold the chip's against. A character's settings are those at its start edge.
 */
export function hearAs(levels: Uint8Array, settingsAt: (tick: number) => LineAt): Heard[] {
  const heard: Heard[] = [];
  let samples: number[] | null = null;
  let set = settingsAt(0);
  let wait = 0;
  let before = 1;
  levels.forEach((level, at) => {
    if (samples === null) {
      if (before === 1 && level === 0) {
        samples = [];
        set = settingsAt(at);
        wait = bitTicks(set.divisor) / 2;
      }
    } else {
      wait -= 1;
      if (wait === 0) {
        samples.push(level);
        samples = afterSample(samples, at);
        wait = bitTicks(set.divisor);
      }
    }
    before = level;
  });
  return heard;

  function afterSample(taken: number[], at: number): number[] | null {
    const { line } = set;
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
    if (!framing || low) return null;
    // The bad stop bit is the next character's start bit.
    set = settingsAt(at);
    return [0];
  }
}

export const hear = (levels: Uint8Array, line: Setting, divisor: number): Heard[] =>
  hearAs(levels, () => ({ line, divisor }));

/** When the last character that could come of these frames is there. */
export const endOf = (frames: readonly Frame[], line: Setting, divisor: number): number =>
  Math.ceil(Math.max(...frames.map(({ at, bit, levels }) => at + levels.length * bit))) +
  2 * arrivalTicks(line, divisor);
