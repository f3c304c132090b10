import { once } from 'node:events';
import { rm, stat } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { HarnessError } from '../ground/errors.ts';
import { type Address, isNamedPipe, listenFailure, socketOptions, whatStandsAt } from './address.ts';

export interface Listening {
  readonly server: Server;
  /** With the port that the system has chosen, where none was asked for. */
  readonly reached: Address;
}

/** Listens there, always without delay. Rejects with a HarnessError when the system does not let it. */
export async function listenAt(address: Address, accept: (socket: Socket) => void): Promise<Listening> {
  if (address.kind === 'pipe') await clearPath(address);
  const server = createServer({ noDelay: true }, accept);
  try {
    server.listen(socketOptions(address));
    await once(server, 'listening');
  } catch (error) {
    throw listenFailure(address, error);
  }
  const bound = server.address();
  const isTcp = address.kind === 'tcp' && bound !== null && typeof bound === 'object';
  return { server, reached: isTcp ? { ...address, port: bound.port } : address };
}

/** A socket that nobody listens on any more is in the way; anything else at the path is somebody's. */
async function clearPath(address: Address & { kind: 'pipe' }): Promise<void> {
  if (isNamedPipe(address.path)) return;
  const found = await whatStandsAt(address.path);
  if (found === 'nothing')
    await stat(dirname(address.path)).catch((error) => {
      throw listenFailure(address, error);
    });
  if (found === 'stale') await rm(address.path);
  if (found === 'other') {
    throw new HarnessError(
      'path-taken',
      `cannot make the pipe ${address.path}: a file that is no socket stands there`,
      'Choose another path, or move the file away.',
    );
  }
}
