import type { TraceRecord } from '../../harness/ground/trace.ts';
import type { TraceHeader } from '../../harness/report/trace/header.ts';
import type { Viewed } from '../../harness/report/viewer/viewed.ts';

const machine = { base: 0x3f8, irq: 4, type: '16550A' } as const;

/** A trace with no more than these records. */
export const viewedOf = (records: readonly TraceRecord[], header: Partial<TraceHeader> = {}): Viewed => ({
  version: '1.2.3',
  header: { name: 'spec', seed: 1, profile: 'wire', machines: { A: machine, B: machine }, ...header },
  records,
  play: null,
  cutAt: null,
});

/** A sends 'h' at 9600 8N1 with its FIFO on, B reads it at the character timeout. */
export const ONE_BYTE: readonly TraceRecord[] = [
  { t: 0, m: 'A', k: 'power', on: true },
  { t: 0, m: 'B', k: 'power', on: true },
  { t: 0, m: 'A', k: 'out', port: 0x3fb, v: 0x83 },
  { t: 2, m: 'A', k: 'out', port: 0x3f8, v: 12 },
  { t: 4, m: 'A', k: 'out', port: 0x3f9, v: 0 },
  { t: 6, m: 'A', k: 'out', port: 0x3fb, v: 0x03 },
  { t: 6, m: 'B', k: 'out', port: 0x3fa, v: 0xc7 },
  { t: 8, m: '-', k: 'step', n: '1', what: 'send from A: "h"' },
  { t: 8, m: 'A', k: 'out', port: 0x3f8, v: 0x68, serial: 1 },
  { t: 16, m: 'A', k: 'frame', serial: 1, char: 0x68, ends: 1936 },
  { t: 1850, m: 'B', k: 'char', serial: 1, char: 0x68, errors: 4, held: 1 },
  { t: 1900, m: 'A', k: 'in', port: 0x3fd, v: 0x20, n: 231, since: 20 },
  { t: 9530, m: 'B', k: 'timeout', held: 1 },
  { t: 9530, m: 'B', k: 'intr', level: 1, iir: 0xcc },
  { t: 9532, m: 'B', k: 'irq', irq: 4 },
  { t: 9540, m: 'B', k: 'in', port: 0x3f8, v: 0x68, n: 1, since: 9540, serial: 1 },
  { t: 9540, m: 'B', k: 'intr', level: 0, iir: 0xc1 },
  { t: 9600, m: '-', k: 'verdict', passed: true },
];

export const placeOfKind = (kind: TraceRecord['k'], machine?: string): number =>
  ONE_BYTE.findIndex(({ k, m }) => k === kind && (machine === undefined || m === machine));
