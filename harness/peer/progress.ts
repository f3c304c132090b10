import type { Socket } from 'node:net';
import { unconfirmedBy } from './unconfirmed.ts';

const LOOK_MS = 500;
/** One look at the system serves all sockets that ask within this time. */
const LOOKED_AT_MS = 100;
/** What stands still for so many looks, more than a second, is named. */
const STALLED_AFTER = 3;

/** What has been written to a socket, and is not with the peer's system as far as this one can tell. */
export const outstandingOf = (socket: Socket): number =>
  socket.writableLength + (unconfirmedBy(socket, LOOKED_AT_MS) ?? 0);

/**
 * Tells, until the socket is closed, when what is written to it gets nowhere, and when it moves on: a system takes some
 * hundred thousand bytes for a peer whose cable is out, and says nothing for a quarter of an hour.
 */
export function watchProgress(socket: Socket, moves: (moves: boolean) => void): void {
  let [arrived, heard, still] = [socket.bytesWritten, socket.bytesRead, 0];
  const looking = setInterval(() => {
    const { bytesWritten, bytesRead } = socket;
    const before = arrived;
    // Who is heard is there, and need not be looked for: to look takes some milliseconds.
    const isFine = before === bytesWritten || heard !== bytesRead;
    arrived = isFine ? bytesWritten : bytesWritten - outstandingOf(socket);
    heard = bytesRead;
    if (arrived === before && arrived !== bytesWritten) {
      still += 1;
      if (still === STALLED_AFTER) moves(false);
      return;
    }
    if (still >= STALLED_AFTER) moves(true);
    still = 0;
  }, LOOK_MS);
  socket.once('close', () => clearInterval(looking));
}
