import type { Side } from '../../ground/side.ts';
import type { TraceRecord } from '../../ground/trace.ts';
import { FCR, LCR, LSR } from '../../uart/registers.ts';
import { type RegisterName, registerName } from '../registers.ts';
import { type Bases, registerAt } from '../story.ts';
import { isUnsent } from '../trace/byte-of.ts';

/** A register's value, and how it is known. */
export interface Told {
  readonly value: number;
  readonly at: number;
  readonly by: 'write' | 'read' | 'reset';
}

/** A character inside a chip: `flags` are the LSR bits that it came with, `at` is when it came in. */
export interface Slot {
  /** Null: it was there before the trace begins. */
  readonly char: number | null;
  readonly serial: number;
  readonly flags: number;
  readonly at: number;
}

/** What a trace has told of one machine up to a tick. What nobody told is not there. */
export interface MachineSeen {
  readonly isOn: boolean | null;
  readonly told: Readonly<Partial<Record<RegisterName, Told>>>;
  /** Received and not read, first in first. */
  readonly received: readonly Slot[];
  readonly toSend: readonly Slot[];
  readonly sending: (Slot & { readonly ends: number }) | null;
  /** Whether these three are all that there is: not where the trace begins in the middle. */
  readonly isReceiverKnown: boolean;
  readonly isSenderKnown: boolean;
  /** LSR has not been read since an overrun. */
  readonly overrun: boolean;
  /** LSR has shown the errors of the first character. */
  readonly errorsShown: boolean;
  /** INTR, since when, and the IIR that came with it. */
  readonly intr: { readonly level: 0 | 1; readonly at: number; readonly iir: number } | null;
  /** When the machine last took an interrupt. */
  readonly irqAt: number | null;
  /** The character timeout has passed at this tick, and RBR has not been read since. */
  readonly timedOut: number | null;
  /** The last arrival or RBR read: the character timeout counts from there. */
  readonly activeAt: number | null;
  readonly counts: Counts;
}

/** What has become of characters so far, as the ledger counts them: the first and `discarded` at the writer's too. */
export interface Counts {
  readonly written: number;
  readonly read: number;
  readonly readWithError: number;
  readonly overrun: number;
  readonly discarded: number;
  readonly madeByLine: number;
}

export const NOTHING_SEEN: MachineSeen = {
  isOn: null,
  told: {},
  received: [],
  toSend: [],
  sending: null,
  isReceiverKnown: false,
  isSenderKnown: false,
  overrun: false,
  errorsShown: false,
  intr: null,
  irqAt: null,
  timedOut: null,
  activeAt: null,
  counts: { written: 0, read: 0, readWithError: 0, overrun: 0, discarded: 0, madeByLine: 0 },
};

/** What is known once a record of this machine's has been seen; records come in the order of time. */
export function seenAfter(seen: MachineSeen, record: TraceRecord, side: Side, bases: Bases): MachineSeen {
  if (record.m !== side) return seen;
  const { t } = record;
  switch (record.k) {
    case 'power':
      return turned(seen, record.on, t);
    case 'out':
      return written(seen, record, registerOf(seen, record, side, bases));
    case 'in':
      return read(seen, record, registerOf(seen, record, side, bases));
    case 'frame':
      return {
        ...seen,
        toSend: without(seen.toSend, record.serial),
        sending: { char: record.char, serial: record.serial, flags: 0, at: t, ends: record.ends },
      };
    case 'char':
      return arrived(seen, record);
    case 'lost':
      return lost(seen, record);
    case 'timeout':
      return { ...seen, timedOut: t };
    case 'intr':
      return { ...seen, intr: { level: record.level, at: t, iir: record.iir } };
    case 'irq':
      return { ...seen, irqAt: t };
    case 'link':
    case 'print':
    case 'step':
    case 'verdict':
      return seen;
  }
}

/** The register that an access reaches; null where it is another port. */
export function registerOf(
  { told }: MachineSeen,
  { port, k }: TraceRecord & { readonly k: 'in' | 'out' },
  side: Side,
  bases: Bases,
): RegisterName | null {
  const offset = registerAt(port, side, bases);
  return offset === null ? null : registerName(offset, k, ((told.LCR?.value ?? 0) & LCR.DLAB) !== 0);
}

/** What a 16550A's divisor latch holds when it is first turned on; a reset leaves it alone. */
const POWER_ON_DLL = 12;

function turned({ told, counts }: MachineSeen, isOn: boolean, at: number): MachineSeen {
  const reset = (value: number): Told => ({ value, at, by: 'reset' });
  const { DLL = reset(POWER_ON_DLL), DLM = reset(0), SCR } = told;
  const zero = reset(0);
  return {
    ...NOTHING_SEEN,
    isOn,
    told: { DLL, DLM, ...(SCR === undefined ? {} : { SCR }), IER: zero, FCR: zero, LCR: zero, MCR: zero },
    isReceiverKnown: true,
    isSenderKnown: true,
    intr: { level: 0, at, iir: 1 },
    counts,
  };
}

function written(
  seen: MachineSeen,
  { t, v, serial }: TraceRecord & { readonly k: 'out' },
  name: RegisterName | null,
): MachineSeen {
  if (name === null) return seen;
  if (name === 'FCR') return controlled(seen, v, t);
  const told = { ...seen.told, [name]: { value: v, at: t, by: 'write' } };
  if (name !== 'THR' || serial === undefined) return { ...seen, told };
  return {
    ...seen,
    told,
    toSend: [...seen.toSend.slice(-DEEPEST), { char: v, serial, flags: 0, at: t }],
    counts: counted(seen, 'written'),
  };
}

/** Characters that FCR takes away are told one by one; but what stood there before the trace begins is not known. */
function controlled(seen: MachineSeen, written: number, at: number): MachineSeen {
  const before = seen.told.FCR?.value ?? 0;
  const isLatched = ((seen.told.LCR?.value ?? 0) & LCR.DLAB) !== 0;
  const fcr = isLatched ? written : (written & ~FCR.FIFO_64) | (before & FCR.FIFO_64);
  const isSwitched = ((before ^ fcr) & FCR.ENABLE) !== 0;
  const isEmptied = (bit: number): boolean => isSwitched || ((fcr & FCR.ENABLE) !== 0 && (fcr & bit) !== 0);
  return {
    ...seen,
    told: { ...seen.told, FCR: { value: fcr, at, by: 'write' } },
    ...(isEmptied(FCR.CLEAR_RECEIVE) ? { isReceiverKnown: true, received: [], timedOut: null } : {}),
    ...(isEmptied(FCR.CLEAR_TRANSMIT) ? { isSenderKnown: true, toSend: [] } : {}),
  };
}

function read(
  seen: MachineSeen,
  { t, v, serial }: TraceRecord & { readonly k: 'in' },
  name: RegisterName | null,
): MachineSeen {
  if (name === null) return seen;
  const told = { ...seen.told, [name]: { value: v, at: t, by: 'read' } };
  if (name === 'LSR') return { ...seen, told, overrun: false, errorsShown: true };
  if (name !== 'RBR' || serial === undefined) return { ...seen, told };
  const [first, ...received] = seen.received;
  const fate = first !== undefined && first.flags !== 0 ? 'readWithError' : 'read';
  return {
    ...seen,
    told,
    received,
    errorsShown: false,
    timedOut: null,
    activeAt: t,
    counts: serial === 0 ? seen.counts : counted(seen, fate),
  };
}

/** The largest FIFO, a 16750's. */
const DEEPEST = 64;

const counted = ({ counts }: MachineSeen, what: keyof Counts): Counts => ({
  ...counts,
  [what]: counts[what] + 1,
});

function arrived(seen: MachineSeen, record: TraceRecord & { readonly k: 'char' }): MachineSeen {
  const { t, char, serial, errors, held } = record;
  const slot: Slot = { char, serial, flags: errors & ~LSR.OE, at: t };
  // A trace from outside may say anything; no chip holds more.
  const count = Math.min(held, DEEPEST);
  const received = [...seen.received, slot].slice(-Math.max(1, count));
  const before: Slot = { char: null, serial: 0, flags: 0, at: t };
  return {
    ...seen,
    received: [...Array<Slot>(Math.max(0, count - received.length)).fill(before), ...received],
    isReceiverKnown: true,
    overrun: seen.overrun || (errors & LSR.OE) !== 0,
    errorsShown: held > 1 && seen.errorsShown,
    activeAt: t,
    counts: serial === 0 ? counted(seen, 'madeByLine') : seen.counts,
  };
}

function lost(seen: MachineSeen, { t, serial, how }: TraceRecord & { readonly k: 'lost' }): MachineSeen {
  const fate = how === 'overrun' ? 'overrun' : 'discarded';
  const counts = serial === 0 ? seen.counts : counted(seen, fate);
  if (isUnsent(how)) return { ...seen, counts, toSend: without(seen.toSend, serial) };
  if (how !== 'overrun') return { ...seen, counts, received: without(seen.received, serial) };
  // A full FIFO keeps its sixteen; without one, the new character takes the place of the old one.
  const hasFifos = ((seen.told.FCR?.value ?? 0) & FCR.ENABLE) !== 0;
  const received = hasFifos ? seen.received : without(seen.received, serial);
  return { ...seen, counts, received, overrun: true, activeAt: t };
}

/** The first with this number goes: several have 0, those that no write stands behind. */
function without(slots: readonly Slot[], serial: number): readonly Slot[] {
  const at = slots.findIndex((slot) => slot.serial === serial);
  return at < 0 ? slots : [...slots.slice(0, at), ...slots.slice(at + 1)];
}
