import type { Socket } from 'node:net';
import { DELIVERY_MS, type Departure, FAREWELL_MS, type Outlet } from './outlet.ts';
import { outstandingOf } from './progress.ts';
import { endsOf, unconfirmedBy } from './unconfirmed.ts';

/** How a peer went whose socket has failed so. */
export const departureBy = ({ code }: NodeJS.ErrnoException): Departure =>
  code === 'ECONNRESET' || code === 'EPIPE' ? 'reset' : 'unreachable';

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
  socket.on('error', (error) => {
    how = departureBy(error);
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
 * unread bytes cuts the connection off and takes from the peer what was on its way to it. With `hurry` the end is put
 * off while the peer goes on taking what he was sent, until that is aborted.
 */
export async function sayGoodbye(
  socket: Socket,
  transport: Outlet['transport'],
  hurry?: AbortSignal,
): Promise<void> {
  if (socket.destroyed) return;
  const cutOff = (): void => void socket.destroy();
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.resume();
  socket.end();
  if (hurry?.aborted) cutOff();
  hurry?.addEventListener('abort', cutOff);
  const timer =
    hurry === undefined ? setTimeout(cutOff, FAREWELL_MS.tcp) : cutOffWhenStill(socket, transport);
  await closed;
  clearTimeout(timer);
  hurry?.removeEventListener('abort', cutOff);
}

/** Of a pipe no system tells what has been taken: so long is waited for it, as if nothing was outstanding. */
function cutOffWhenStill(socket: Socket, transport: Outlet['transport']): NodeJS.Timeout {
  let [outstanding, still] = [Number.POSITIVE_INFINITY, 0];
  return setInterval(() => {
    const before = outstanding;
    outstanding = outstandingOf(socket);
    still = outstanding < before ? 0 : still + LOOK_MS;
    if (still >= (outstanding === 0 ? FAREWELL_MS[transport] : DELIVERY_MS)) socket.destroy();
  }, LOOK_MS);
}

export const nameOf = ({ remoteAddress, remotePort }: Socket): string =>
  remoteAddress === undefined ? 'the other end' : `${remoteAddress.replace(/^::ffff:/, '')}:${remotePort}`;
