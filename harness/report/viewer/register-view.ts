import { identify } from '../../uart/interrupts.ts';
import { FCR, IER, IIR, LSR, TRIGGER_LEVELS, TRIGGER_LEVELS_64 } from '../../uart/registers.ts';
import { TRAITS, type UartType } from '../../uart/types.ts';
import { NOTHING_IN } from '../register/access-words.ts';
import { FACTS, type Field, saidBy } from '../register/facts.ts';
import { bitsInWords, type RegisterName } from '../registers.ts';
import type { MachineSeen } from './machine-seen.ts';

/** One register of a machine, as it can be told at a tick. */
export interface RegisterView {
  readonly name: RegisterName;
  /** Null: nobody has told. */
  readonly value: number | null;
  readonly words: string;
  /** `written`, `read`, `at reset`, or `from the trace`: it follows from what came and went. */
  readonly source: 'written' | 'read' | 'at reset' | 'from the trace' | 'unknown';
  /** When it was written or read. */
  readonly at: number | null;
  readonly bits: readonly BitView[];
}

/** A bit, or several that say one thing together. */
export interface BitView {
  readonly name: string;
  readonly digits: string;
  readonly isLit: boolean;
  readonly says: string;
}

const SHOWN: readonly RegisterName[] = ['IER', 'IIR', 'FCR', 'LCR', 'MCR', 'LSR', 'MSR', 'DLL', 'DLM', 'SCR'];

/** All registers at a tick: those that a program wrote or read, and LSR and IIR as the chip has them. */
export const registersOf = (seen: MachineSeen, tick: number, type: UartType): readonly RegisterView[] =>
  SHOWN.map((name) => {
    if (name === 'LSR') return derived(name, lsrOf(seen, tick), seen);
    if (name === 'IIR') return derived(name, iirOf(seen, type), seen);
    const told = seen.told[name];
    if (told === undefined) return unknown(name);
    const value = name === 'IER' ? told.value & TRAITS[type].ierBits : told.value;
    return view(name, value, SOURCES[told.by], told.at);
  });

const SOURCES = { write: 'written', read: 'read', reset: 'at reset' } as const;

const unknown = (name: RegisterName): RegisterView => ({
  name,
  value: null,
  words: 'unknown: nobody has written or read it yet',
  source: 'unknown',
  at: null,
  bits: [],
});

function derived(name: 'LSR' | 'IIR', value: number | null, seen: MachineSeen): RegisterView {
  const lastRead = seen.told[name]?.at ?? null;
  if (value === null) return { ...unknown(name), words: 'the trace does not tell', at: lastRead };
  return view(name, value, 'from the trace', lastRead);
}

function view(
  name: RegisterName,
  value: number,
  source: RegisterView['source'],
  at: number | null,
): RegisterView {
  const bits = FACTS[name].fields.filter((field) => field.name !== '-').map((field) => bit(field, value));
  return { name, value, words: bitsInWords(name, value) || (NOTHING_IN[name] ?? ''), source, at, bits };
}

function bit(field: Field, value: number): BitView {
  const own = (value >> field.low) & ((1 << field.width) - 1);
  return {
    name: field.name,
    digits: own.toString(2).padStart(field.width, '0'),
    isLit: own !== 0,
    says: saidBy(field, value),
  };
}

/** LSR as a read would give it; null where the trace begins in the middle, and nothing has told. */
export function lsrOf(seen: MachineSeen, tick: number): number | null {
  if (!seen.isReceiverKnown || !seen.isSenderKnown) return null;
  const { received, overrun, errorsShown } = seen;
  const [first, ...others] = received;
  const errors = first === undefined || errorsShown ? 0 : first.flags;
  const anyError = errors !== 0 || others.some(({ flags }) => flags !== 0);
  return (
    (first === undefined ? 0 : LSR.DR) |
    (overrun ? LSR.OE : 0) |
    errors |
    (seen.toSend.length === 0 ? LSR.THRE : 0) |
    (seen.toSend.length === 0 && !isSending(seen, tick) ? LSR.TEMT : 0) |
    (hasFifos(seen) && anyError ? LSR.FIFO_ERROR : 0)
  );
}

export const isSending = ({ sending }: MachineSeen, tick: number): boolean =>
  sending !== null && sending.ends > tick;

/** IIR as a read would show it: the level of INTR is told, and why it is up is told or follows; null where neither is. */
export function iirOf(seen: MachineSeen, type: UartType): number | null {
  const { intr, told } = seen;
  if (intr === null) return null;
  const fifos = hasFifos(seen) ? TRAITS[type].fifosShown | (isLarge(seen, type) ? IIR.FIFO_64 : 0) : 0;
  if (intr.level === 0) return IIR.NONE | fifos;
  const ier = told.IER?.value ?? 0;
  const lsr = lsrOf(seen, seen.activeAt ?? 0);
  const first = identify(ier & (IER.RLS | IER.RDA), {
    lineStatus: lsr !== null && (lsr & LSR.ERRORS) !== 0,
    dataAvailable: seen.received.length >= triggerOf(seen, type),
    characterTimeout: seen.timedOut !== null,
    thre: false,
    modemStatus: false,
  });
  if (first !== IIR.NONE) return first | fifos;
  const said = told.IIR !== undefined && told.IIR.at > intr.at ? told.IIR.value : intr.iir;
  // A read that has shown THRE has taken it back, so it is something else that keeps INTR up.
  const isTakenBack = told.IIR !== undefined && told.IIR.at > intr.at && (said & 0x0f) === IIR.THRE;
  const isLower = (said & 0x0f) === IIR.THRE || (said & 0x0f) === IIR.MODEM_STATUS;
  return isLower && !isTakenBack ? said : null;
}

export const hasFifos = ({ told }: MachineSeen): boolean => ((told.FCR?.value ?? 0) & FCR.ENABLE) !== 0;

/** How many characters ask for an interrupt. */
export function triggerOf(seen: MachineSeen, type: UartType): number {
  const fcr = seen.told.FCR?.value ?? 0;
  if ((fcr & FCR.ENABLE) === 0 || TRAITS[type].depth === 1) return 1;
  return (isLarge(seen, type) ? TRIGGER_LEVELS_64 : TRIGGER_LEVELS)[fcr >> 6] ?? 1;
}

/** How many characters the receiver, or the transmitter, holds. */
export function depthOf(seen: MachineSeen, type: UartType): number {
  if (!hasFifos(seen)) return 1;
  return isLarge(seen, type) ? TRAITS[type].largeDepth : TRAITS[type].depth;
}

const isLarge = ({ told }: MachineSeen, type: UartType): boolean =>
  type === '16750' && ((told.FCR?.value ?? 0) & FCR.FIFO_64) !== 0;
