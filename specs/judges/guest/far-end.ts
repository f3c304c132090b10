import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Server, type Socket } from 'node:net';

/** A guest's other end without a chip: a socket that keeps what it is sent. */
export class FarEnd {
  private readonly socket: Socket;
  private readonly bytes: Buffer[] = [];
  private readonly closed: Promise<unknown>;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (some) => void this.bytes.push(some));
    // What follows an error is the close.
    socket.on('error', () => {});
    this.closed = new Promise((resolve) => socket.once('close', resolve));
  }

  static async calling(port: number): Promise<FarEnd> {
    const socket = createConnection(port, '127.0.0.1');
    await once(socket, 'connect');
    return new FarEnd(socket);
  }

  /** The next one that calls. */
  static async of(server: Server): Promise<FarEnd> {
    const [socket] = await once(server, 'connection');
    return new FarEnd(socket as Socket);
  }

  static async listening(): Promise<Server> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return server;
  }

  /** One on which nobody listens, and the system gives it to nobody else soon. */
  static async freePort(): Promise<number> {
    const server = await FarEnd.listening();
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    return port;
  }

  send(bytes: Uint8Array): void {
    this.socket.write(bytes);
  }

  /** All that came, once the guest has turned itself off. */
  async all(): Promise<Buffer> {
    await this.closed;
    return Buffer.concat(this.bytes);
  }

  close(): void {
    this.socket.destroy();
  }
}
