import type { Socket } from 'node:net';
import { type Departure, FAREWELL_MS, type Outlet } from './outlet.ts';

/** How a peer went whose socket has failed so. */
export const departureBy = ({ code }: NodeJS.ErrnoException): Departure =>
  code === 'ECONNRESET' || code === 'EPIPE' ? 'reset' : 'unreachable';

/** Tells once how the peer behind a socket goes, and frees the socket. */
export function watchDeparture(socket: Socket, gone: (how: Departure) => void): void {
  let how: Departure = 'closed';
  socket.on('error', (error) => {
    how = departureBy(error);
  });
  // A hypervisor closes its end as soon as the peer has closed his.
  socket.once('end', () => socket.destroy());
  socket.once('close', () => gone(how));
}

/**
 * Ends a conversation: what has been written goes out, and what still comes is read, since a system that is left with
 * unread bytes cuts the connection off and takes from the peer what was on its way to it.
 */
export async function sayGoodbye(
  socket: Socket,
  transport: Outlet['transport'],
  signal?: AbortSignal,
): Promise<void> {
  if (socket.destroyed) return;
  const cutOff = (): void => void socket.destroy();
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const patience = setTimeout(cutOff, FAREWELL_MS[signal?.aborted ? 'tcp' : transport]);
  signal?.addEventListener('abort', cutOff);
  socket.resume();
  socket.end();
  await closed;
  clearTimeout(patience);
  signal?.removeEventListener('abort', cutOff);
}

export const nameOf = ({ remoteAddress, remotePort }: Socket): string =>
  remoteAddress === undefined ? 'the other end' : `${remoteAddress.replace(/^::ffff:/, '')}:${remotePort}`;
