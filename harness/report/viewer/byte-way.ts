import { hex2 } from '../../ground/bytes.ts';
import { farSide, type Side } from '../../ground/side.ts';
import type { TraceRecord } from '../../ground/trace.ts';
import { lineOf, shapeInWords, shapeOf } from '../line/frame-parts.ts';
import { errorNames } from '../registers.ts';
import { charInWords } from '../story.ts';
import { type ByteId, isUnsent } from '../trace/byte-of.ts';
import type { ByteRecords } from './byte-records.ts';
import { exactLength } from './length.ts';
import { type MachinesAt, timingOf } from './machines-at.ts';
import { hasFifos } from './register-view.ts';
import type { Viewed } from './viewed.ts';

/** One stop on a byte's way: when, what, and which record tells it; and the time from the one before. */
export interface Stop {
  readonly t: number;
  readonly words: string;
  readonly record: number;
  readonly isLoss: boolean;
  /** `waits 158 ticks (9.9 bits, 85.7 µs) to be sent`; null at the first. */
  readonly between: string | null;
}

export interface ByteWay {
  /** `0x68 'h' (#1), from A to B`. */
  readonly title: string;
  readonly stops: readonly Stop[];
  /** What became of it, where no record tells: it stands unread, or is still under way. */
  readonly end: string | null;
}

/** Where a byte came from and where it went; null where no record tells of it. */
export function wayOf(
  byte: ByteId,
  { records }: Pick<Viewed, 'records'>,
  bytes: ByteRecords,
  machines: MachinesAt,
): ByteWay | null {
  const found = bytes.of(byte).flatMap((index) => {
    const record = records[index];
    return record === undefined ? [] : [{ index, record }];
  });
  const [first] = found;
  if (first === undefined) return null;
  const char = 'char' in first.record ? first.record.char : 'v' in first.record ? first.record.v : 0;
  const isLooped = found.some(({ record }) => 'serial' in record && (record.serial ?? 0) < 0);
  const to = isLooped ? byte.side : farSide(byte.side);
  const stops: Stop[] = [];
  let last: TraceRecord | null = null;
  for (const { index, record } of found) {
    stops.push({
      t: record.t,
      words: stopInWords(record, byte, machines),
      record: index,
      isLoss: record.k === 'lost',
      between: last === null ? null : betweenInWords(last, record, byte.side, machines),
    });
    last = record;
  }
  return {
    title: `${charInWords({ char, serial: byte.serial })}, ${isLooped ? `round the loop of ${to}` : `from ${byte.side} to ${to}`}`,
    stops,
    end: endInWords(last, to),
  };
}

function stopInWords(record: TraceRecord, { side }: ByteId, machines: MachinesAt): string {
  const { m, t } = record;
  switch (record.k) {
    case 'out':
      return `${m}'s program writes 0x${hex2(record.v)} to THR`;
    case 'frame': {
      const { LCR, DLL, DLM } = machines.at(t)[side].told;
      const settings = { lcr: LCR?.value ?? null, dll: DLL?.value ?? null, dlm: DLM?.value ?? null };
      const shape = shapeOf(record, lineOf({ ...settings, looped: false }));
      return `its frame leaves SOUT until tick ${record.ends}, ${shapeInWords(shape)}`;
    }
    case 'char': {
      const errors = errorNames(record.errors);
      const isQueued = m !== '-' && hasFifos(machines.at(t)[m]);
      const place = isQueued ? `place ${record.held} of the receive FIFO` : 'into RBR';
      const flags = errors.length === 0 ? 'without an error' : `with ${errors.join(' and ')}`;
      return `it comes to ${m} as 0x${hex2(record.char)} ${flags}, ${place}`;
    }
    case 'in':
      return `${m}'s program reads 0x${hex2(record.v)} from RBR`;
    case 'lost':
      return `it is lost at ${m}: ${LOSSES[record.how] ?? record.how}`;
    default:
      return record.k;
  }
}

/** What became of a character that a chip has lost. */
export const LOSSES: Readonly<Record<string, string>> = {
  overwritten: 'THR was written again before it could leave',
  'fifo-full': 'it was written to a full transmit FIFO',
  'unsent-cleared-by-fcr': 'FCR emptied the transmit FIFO',
  'unsent-at-reset': 'the machine was turned off before it could leave',
  overrun: 'the receiver was full',
  'cleared-by-fcr': 'FCR emptied the receive FIFO',
  reset: 'the machine was turned off before it was read',
};

function betweenInWords(from: TraceRecord, to: TraceRecord, side: Side, machines: MachinesAt): string {
  if (to.t === from.t) return 'at once';
  const far = to.m === '-' ? side : to.m;
  const length = exactLength(to.t - from.t, timingOf(machines.at(from.t)[to.k === 'frame' ? side : far]));
  switch (to.k) {
    case 'frame':
      return `waits ${length} to be sent`;
    case 'char':
      return `${length} on the line, to the middle of its stop bit`;
    case 'in':
      return `stands unread for ${length}`;
    case 'lost':
      return isUnsent(to.how) || to.how === 'overrun' ? length : `stands unread for ${length}`;
    default:
      return length;
  }
}

function endInWords(last: TraceRecord | null, to: Side): string | null {
  switch (last?.k) {
    case 'out':
      return 'It has not left by the end of the trace.';
    case 'frame':
      return `It has not come to ${to}: it was on the line at the end, or was lost on the link.`;
    case 'char':
      return `${to}'s program has not read it by the end of the trace.`;
    default:
      return null;
  }
}
