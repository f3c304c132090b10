import type { Duplex } from 'node:stream';

/** How a peer went. */
export type Departure =
  /** It closed its end: all that it had sent has come. */
  | 'closed'
  /** Its end was cut off: what was under way may be lost. */
  | 'reset'
  /** The system has given up: for minutes nobody has answered. */
  | 'unreachable';

export interface OutletEvents {
  /** A peer is there. Its bytes flow once they are asked for. */
  readonly met: (stream: Duplex, name: string) => void;
  /** The peer has gone, and all that came from it has been taken. At a good-bye: only when it was cut off. */
  readonly parted: (how: Departure) => void;
  /** Somebody else called while a peer was there: closed at once, or waiting for its turn. */
  readonly called: (name: string, becomes: 'closed' | 'waiting') => void;
  /** Nobody else can find it under its name: why. It goes on trying to have that back. */
  readonly nameless?: (why: string) => void;
  /** What is sent to the peer gets nowhere: its system confirms none of it; or it moves on. */
  readonly moves?: (moves: boolean) => void;
  /** Of what was sent to the peer that has gone, its system had not confirmed so much; undefined: that cannot be told. */
  readonly unconfirmed?: (count: number | undefined) => void;
}

/** Where a serial port leaves this process: it meets one peer at a time. */
export interface Outlet {
  readonly transport: 'tcp' | 'pipe' | 'pty';
  /** It waits to be called; else it calls. */
  readonly listens: boolean;
  /** Whether a peer may still come when there is none: a listener, or a connector that dials again. */
  readonly expects: boolean;
  /** Opens it: a connector has its peer then. Gives its address in words. Rejects with a HarnessError. */
  open(events: OutletEvents): Promise<string>;
  /**
   * Says good-bye to the peer: what has been written goes out first, for a bounded time. With `hurry` it waits longer, as
   * long as the peer goes on taking what he was sent, or until that is aborted. Harmless when repeated.
   */
  close(hurry?: AbortSignal): Promise<void>;
}

/**
 * How long a peer may take to have taken all, and to close his end as well; another one is cut off. Behind a TCP socket
 * the system goes on sending when we are gone; of a pipe QEMU drops what it has not read as soon as its other end is, and so does a
 * pseudo-terminal.
 */
export const FAREWELL_MS: Readonly<Record<Outlet['transport'], number>> = {
  tcp: 1000,
  pipe: 30_000,
  pty: 30_000,
};

/** How long what was sent may get nowhere before it is given up. */
export const DELIVERY_MS = 10_000;
