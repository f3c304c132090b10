import { once } from 'node:events';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import type { Side } from '../../harness/ground/side.ts';
import type { Address } from '../../harness/link/address.ts';
import { listenAddress } from '../../harness/peer/port-address.ts';
import { type TapEnd, type TapOutcome, tap } from '../../harness/peer/tap.ts';
import type { TapEvent } from '../../harness/peer/tap-event.ts';
import { turnsUntil } from '../link/sockets.ts';

export const ANY_PORT: TapEnd = { kind: 'listen', at: { kind: 'tcp', host: '127.0.0.1', port: 0 } };

export const connectTo = (at: Address): TapEnd => ({ kind: 'connect', at });

/** What is still to be given back of what has been made here. */
const made = new Set<() => unknown>();

/** To be called in a `describe`: a spec that fails leaves nothing open, and the others need not close what they made. */
export function allGivenBack(): void {
  afterEach(async () => {
    const all = [...made];
    made.clear();
    await Promise.all(all.map((giveBack) => giveBack()));
  });
}

type Kind = TapEvent['kind'];
type Of<K extends Kind> = Extract<TapEvent, { kind: K }>;

/** A tap that stands, and all that it has told. */
export class Tapped {
  readonly events: TapEvent[] = [];
  readonly outcome: Promise<TapOutcome>;
  private readonly stop = new AbortController();

  constructor(A: TapEnd, B: TapEnd, options: { once?: boolean; timeoutMs?: number } = {}) {
    this.outcome = tap({
      ends: { A, B },
      signal: this.stop.signal,
      onEvent: (event) => this.events.push(event),
      ...options,
    });
    // Who looks at it does so at the end.
    this.outcome.catch(() => {});
    made.add(() => this.end().catch(() => {}));
  }

  of<K extends Kind>(kind: K): readonly Of<K>[] {
    return this.events.filter((event): event is Of<K> => event.kind === kind);
  }

  /** How many bytes have passed. */
  get passed(): number {
    return this.of('bytes').reduce((sum, { bytes }) => sum + bytes.length, 0);
  }

  async told<K extends Kind>(kind: K, count = 1): Promise<Of<K>> {
    await turnsUntil(() => this.of(kind).length >= count, `${count} × ${kind}`);
    return this.of(kind)[count - 1] as Of<K>;
  }

  /** Calls the port that it has opened for a side. */
  async call(side: Side): Promise<Socket> {
    await turnsUntil(() => this.of('open').some((event) => event.side === side), `the port of ${side}`);
    const { where } = this.of('open').find((event) => event.side === side) as Of<'open'>;
    return await connected(listenAddress(where));
  }

  async end(): Promise<TapOutcome> {
    this.stop.abort();
    return await this.outcome;
  }
}

export async function connected(at: Address): Promise<Socket> {
  const socket = createConnection({
    ...(at.kind === 'tcp' ? { host: at.host, port: at.port } : { path: at.path }),
    allowHalfOpen: true,
    noDelay: true,
  });
  await once(socket, 'connect');
  return withoutComplaint(socket);
}

function withoutComplaint(socket: Socket): Socket {
  const giveBack = (): void => void socket.destroy();
  made.add(giveBack);
  socket.once('close', () => made.delete(giveBack));
  return socket.on('error', () => {}).pause();
}

/** A machine that listens: who calls it is kept until he is asked for. */
export class Listener {
  private readonly server: Server;
  private readonly callers: Socket[] = [];
  readonly at: Address;

  private constructor(server: Server, at: Address) {
    this.server = server;
    this.at = at;
    made.add(() => this.close());
    server.on('connection', (socket) => void this.callers.push(withoutComplaint(socket)));
  }

  static async on(path?: string): Promise<Listener> {
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    server.listen(path === undefined ? { host: '127.0.0.1', port: 0 } : { path });
    await once(server, 'listening');
    const bound = server.address();
    const at: Address =
      bound === null || typeof bound === 'string'
        ? { kind: 'pipe', path: String(bound) }
        : { kind: 'tcp', host: '127.0.0.1', port: bound.port };
    return new Listener(server, at);
  }

  async caller(): Promise<Socket> {
    await turnsUntil(() => this.callers.length > 0, 'somebody to call');
    return this.callers.shift() as Socket;
  }

  close(): Promise<unknown> {
    for (const socket of this.callers) socket.destroy();
    return new Promise((done) => this.server.close(done));
  }
}

/** So many bytes of what comes. */
export async function read(socket: Socket, count: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  const take = (bytes: Buffer): void => {
    pieces.push(bytes);
    length += bytes.length;
  };
  socket.on('data', take).resume();
  await turnsUntil(() => length >= count, `${count} bytes; ${length} came`);
  socket.off('data', take).pause();
  return Buffer.concat(pieces);
}

/** How a connection goes: by its end, or cut off. */
export async function end(socket: Socket): Promise<'ended' | 'reset'> {
  let how: 'ended' | 'reset' | undefined;
  socket.once('end', () => {
    how ??= 'ended';
  });
  socket.once('error', () => {
    how ??= 'reset';
  });
  socket.resume();
  await turnsUntil(() => how !== undefined, 'the end of a connection');
  return how as 'ended' | 'reset';
}

/** A tap that one machine calls, and that calls the other: and both are there. */
export async function joined(): Promise<{
  readonly tapped: Tapped;
  readonly listener: Listener;
  readonly a: Socket;
  readonly b: Socket;
}> {
  const listener = await Listener.on();
  const tapped = new Tapped(ANY_PORT, connectTo(listener.at));
  const a = await tapped.call('A');
  const b = await listener.caller();
  await tapped.told('joined');
  return { tapped, listener, a, b };
}
