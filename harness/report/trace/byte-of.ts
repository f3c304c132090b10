import type { LossInChip, LossUnsent } from '../../ground/chip-event.ts';
import type { Side } from '../../ground/side.ts';
import type { TraceRecord } from '../../ground/trace.ts';

/** A character, by the write to THR that it comes from: whose, and which, counted from 1. */
export interface ByteId {
  readonly side: Side;
  readonly serial: number;
}

const UNSENT: ReadonlySet<string> = new Set<LossUnsent>([
  'overwritten',
  'fifo-full',
  'unsent-cleared-by-fcr',
  'unsent-at-reset',
]);

/** A character that was lost before it could leave: its serial number is that of the chip's own write. */
export const isUnsent = (how: LossInChip | string): boolean => UNSENT.has(how);

const FAR: Readonly<Record<Side, Side>> = { A: 'B', B: 'A' };

/** The character that a record tells of; undefined where it tells of none, or of one that no write stands behind. */
export function byteOf(record: TraceRecord): ByteId | undefined {
  const { m } = record;
  if (m === '-' || !('serial' in record) || record.serial === undefined || record.serial === 0)
    return undefined;
  const { serial } = record;
  // What came round the loop is the machine's own.
  if (serial < 0) return { side: m, serial: -serial };
  const isOwn = record.k === 'out' || record.k === 'frame' || (record.k === 'lost' && isUnsent(record.how));
  return { side: isOwn ? m : FAR[m], serial };
}
