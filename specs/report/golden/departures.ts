import type { TraceBody, TraceRecord } from '../../../harness/ground/trace.ts';
import { goldenOf } from '../../../harness/run/golden.ts';
import { type GoldenDeparture, goldenDeparture } from '../../../harness/run/golden-departure.ts';

export const BASES = { A: 0x3f8, B: 0x3f8 };

export const at = (t: number, m: TraceRecord['m'], body: TraceBody): TraceRecord => ({ t, m, ...body });
export const out = (t: number, m: 'A' | 'B', port: number, v: number): TraceRecord =>
  at(t, m, { k: 'out', port, v });
export const read = (t: number, port: number, v: number, n = 1, since = t): TraceRecord =>
  at(t, 'B', { k: 'in', port, v, n, since });

/** A is on at 115 200 baud, with this in LCR and the low half of the divisor. */
export const setUp = (lcr = 0x03, dll = 1): readonly TraceRecord[] => [
  at(0, 'A', { k: 'power', on: true }),
  out(0, 'A', 0x3fb, lcr | 0x80),
  out(2, 'A', 0x3f8, dll),
  out(4, 'A', 0x3f9, 0),
  out(6, 'A', 0x3fb, lcr),
];

export const frame = (t: number, ends: number, char = 0x41, serial = 1): TraceRecord =>
  at(t, 'A', { k: 'frame', serial, char, ends });

export const goldenText = (records: readonly TraceRecord[]): string =>
  goldenOf({ name: 'spec', seed: 1, profile: 'wire', records });

export function departure(wanted: readonly TraceRecord[], came: readonly TraceRecord[]): GoldenDeparture {
  const found = goldenDeparture(goldenText(wanted), goldenText(came), BASES);
  if (found === null) throw new Error('the two are the same');
  return found;
}
