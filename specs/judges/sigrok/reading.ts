import { dataMask, LSR, parityBit, type Setting } from '../../support/datasheet.ts';
import type { Character } from './annotations.ts';

/** The levels that a receiver samples of a character: its data, lowest bit first, its parity bit, its stop bit. */
export interface Levels {
  readonly data: number;
  readonly parity: 0 | 1;
  readonly stop: 0 | 1;
}

export const ALL_LOW: Levels = { data: 0, parity: 0, stop: 0 };
export const ALL_HIGH: Levels = { data: 0xff, parity: 1, stop: 1 };

/** What a start bit and these levels after it have to be read as (8.4). */
export function reading(line: Setting, at: number, { data, parity, stop }: Levels): Character {
  const char = data & dataMask(line);
  const wanted = parityBit(line, char);
  const wrongParity = wanted !== null && wanted !== parity;
  const low = char === 0 && (wanted === null || parity === 0) && stop === 0;
  const flags = (wrongParity ? LSR.PE : 0) | (stop === 0 ? LSR.FE : 0) | (low ? LSR.BI : 0);
  return { at, char, flags };
}

/** sigrok tells of a break when it ends, and gives the 00 in it no flag of its own. */
export const withoutBreaks = (chars: readonly Character[]): readonly Character[] =>
  chars.map((one) => ({ ...one, flags: one.flags & ~LSR.BI }));

/**
 * What a receiver by the book hears beside the characters themselves: after a bad stop bit that is no break it takes
 * that bit for a start bit (8.4, bit 3), and mark comes after it. sigrok waits for the next fall.
 */
export const afterBadStops = (
  line: Setting,
  chars: readonly Character[],
  toStop: number,
): readonly Character[] =>
  chars
    .filter(({ flags }) => (flags & (LSR.FE | LSR.BI)) === LSR.FE)
    .map(({ at }) => reading(line, at + toStop, ALL_HIGH));
