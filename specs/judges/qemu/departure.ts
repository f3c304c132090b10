import type { Operation } from './operation.ts';
import type { Ours } from './ours.ts';

/** What each chip is given in place of one operation. */
export interface Played {
  readonly ours: readonly Operation[];
  readonly qemu: readonly Operation[];
}

/**
 * Where QEMU's chip departs from the book, or chooses otherwise where the book is silent. A rule does not hide what it
 * speaks of: it tells what QEMU does instead, and everything else is still compared. `plays` gives each chip what
 * comes to the same in its own terms, or null where both are to be left alone; `reads` what QEMU reads in place of
 * ours, asked before the read; `pace` QEMU's character time over the book's.
 */
export interface Departure {
  readonly name: string;
  /** The numbers of the behaviours, as docs/conformance.md has them. */
  readonly behaviours: readonly number[];
  readonly section: string;
  readonly why: string;
  /** Played without the rule, this sequence ends in a difference... */
  readonly shown: string;
  /** ...which is this one. */
  readonly differs: string;
  readonly plays?: (played: Played, one: Operation, ours: Ours) => Played | null;
  readonly reads?: (offset: number, ours: Ours) => ((value: number) => number) | null;
  readonly pace?: (ours: Ours) => number;
  /** Done to QEMU's chip after its reset. */
  readonly begins?: readonly Operation[];
  /** INTR is compared, and not the IRQ that OUT2 lets through. */
  readonly ungated?: true;
}
