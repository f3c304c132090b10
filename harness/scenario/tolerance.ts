import type { Read } from './fault.ts';
import type { Duration } from './model.ts';
import { readDuration } from './units.ts';

/** `1bit`, `20ms`: as a rule has it. */
export const toleranceInWords = ({ amount, unit }: Duration): string =>
  `${amount}${amount === 1 ? (SINGULAR[unit] ?? unit) : unit}`;

const SINGULAR: Partial<Record<Duration['unit'], string>> = { bits: 'bit', chars: 'char', ticks: 'tick' };

/** A tolerance: `1bit` is said of one. */
export function readTolerance(text: string): Read<Duration> {
  const plural = Object.entries(SINGULAR).find(([, one]) => text === `1${one}`)?.[0];
  return readDuration(plural === undefined ? text : `1${plural}`);
}
