import { createConnection, type NetConnectOpts, type Socket } from 'node:net';
import { HarnessError } from '../ground/errors.ts';
import { type Address, addressInWords, connectFailure, socketOptions } from '../link/address.ts';

/** How long an answer to a call may take: a firewall that drops it gives none. */
const ANSWER_MS = 10_000;

/** Who calls whom, for the words of a failure. */
export interface Callers {
  readonly connects: string;
  readonly listens: string;
}

/** Calls a listener: a paused socket, or a HarnessError that says what to start first. */
export async function dial(
  at: Address,
  { connects, listens }: Callers,
  signal: AbortSignal,
): Promise<Socket> {
  const where = addressInWords(at);
  const late = new HarnessError(
    'link-timeout',
    `nothing has answered at ${where} within ${ANSWER_MS / 1000} s`,
    'Is that computer on, in the same network, and does its firewall let the port through?',
  );
  signal.throwIfAborted();
  const socket = createConnection({ ...socketOptions(at), noDelay: true } as NetConnectOpts);
  socket.pause();
  const giveUp = (): void => void socket.destroy();
  signal.addEventListener('abort', giveUp);
  let patience: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      patience = setTimeout(() => reject(late), ANSWER_MS);
      socket.once('connect', resolve);
      socket.once('error', reject);
      socket.once('close', () => reject(new Error('the call was given up')));
    });
    return socket;
  } catch (error) {
    socket.destroy();
    if (error === late) throw error;
    throw connectFailure(where, connects, listens, error);
  } finally {
    signal.removeEventListener('abort', giveUp);
    clearTimeout(patience);
  }
}
