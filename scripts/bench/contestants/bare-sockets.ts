import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createConnection, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { byteAt, WrongByte } from './bytes.ts';

/** One-byte buffers, made beforehand. */
const SINGLE = Array.from({ length: 256 }, (_, byte) => Uint8Array.of(byte));

/** What a socket itself takes: two of them in this process, noDelay, one byte a write, and nothing around them. */
export class BareSockets {
  private readonly server: Server;
  private readonly near: Socket;
  private readonly far: Socket;
  private readonly folder: string | undefined;

  private constructor(server: Server, near: Socket, far: Socket, folder?: string) {
    this.server = server;
    this.near = near;
    this.far = far;
    this.folder = folder;
  }

  static async connected(transport: 'tcp' | 'pipe'): Promise<BareSockets> {
    const server = createServer({ noDelay: true });
    const folder = transport === 'pipe' ? await mkdtemp(join(tmpdir(), 'nullmodem-bench-')) : undefined;
    const path = folder === undefined ? undefined : join(folder, 'pipe');
    server.listen(path === undefined ? { host: '127.0.0.1', port: 0 } : { path });
    await once(server, 'listening');
    const accepted = once(server, 'connection');
    const where =
      path === undefined ? { host: '127.0.0.1', port: (server.address() as AddressInfo).port } : { path };
    const near = createConnection({ ...where, noDelay: true });
    await once(near, 'connect');
    const [far] = (await accepted) as [Socket];
    return new BareSockets(server, near, far, folder);
  }

  /** A byte there and back, again and again. */
  async bounce(count: number): Promise<void> {
    const { near, far } = this;
    const echo = (bytes: Buffer): void => void far.write(bytes);
    far.on('data', echo);
    await new Promise<void>((done, fail) => {
      let back = 0;
      const next = (): void => void near.write(SINGLE[byteAt(back)] as Uint8Array);
      const onData = (bytes: Buffer): void => {
        if (bytes.length !== 1 || bytes[0] !== byteAt(back)) fail(new WrongByte(back, bytes[0] ?? -1));
        back += 1;
        if (back < count) next();
        else {
          near.off('data', onData);
          done();
        }
      };
      near.on('data', onData);
      next();
    });
    far.off('data', echo);
  }

  /** Bytes one way, each in a write of its own. */
  async stream(count: number): Promise<void> {
    const { near, far } = this;
    await new Promise<void>((done, fail) => {
      let come = 0;
      const onData = (bytes: Buffer): void => {
        for (const byte of bytes) {
          if (byte !== byteAt(come)) fail(new WrongByte(come, byte));
          come += 1;
        }
        if (come < count) return;
        far.off('data', onData);
        done();
      };
      far.on('data', onData);
      let sent = 0;
      const fill = (): void => {
        for (let room = true; room && sent < count; sent += 1)
          room = near.write(SINGLE[byteAt(sent)] as Uint8Array);
        if (sent < count) near.once('drain', fill);
      };
      fill();
    });
  }

  async close(): Promise<void> {
    for (const socket of [this.near, this.far]) socket.destroy();
    await new Promise((closed) => this.server.close(closed));
    if (this.folder !== undefined) await rm(this.folder, { recursive: true, force: true });
  }
}
