import type { Socket } from 'node:net';
import type { Departure } from './outlet.ts';
import { FAREWELL_MS } from './outlet.ts';
import { outstandingOf } from './progress.ts';
import { endsOf, unconfirmedBy } from './unconfirmed.ts';

/** Asked whether it is still there when it has been silent for so long: a computer that was switched off says nothing. */
const SILENT_MS = 120_000;
const LOOK_MS = 250;

/**
 * Tells once how the peer behind a socket goes, and how much of what was sent the peer's system has not confirmed,
 * where that is known. Frees the socket.
 */
export function watchDeparture(
  socket: Socket,
  gone: (how: Departure, unconfirmed: number | undefined) => void,
): void {
  const ends = endsOf(socket);
  const unconfirmed = (): number | undefined => (socket.bytesWritten === 0 ? 0 : unconfirmedBy(ends));
  let how: Departure = 'closed';
  let left: number | undefined;
  socket.setKeepAlive(true, SILENT_MS);
  socket.on('error', ({ code }: NodeJS.ErrnoException) => {
    how = code === 'ECONNRESET' || code === 'EPIPE' ? 'reset' : 'unreachable';
  });
  // A hypervisor closes its end as soon as the peer has closed his.
  socket.once('end', () => {
    left = unconfirmed();
    socket.destroy();
  });
  socket.once('close', () => gone(how, left ?? unconfirmed()));
}

/**
 * Ends a conversation: what has been written goes out, and what still comes is read, since a system that is left with
 * unread bytes cuts the connection off and takes from the peer what was on its way to it. With `patienceMs` the
 * end is put off while the peer's system confirms what it was sent, until it has confirmed nothing for so long.
 */
export async function sayGoodbye(socket: Socket, patienceMs?: number): Promise<void> {
  if (socket.destroyed) return;
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.resume();
  socket.end();
  const stop = patienceMs === undefined ? cutOffLater(socket) : cutOffWhenStill(socket, patienceMs);
  await closed;
  stop();
}

function cutOffLater(socket: Socket): () => void {
  const farewell = setTimeout(() => socket.destroy(), FAREWELL_MS);
  return () => clearTimeout(farewell);
}

function cutOffWhenStill(socket: Socket, patienceMs: number): () => void {
  let [outstanding, still] = [Number.POSITIVE_INFINITY, 0];
  const looking = setInterval(() => {
    const before = outstanding;
    outstanding = outstandingOf(socket);
    still = outstanding < before ? 0 : still + LOOK_MS;
    if (still >= (outstanding === 0 ? FAREWELL_MS : patienceMs)) socket.destroy();
  }, LOOK_MS);
  return () => clearInterval(looking);
}

export const nameOf = ({ remoteAddress, remotePort }: Socket): string =>
  remoteAddress === undefined ? 'the other end' : `${remoteAddress.replace(/^::ffff:/, '')}:${remotePort}`;
