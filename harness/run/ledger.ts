import type { Link } from '../link/link.ts';
import type { SeenChip } from '../machine/foreign-chip.ts';

/** What became of each write to THR: exactly one of these. */
export interface SourcedFates {
  readonly read: number;
  readonly readWithError: number;
  readonly overrun: number;
  /** Overwritten in THR, written to a full FIFO, cleared by FCR, or gone at a reset. */
  readonly discarded: number;
  /** Came to a receiver that was in loopback, or lay under a break, or made no character at the receiver's settings. */
  readonly notSeen: number;
  readonly lostWithoutPeer: number;
  readonly lostAtClose: number;
  /** Dropped by the hypervisor when the receiver's line was set anew. */
  readonly flushed: number;
  readonly unread: number;
  readonly inFlight: number;
}

/**
 * The byte ledger: two sums over both machines. Every write to THR has one fate; every character that a receiver saw
 * comes from one write, or the line made it.
 */
export interface Ledger {
  readonly written: number;
  readonly fates: SourcedFates;
  /** Characters that receivers completed: those with a write behind them, and those that the line made. */
  readonly seen: number;
  readonly seenSourced: number;
  readonly madeByLine: number;
  readonly balanced: boolean;
}

type CountedChip = Pick<SeenChip, 'tally' | 'held'>;

export function ledgerOf(chips: readonly CountedChip[], link: Link): Ledger {
  const sum = (count: (chip: CountedChip) => number): number =>
    chips.reduce((total, chip) => total + count(chip), 0);
  const fates: SourcedFates = {
    read: sum(({ tally }) => tally.sourced.read),
    readWithError: sum(({ tally }) => tally.sourced.readWithError),
    overrun: sum(({ tally }) => tally.sourced.overrun),
    discarded: sum(
      ({ tally }) => tally.overwritten + tally.fifoFull + tally.clearedBeforeSending + tally.sourced.cleared,
    ),
    notSeen: sum(({ tally }) => tally.unseenLoopback + tally.unseenBreak + tally.unseenMismatch),
    lostWithoutPeer: link.tally.lostWithoutPeer,
    lostAtClose: link.tally.lostAtClose + sum(({ tally }) => tally.unseenReset),
    flushed: link.tally.flushed,
    unread: sum(({ held }) => held.unread.sourced),
    inFlight: link.underWay + sum(({ held }) => held.toSend + held.onTheLine),
  };
  const written = sum(({ tally }) => tally.written);
  const seenSourced = sum(({ tally }) => tally.sourced.seen);
  const madeByLine = sum(({ tally }) => tally.made.seen);
  const ended = (kind: 'sourced' | 'made') =>
    sum(({ tally, held }) => {
      const { read, readWithError, overrun, cleared } = tally[kind];
      return read + readWithError + overrun + cleared + held.unread[kind];
    });
  return {
    written,
    fates,
    seen: seenSourced + madeByLine,
    seenSourced,
    madeByLine,
    balanced:
      written === Object.values(fates).reduce((total, count) => total + count, 0) &&
      seenSourced === ended('sourced') &&
      madeByLine === ended('made'),
  };
}
