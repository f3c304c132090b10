import type { Uart } from '../uart/chip.ts';
import type { OutsideLink } from './outside-link.ts';

/** What became of all that a machine wrote to THR, and of all that came for it from a peer that is not ours. */
export interface LiveLedger {
  /** Writes to THR. */
  readonly written: number;
  /** Of those, given to the system for the peer. */
  readonly carried: number;
  /** Of those carried, not confirmed by the peer's system when the connection ended; undefined: that cannot be told. */
  readonly unconfirmed?: number;
  readonly lostWithoutPeer: number;
  /** The connection broke before the system had taken them. */
  readonly lostAtClose: number;
  /** Overwritten in THR, written to a full FIFO, cleared by FCR, or gone at a reset. */
  readonly discarded: number;
  /** In the chip or on its way out, at the end. */
  readonly unsent: number;
  readonly came: number;
  /** Of those, read by the program. */
  readonly read: number;
  readonly overrun: number;
  /** Emptied out of the receive FIFO by FCR. */
  readonly cleared: number;
  /** Came while the receiver was in loopback. */
  readonly notSeen: number;
  /** Dropped by the hypervisor when the line was set anew. */
  readonly flushed: number;
  /** In RBR or the receive FIFO at the end. */
  readonly unread: number;
  /** Not given to the chip at the end. */
  readonly waiting: number;
  /** All that was written and all that came has one fate. */
  readonly balanced: boolean;
}

export function liveLedger({ tally, held }: Uart, link: OutsideLink, unconfirmed?: number): LiveLedger {
  const { carried, lostWithoutPeer, lostAtClose } = link.departed;
  const { came, flushed } = link.arrived;
  const { sourced } = tally;
  const { written } = tally;
  const fates = {
    carried,
    lostWithoutPeer,
    lostAtClose,
    discarded: tally.overwritten + tally.fifoFull + tally.clearedBeforeSending,
    unsent: held.toSend + held.onTheLine + link.leaving,
    read: sourced.read + sourced.readWithError,
    overrun: sourced.overrun,
    cleared: sourced.cleared,
    notSeen: tally.unseenLoopback + tally.unseenBreak + tally.unseenReset,
    flushed,
    unread: held.unread.sourced,
    waiting: link.waiting,
  };
  const ended = Object.values(fates).reduce((total, count) => total + count, 0);
  const known = unconfirmed === undefined ? {} : { unconfirmed };
  return { written, came, ...fates, ...known, balanced: written + came === ended };
}
