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
   * Says good-bye to the peer: what has been written goes out first, for a bounded time; with `patienceMs` for as long
   * as it moves, and so long when it does not. Harmless when repeated.
   */
  close(patienceMs?: number): Promise<void>;
}

/** The socket of a peer that reads and answers is closed within this time; another one is cut off. */
export const FAREWELL_MS = 1000;
