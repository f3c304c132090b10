import { CRYSTAL_HZ, TICKS_PER_BIT_AT_DIVISOR_1 } from '../ground/ticks.ts';
import { LCR } from './registers.ts';

export const PARITIES = ['none', 'odd', 'even', 'mark', 'space'] as const;
export type Parity = (typeof PARITIES)[number];
export type WordLength = 5 | 6 | 7 | 8;
/** 1.5 goes with 5 bits, 2 with 6 to 8: LCR bit 2 has one meaning for each word length. */
export type StopBits = 1 | 1.5 | 2;

/** What LCR bits 0 to 5 say (PC16550D 8.1). */
export interface LineSettings {
  readonly bits: WordLength;
  readonly parity: Parity;
  readonly stop: StopBits;
}

/** Line settings with the divisor that gives their rate. */
export interface Line extends LineSettings {
  readonly divisor: number;
}

export const lineSettingsOf = (lcr: number): LineSettings => {
  const bits = ((lcr & LCR.WORD_LENGTH) + 5) as WordLength;
  return { bits, parity: parityOf(lcr), stop: (lcr & LCR.STOP) === 0 ? 1 : bits === 5 ? 1.5 : 2 };
};

function parityOf(lcr: number): Parity {
  if ((lcr & LCR.PARITY) === 0) return 'none';
  const even = (lcr & LCR.EVEN) !== 0;
  if ((lcr & LCR.STICK) === 0) return even ? 'even' : 'odd';
  // Stick parity: the parity bit is the opposite of bit 4.
  return even ? 'space' : 'mark';
}

const PARITY_BITS: Readonly<Record<Parity, number>> = {
  none: 0,
  odd: LCR.PARITY,
  even: LCR.PARITY | LCR.EVEN,
  mark: LCR.PARITY | LCR.STICK,
  space: LCR.PARITY | LCR.STICK | LCR.EVEN,
};

export const lcrFor = ({ bits, parity, stop }: LineSettings): number =>
  (bits - 5) | (stop === 1 ? 0 : LCR.STOP) | PARITY_BITS[parity];

/** Bits per second at a divisor (PC16550D table III), not rounded. */
export const rateOf = (divisor: number): number =>
  CRYSTAL_HZ / (TICKS_PER_BIT_AT_DIVISOR_1 * clockDivisor(divisor));

/**
 * What the divisor latch divides by. The book leaves 0 open; here the 16-bit counter wraps, so 0 counts as
 * 65 536: slow (1.76 bits a second), but no access ever hangs on it.
 */
export const clockDivisor = (latch: number): number => (latch === 0 ? 0x10000 : latch);

/** Start bit, data bits and parity bit: what stands before the first stop bit. */
export const bitsBeforeStop = ({ bits, parity }: LineSettings): number =>
  1 + bits + (parity === 'none' ? 0 : 1);

export const bitTicks = (divisor: number): number => TICKS_PER_BIT_AT_DIVISOR_1 * clockDivisor(divisor);

/** The length of a character with its start, parity and stop bits, in ticks: a whole number, always. */
export const characterTicks = (line: Line): number =>
  (bitsBeforeStop(line) + line.stop) * bitTicks(line.divisor);

const PARITY_LETTER: Readonly<Record<Parity, string>> = {
  none: 'N',
  odd: 'O',
  even: 'E',
  mark: 'M',
  space: 'S',
};

/** `9600 8E1`, as people write it. */
export const lineInWords = (line: Line): string =>
  `${Number(rateOf(line.divisor).toFixed(2))} ${line.bits}${PARITY_LETTER[line.parity]}${line.stop}`;
