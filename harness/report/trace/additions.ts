import type { Level } from '../line/line-change.ts';
import { bitNames, errorNames, interruptInWords, type RegisterName } from '../registers.ts';

/** What follows from a record and those before it, for people and programs that know no 16550 (docs/trace.md). */
export interface Additions {
  readonly reg?: RegisterName;
  readonly bits?: readonly string[];
  readonly held?: number;
  readonly queued?: number;
  readonly sout?: Level;
  readonly line?: string;
  readonly bit?: number;
  readonly levels?: string;
  readonly flags?: readonly string[];
  readonly cause?: string;
}

// Nearly all additions come again and again: each is made once, and so is its text.

export const NOTHING: Additions = {};

const BYTES = Array.from({ length: 0x100 }, (_, byte) => byte);
const CAME: readonly Additions[] = BYTES.map((errors) => ({ flags: errorNames(errors) }));
const CAUSES: readonly Additions[] = BYTES.map((iir) => ({ cause: interruptInWords(iir) }));
const SAID = new Map<RegisterName, Additions[]>();

export const flagsOf = (errors: number): Additions => CAME[errors & 0xff] ?? NOTHING;
export const causeOf = (iir: number): Additions => CAUSES[iir & 0xff] ?? NOTHING;

/** Of all registers but the divisor latch, whose bytes say nothing alone. */
export function saidOf(reg: RegisterName, value: number): Additions {
  const known = SAID.get(reg) ?? [];
  SAID.set(reg, known);
  known[value] ??= sayingOf(reg, value);
  return known[value];
}

/** Characters that cannot be printed say nothing, nor does SCR. */
function sayingOf(reg: RegisterName, value: number): Additions {
  const bits = bitNames(reg, value);
  return bits.length === 0 && (reg === 'RBR' || reg === 'THR' || reg === 'SCR') ? { reg } : { reg, bits };
}

type Made = WeakMap<Additions, Additions[]>;
const HELD: Made = new WeakMap();
const QUEUED: Made = new WeakMap();

export const withHeld = (said: Additions, held: number): Additions =>
  madeOnce(HELD, said, held, () => ({ ...said, held }));

export const withQueued = (said: Additions, queued: number): Additions =>
  madeOnce(QUEUED, said, queued, () => ({ ...said, queued }));

function madeOnce(made: Made, said: Additions, count: number, make: () => Additions): Additions {
  const known = made.get(said) ?? [];
  if (known.length === 0) made.set(said, known);
  known[count] ??= make();
  return known[count];
}
