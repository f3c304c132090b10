import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Server, type Socket } from 'node:net';
import { tap } from '../../../harness/index.ts';

const MIB = 1 << 20;
const HOST = '127.0.0.1';

/** Passes what comes to one port to another one, until it is closed. */
interface Middle {
  readonly port: number;
  close(): Promise<unknown>;
}

type Stand = (to: number) => Promise<Middle>;

/** As `nullmodem tap` does, without a recording. */
export const withTap: Stand = async (to) => {
  const stop = new AbortController();
  let ended: Promise<unknown> = Promise.resolve();
  const port = await new Promise<number>((opened, failed) => {
    ended = tap({
      ends: {
        A: { kind: 'listen', at: { kind: 'tcp', host: HOST, port: 0 } },
        B: { kind: 'connect', at: { kind: 'tcp', host: HOST, port: to } },
      },
      signal: stop.signal,
      onEvent: (event) => {
        if (event.kind === 'open') opened(Number(event.where.split(':')[1]));
      },
    }).catch(failed);
  });
  return {
    port,
    close: () => {
      stop.abort();
      return ended;
    },
  };
};

/** As Node itself does it. */
export const withPipes: Stand = async (to) => {
  const server = createServer({ noDelay: true }, (near) => {
    const far = createConnection({ host: HOST, port: to, noDelay: true });
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) socket.on('error', () => {});
  });
  server.listen({ host: HOST, port: 0 });
  await once(server, 'listening');
  return { port: portOf(server), close: () => new Promise((closed) => server.close(closed)) };
};

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** What is sent, again and again; twice, so that a piece from anywhere in it lies in one. */
const PIECE = Buffer.from(Array.from({ length: 1 << 16 }, (_, i) => (i * 7 + (i >> 8)) & 0xff));
const TWICE = Buffer.concat([PIECE, PIECE]);

/** Two sockets that talk through something that stands between them. */
export class Between {
  private readonly middle: Middle;
  private readonly server: Server;
  private readonly from: Socket;
  private readonly to: Socket;
  private carried = 0;

  private constructor(middle: Middle, server: Server, from: Socket, to: Socket) {
    this.middle = middle;
    this.server = server;
    this.from = from;
    this.to = to;
  }

  static async joined(stand: Stand): Promise<Between> {
    const server = createServer({ noDelay: true });
    server.listen({ host: HOST, port: 0 });
    await once(server, 'listening');
    const accepted = once(server, 'connection');
    const middle = await stand(portOf(server));
    const from = createConnection({ host: HOST, port: middle.port, noDelay: true });
    const [to] = (await accepted) as [Socket];
    return new Between(middle, server, from, to);
  }

  /** So many MiB one way, each byte compared. */
  async carry(mib: number): Promise<void> {
    const { from, to } = this;
    const until = this.carried + mib * MIB;
    await new Promise<void>((done, failed) => {
      const take = (bytes: Buffer): void => {
        const at = this.carried % PIECE.length;
        if (!bytes.equals(TWICE.subarray(at, at + bytes.length)))
          failed(new Error(`what came behind byte ${this.carried} is not what was sent`));
        this.carried += bytes.length;
        if (this.carried < until) return;
        to.off('data', take);
        done();
      };
      to.on('data', take);
      let left = (mib * MIB) / PIECE.length;
      const fill = (): void => {
        for (let room = true; room && left > 0; left -= 1) room = from.write(PIECE);
        if (left > 0) from.once('drain', fill);
      };
      fill();
    });
  }

  async close(): Promise<void> {
    for (const socket of [this.from, this.to]) {
      socket.on('error', () => {});
      socket.destroy();
    }
    await this.middle.close();
    await new Promise((closed) => this.server.close(closed));
  }
}
