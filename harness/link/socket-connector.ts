import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { HarnessError } from '../ground/errors.ts';
import { LOOPBACK } from '../ground/loopback.ts';
import { farSide, type Side } from '../ground/side.ts';
import { type Address, addressInWords, checkPipePath, connectFailure, socketOptions } from './address.ts';
import type { Carriers, Connector } from './connector.ts';
import type { LinkEvent } from './link.ts';
import { listenAt } from './listening.ts';
import { SocketCarrier } from './socket-carrier.ts';
import { makeSocketFolder } from './socket-folder.ts';

export interface SocketConnectorOptions {
  readonly transport: 'tcp' | 'pipe';
  readonly listens: Side;
  /** TCP: 0 or nothing takes any free port. */
  readonly port?: number | undefined;
  /** Pipe: nothing takes one in a new temporary folder. */
  readonly path?: string | undefined;
  readonly secondConnection: 'closed' | 'waits';
  /** The connector dials again, at its start and after a drop, until somebody listens. */
  readonly reconnects?: boolean | undefined;
}

/** Two ends in one process, joined by a real socket: one listens, the other one connects. */
export class SocketConnector implements Connector {
  readonly transport: 'tcp' | 'pipe';
  readonly listens: Side;
  onEvent: (side: Side, event: LinkEvent, detail?: string) => void = () => {};
  onBroken: () => void = () => {};
  onJoined: (carriers: Carriers) => void = () => {};
  private readonly options: SocketConnectorOptions;
  private reached: Address | undefined;
  private temporaryFolder: string | undefined;
  private server: Server | null = null;
  /** The listener's socket first, then the connector's. */
  private joined: readonly [Socket, Socket] | null = null;
  /** Connections that the server has accepted while our own call is under way. */
  private accepted: Socket[] = [];
  private dialling = false;
  /** The end that connects has power, joined or not. */
  private connectorUp = false;
  /** A call that nobody waits for: the connection has broken, and the connector dials again. */
  private redial: Promise<void> = Promise.resolve();
  /** On a pipe, callers have no number to be told apart by: our own call begins with a word that nobody can guess. */
  private greeting: Buffer | null = null;
  private greeted: Socket | null = null;
  private onAccepted: () => void = () => {};
  private strangers = new Set<Socket>();

  constructor(options: SocketConnectorOptions) {
    this.options = options;
    this.transport = options.transport;
    this.listens = options.listens;
  }

  private get isChosen(): boolean {
    return this.transport === 'tcp' ? (this.options.port ?? 0) !== 0 : this.options.path !== undefined;
  }

  get address(): string | undefined {
    return this.reached === undefined ? undefined : addressInWords(this.reached);
  }

  async open(side: Side): Promise<Carriers | null> {
    if (side === this.listens) {
      await this.listen();
      this.onEvent(side, 'listening', this.address);
      return this.connectorUp && this.options.reconnects ? await this.join() : null;
    }
    this.connectorUp = true;
    try {
      return await this.join();
    } catch (error) {
      const dialsOn =
        this.options.reconnects && error instanceof HarnessError && error.code === 'link-refused';
      if (dialsOn) return null;
      this.connectorUp = false;
      throw error;
    }
  }

  private async join(): Promise<Carriers> {
    const [atListener, atConnector] = await this.connect();
    this.joined = [atListener, atConnector];
    const toConnector = new SocketCarrier(atListener, atConnector);
    const toListener = new SocketCarrier(atConnector, atListener);
    for (const socket of this.joined) socket.once('close', () => this.lost(atConnector));
    return this.listens === 'A' ? { A: toConnector, B: toListener } : { A: toListener, B: toConnector };
  }

  async close(side: Side): Promise<void> {
    if (side !== this.listens) this.connectorUp = false;
    await this.redial;
    const { joined, server } = this;
    this.joined = null;
    if (joined !== null) {
      const [mine, theirs] = side === this.listens ? joined : [joined[1], joined[0]];
      await hangUp(mine, theirs);
    }
    if (side !== this.listens || server === null) return;
    this.server = null;
    for (const stranger of this.strangers) stranger.destroy();
    await new Promise((closed) => server.close(closed));
    await this.removeFolder();
    if (this.options.path === undefined && this.transport === 'pipe') this.reached = undefined;
  }

  private async removeFolder(): Promise<void> {
    if (this.temporaryFolder !== undefined) await rm(this.temporaryFolder, { recursive: true, force: true });
    this.temporaryFolder = undefined;
  }

  private lost(atConnector: Socket): void {
    if (this.joined?.[1] !== atConnector) return;
    const { joined } = this;
    this.joined = null;
    for (const socket of joined) socket.destroy();
    this.onBroken();
    if (this.options.reconnects) this.redial = this.dialAgain();
  }

  private async dialAgain(): Promise<void> {
    const carriers = await this.join().catch(() => null);
    if (carriers !== null) this.onJoined(carriers);
  }

  // ---------------------------------------------------------------- the listener

  private async listen(): Promise<void> {
    const { server, reached } = await listenAt(this.choose(), (socket) => this.accept(socket));
    this.reached = reached;
    this.server = server;
  }

  private choose(): Address {
    const { transport, port, path } = this.options;
    if (transport === 'tcp') return { kind: 'tcp', host: LOOPBACK, port: port ?? 0 };
    if (path !== undefined) {
      checkPipePath(path);
      return { kind: 'pipe', path };
    }
    if (process.platform === 'win32')
      return { kind: 'pipe', path: `\\\\.\\pipe\\nullmodem-${process.pid}-${Date.now()}` };
    this.temporaryFolder ??= makeSocketFolder('nullmodem-', 'pipe');
    return { kind: 'pipe', path: join(this.temporaryFolder, 'pipe') };
  }

  private accept(socket: Socket): void {
    socket.on('error', () => {});
    if (this.dialling) {
      this.accepted.push(socket);
      if (this.greeting === null) this.onAccepted();
      else this.awaitGreeting(socket, this.greeting);
    } else {
      this.turnAway(socket);
    }
  }

  private awaitGreeting(socket: Socket, greeting: Buffer): void {
    socket.on('readable', () => {
      const word: Buffer | null = socket.read(greeting.length);
      if (word === null) return;
      socket.removeAllListeners('readable');
      if (!word.equals(greeting)) return;
      this.greeted = socket;
      this.onAccepted();
    });
  }

  /** The listener's one place is the other machine's. */
  private turnAway(socket: Socket): void {
    const { secondConnection } = this.options;
    if (secondConnection === 'closed') {
      socket.destroy();
    } else {
      socket.pause();
      this.strangers.add(socket);
      socket.once('close', () => this.strangers.delete(socket));
    }
    this.onEvent(this.listens, 'second-connection', secondConnection);
  }

  // ---------------------------------------------------------------- the connector

  private async connect(): Promise<readonly [Socket, Socket]> {
    const address = this.reached ?? (await this.nobodyThere());
    this.dialling = true;
    this.greeting = this.transport === 'pipe' ? randomBytes(16) : null;
    const socket = createConnection({ ...socketOptions(address), noDelay: true } as Parameters<
      typeof createConnection
    >[0] &
      object);
    try {
      await once(socket, 'connect');
      socket.on('error', () => {});
      if (this.greeting !== null) socket.write(this.greeting);
      return [await this.acceptedFrom(socket), socket];
    } catch (error) {
      socket.destroy();
      if (this.server === null) await this.removeFolder();
      const listener = `machine ${this.listens}`;
      // A port or path that nobody chose says nothing to anybody.
      const where = this.isChosen ? addressInWords(address) : listener;
      throw connectFailure(where, `machine ${farSide(this.listens)}`, listener, error);
    } finally {
      this.dialling = false;
      this.greeted = null;
      for (const stranger of this.accepted.splice(0)) this.turnAway(stranger);
    }
  }

  /** An address at which nothing listens, since the listener has never been up: so that the system itself refuses. */
  private async nobodyThere(): Promise<Address> {
    const address = this.choose();
    if (address.kind === 'pipe' || address.port !== 0) return address;
    const server = createServer();
    server.listen(socketOptions(address));
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    await new Promise((closed) => server.close(closed));
    return { ...address, port };
  }

  /** The server's end of our own call, among those that it has accepted meanwhile. */
  private async acceptedFrom(socket: Socket): Promise<Socket> {
    for (;;) {
      if (this.server === null || socket.destroyed)
        throw Object.assign(new Error('not our listener'), { code: 'ECONNREFUSED' });
      const index = this.accepted.findIndex((each) =>
        this.greeting === null ? each.remotePort === socket.localPort : each === this.greeted,
      );
      if (index >= 0) return this.accepted.splice(index, 1)[0] as Socket;
      await new Promise<void>((more) => {
        this.onAccepted = more;
        socket.once('close', () => more());
      });
    }
  }
}

/** Ends a connection from one side, and comes back when the other side has all that was sent. */
async function hangUp(mine: Socket, theirs: Socket): Promise<void> {
  if (!theirs.readableEnded && !theirs.destroyed && mine.writable) {
    const ended = new Promise<void>((resolve) => {
      theirs.once('end', resolve);
      theirs.once('close', () => resolve());
    });
    mine.end();
    await ended;
  }
  mine.destroy();
  theirs.destroy();
}
