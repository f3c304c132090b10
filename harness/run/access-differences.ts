import { OFFSET } from '../uart/registers.ts';
import type { Access } from './accesses.ts';

/** A register that two chips showed differently to one program. */
export interface ReadDifference {
  readonly offset: number;
  readonly dlab: boolean;
  readonly theirs: { readonly value: number; readonly at: number };
  readonly ours: { readonly value: number; readonly at: number };
  /** How often it was the same difference. */
  readonly times: number;
}

/** Where one program met two chips. */
export interface AccessDifferences {
  /** In the order in which each came first. */
  readonly reads: readonly ReadDifference[];
  /** From here on the program did not do the same with the two chips, and no more can be compared. */
  readonly parted: { readonly theirs: Access | null; readonly ours: Access | null } | null;
}

/** How many kinds are told. */
const MOST = 8;

/** What is written to a register follows from what was read; what is sent is what the program is for. */
function isAlike(one: Access, other: Access): boolean {
  const sends = one.offset === OFFSET.DATA && !one.dlab && one.written !== undefined;
  return (
    one.offset === other.offset &&
    one.dlab === other.dlab &&
    (sends ? one.written === other.written : (one.written === undefined) === (other.written === undefined))
  );
}

/**
 * Compares access by access. Reads of one register in a row count as one access: a program that waits reads more often
 * from a chip that takes longer.
 */
export function accessDifferences(theirs: readonly Access[], ours: readonly Access[]): AccessDifferences {
  const found = new Map<string, ReadDifference>();
  const count = Math.max(theirs.length, ours.length);
  for (let i = 0; i < count; i += 1) {
    const [their, our] = [theirs[i] ?? null, ours[i] ?? null];
    if (their === null || our === null || !isAlike(their, our))
      return { reads: [...found.values()], parted: { theirs: their, ours: our } };
    const difference = readDifference(their, our);
    if (difference === null) continue;
    const key = JSON.stringify([our.offset, our.dlab, difference.theirs.value, difference.ours.value]);
    const before = found.get(key);
    if (before !== undefined) found.set(key, { ...before, times: before.times + 1 });
    else if (found.size < MOST) found.set(key, difference);
  }
  return { reads: [...found.values()], parted: null };
}

function readDifference(theirs: Access, ours: Access): ReadDifference | null {
  const count = Math.max(theirs.read.length, ours.read.length);
  for (let i = 0; i < count; i += 1) {
    const their = theirs.read[i] ?? theirs.read.at(-1);
    const our = ours.read[i] ?? ours.read.at(-1);
    if (their === undefined || our === undefined) return null;
    if (their.value !== our.value)
      return { offset: ours.offset, dlab: ours.dlab, theirs: their, ours: our, times: 1 };
  }
  return null;
}
