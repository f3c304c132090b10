import type { Line, StopBits, WordLength } from '../uart/line-settings.ts';

/** A line as the lab's functions are asked for it: nobody has looked whether there is such a line. */
export interface LineRequest {
  readonly bits: number;
  /** 2 means 1.5 with 5 bits. */
  readonly stop: number;
  readonly parity: LabParity;
  /** Bits per second. */
  readonly rate: number;
}

export const LAB_PARITIES = ['even', 'odd', 'none'] as const;
export type LabParity = (typeof LAB_PARITIES)[number];

/** The rate at divisor 1. */
/** The rate at divisor 1. */
export const FASTEST = 115_200;
const LARGEST_DIVISOR = 0xffff;

export const isRate = (rate: number): boolean =>
  rate > 0 && FASTEST % rate === 0 && FASTEST / rate <= LARGEST_DIVISOR;

/** The line, or why there is none such. */
export function lineFor({ bits, stop, parity, rate }: LineRequest): Line | string {
  if (!isWordLength(bits)) return `${bits} bits per char: a character has 5, 6, 7 or 8`;
  if (stop !== 1 && stop !== 2) return `${stop} stop bits: there are 1 or 2`;
  if (!LAB_PARITIES.includes(parity)) return `${parity} parity: it is ${LAB_PARITIES.join(', ')}`;
  if (!isRate(rate)) return `${rate} bps: the rate divides 115200, and the divisor has 16 bits`;
  return { bits, parity, stop: stopBits(bits, stop), divisor: FASTEST / rate };
}

const isWordLength = (bits: number): bits is WordLength => Number.isInteger(bits) && bits >= 5 && bits <= 8;

const stopBits = (bits: WordLength, stop: 1 | 2): StopBits => (stop === 1 ? 1 : bits === 5 ? 1.5 : 2);
