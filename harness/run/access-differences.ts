import { OFFSET } from '../uart/registers.ts';
import type { Access, AccessSequence, Seen } from './accesses.ts';

/** A register that two chips showed differently to one program. */
export interface ReadDifference {
  readonly offset: number;
  readonly dlab: boolean;
  readonly theirs: Seen;
  readonly ours: Seen;
  /** How often it was the same difference. */
  readonly times: number;
}

/** Where one program met two chips. */
export interface AccessDifferences {
  /** In the order in which each came first. */
  readonly reads: readonly ReadDifference[];
  /** How often they differed besides, in more ways than are told. */
  readonly untold: number;
  /** From here on the program did not do the same with the two chips, and no more can be compared. */
  readonly parted: { readonly theirs: Access | null; readonly ours: Access | null } | null;
  /** Their tick from which on nothing is compared, where the program did more than is kept; else null. */
  readonly comparedUntil: number | null;
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
export function accessDifferences(theirs: AccessSequence, ours: AccessSequence): AccessDifferences {
  const found = new Map<string, ReadDifference>();
  let untold = 0;
  const { count, isCut } = comparable(theirs, ours);
  for (let i = 0; i < count; i += 1) {
    const [their, our] = [theirs.sequence[i] ?? null, ours.sequence[i] ?? null];
    if (their === null || our === null || !isAlike(their, our)) {
      const parted = { theirs: their, ours: our };
      return { reads: [...found.values()], untold, parted, comparedUntil: null };
    }
    const difference = readDifference(their, our);
    if (difference === null) continue;
    const key = JSON.stringify([our.offset, our.dlab, difference.theirs.value, difference.ours.value]);
    const before = found.get(key);
    if (before !== undefined) found.set(key, { ...before, times: before.times + 1 });
    else if (found.size < MOST) found.set(key, difference);
    else untold += 1;
  }
  const comparedUntil = isCut ? (theirs.sequence[count - 1]?.at ?? 0) : null;
  return { reads: [...found.values()], untold, parted: null, comparedUntil };
}

/** Behind the end of a sequence that is cut, nobody knows what came. */
function comparable(theirs: AccessSequence, ours: AccessSequence): { count: number; isCut: boolean } {
  const cut = [theirs, ours].filter(({ isCut }) => isCut).map(({ sequence }) => sequence.length);
  const longest = Math.max(theirs.sequence.length, ours.sequence.length);
  return { count: Math.min(longest, ...cut), isCut: cut.length > 0 };
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
