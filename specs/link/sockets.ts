import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

/** Sees every socket that this process opens or accepts, from outside the code that does so. */
export class SocketWatch {
  readonly called: Socket[] = [];
  readonly accepted: Socket[] = [];
  private readonly onCalled = (message: unknown) =>
    void this.called.push((message as { socket: Socket }).socket);
  private readonly onAccepted = (message: unknown) =>
    void this.accepted.push((message as { socket: Socket }).socket);

  constructor() {
    subscribe('net.client.socket', this.onCalled);
    subscribe('net.server.socket', this.onAccepted);
  }

  get all(): readonly Socket[] {
    return [...this.called, ...this.accepted];
  }

  end(): void {
    unsubscribe('net.client.socket', this.onCalled);
    unsubscribe('net.server.socket', this.onAccepted);
  }
}

/** What keeps this process alive on behalf of sockets. */
export const openHandles = (): string[] =>
  process
    .getActiveResourcesInfo()
    .filter((resource) => /^(TCP|Pipe)/.test(resource))
    .sort();

/** Lets the event loop turn until something holds; fails after many turns. */
export async function turnsUntil(holds: () => boolean, what: string): Promise<void> {
  const since = performance.now();
  while (!holds()) {
    if (performance.now() - since > 5000) throw new Error(`waited in vain: ${what}`);
    await setImmediate();
  }
}

/** Lets the event loop turn a number of times: for what must not happen. */
export async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await setImmediate();
}

/** A temporary folder; remove it with `remove`. */
export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), 'nm-spec-'));

  file(name: string): string {
    return join(this.path, name);
  }

  /** A path in here that is so many bytes long. */
  pathOf(bytes: number): string {
    return this.file('p'.repeat(bytes - Buffer.byteLength(this.path) - 1));
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

export async function listenOn(where: { port: number; host: string } | { path: string }): Promise<Server> {
  const server = createServer();
  server.listen(where);
  await once(server, 'listening');
  return server;
}

export const portOf = (server: Server): number => (server.address() as { port: number }).port;

export const closed = (server: Server): Promise<unknown> => new Promise((done) => server.close(done));

/** Calls an address as the link names it: HOST:PORT or a path. */
export function call(address: string): Socket {
  const [, host, port] = /^([\d.]+):(\d+)$/.exec(address) ?? [];
  const socket =
    host === undefined ? createConnection({ path: address }) : createConnection({ host, port: Number(port) });
  socket.on('error', () => {});
  return socket;
}
