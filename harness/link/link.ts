import type { Side } from '../ground/side.ts';
import type { ProfileName, Transport } from './profile.ts';

/** What happens to a link, as the trace and the report name it. */
export type LinkEvent =
  | 'listening'
  | 'connected'
  | 'peer-gone'
  | 'closed'
  /** The line at this end was set anew, and the hypervisor has dropped what it held for it. */
  | 'flushed'
  /** Somebody else called a listener that has its peer. */
  | 'second-connection';

export interface LinkTally {
  /** Sent while nobody was at the other end. */
  lostWithoutPeer: number;
  /** Under way when an end closed. */
  lostAtClose: number;
  /** Dropped by the hypervisor when the receiver's line was set anew. */
  flushed: number;
}

export const emptyLinkTally = (): LinkTally => ({ lostWithoutPeer: 0, lostAtClose: 0, flushed: 0 });

/**
 * Joins two serial ports. Every link promises (specs/link/promises.ts runs them over all):
 *
 * 1. Each character sent arrives once, whole and in order, in both directions at once.
 * 2. Nothing arrives inside the call that sent it.
 * 3. The clock does not pass the tick at which a character is due until it has arrived.
 * 4. What is under way is bounded: a receiver that does not take holds the sender, or loses with a flag.
 * 5. Nothing arrives at a closed end; what was under way to it is counted, as is what is sent with nobody there.
 * 6. Opening and closing again is harmless, and closing leaves nothing open.
 */
export interface Link {
  readonly transport: Transport;
  readonly profile: ProfileName;
  readonly tally: LinkTally;
  /** Characters that have left one chip and not reached the other, except frames on a wire: those stand in the chip. */
  readonly underWay: number;
  /** Where the listener can be reached, for people. */
  readonly address: string | undefined;
  /** A machine's power comes on. Rejects with a HarnessError when the link does not let it. */
  open(side: Side): Promise<void>;
  /** A machine's power goes off. */
  close(side: Side): Promise<void>;
}

/** Told of each event at one end. */
export type LinkListener = (side: Side, event: LinkEvent, detail?: string) => void;
