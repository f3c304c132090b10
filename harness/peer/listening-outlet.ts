import type { Server, Socket } from 'node:net';
import { type Address, addressInWords, checkPipePath } from '../link/address.ts';
import { listenAt } from '../link/listening.ts';
import type { ByteProfile } from '../link/profile.ts';
import type { Outlet, OutletEvents } from './outlet.ts';
import { nameOf, sayGoodbye, watchDeparture } from './peer-socket.ts';
import { watchProgress } from './progress.ts';

/** Whoever calls right behind a peer that has left may be seen before that is: he is turned away so much later. */
const GRACE_MS = 25;

/** Waits to be called, and goes on when a peer has left: its one place is the first caller's. */
export class ListeningOutlet implements Outlet {
  readonly transport: 'tcp' | 'pipe';
  readonly listens = true;
  private readonly at: Address;
  private readonly secondConnection: ByteProfile['secondConnection'];
  /** What it opens; null where the system did not let it. */
  private opening: Promise<Server | null> | null = null;
  /** It is open, and to stay so. */
  private isOpen = false;
  private peer: Socket | null = null;
  private waiting: Socket[] = [];

  constructor(at: Address, secondConnection: ByteProfile['secondConnection']) {
    this.transport = at.kind;
    this.at = at;
    this.secondConnection = secondConnection;
  }

  get expects(): boolean {
    return this.isOpen;
  }

  async open(events: OutletEvents): Promise<string> {
    if (this.at.kind === 'pipe') checkPipePath(this.at.path);
    this.isOpen = true;
    const listening = listenAt(this.at, (socket) => this.accept(socket, events));
    this.opening = listening.then(
      ({ server }) => server,
      () => null,
    );
    return addressInWords((await listening).reached);
  }

  async close(hurry?: AbortSignal): Promise<void> {
    this.isOpen = false;
    // It may be asked to close while it is being opened.
    const server = await this.opening;
    if (!server?.listening) return;
    const closed = new Promise((done) => server.close(done));
    for (const socket of this.waiting.splice(0)) socket.destroy();
    if (this.peer !== null) await sayGoodbye(this.peer, this.transport, hurry);
    await closed;
  }

  private accept(socket: Socket, events: OutletEvents): void {
    socket.pause();
    socket.on('error', () => {});
    if (!this.isOpen) socket.destroy();
    else if (this.peer === null) this.meet(socket, events);
    else this.keepWaiting(socket, events);
  }

  private keepWaiting(socket: Socket, events: OutletEvents): void {
    this.waiting.push(socket);
    socket.once('close', () => this.letGo(socket));
    if (this.secondConnection === 'waits') events.called(nameOf(socket), 'waiting');
    else
      setTimeout(() => {
        if (!this.waiting.includes(socket)) return;
        events.called(nameOf(socket), 'closed');
        socket.destroy();
      }, GRACE_MS);
  }

  private letGo(socket: Socket): void {
    this.waiting = this.waiting.filter((each) => each !== socket);
  }

  private meet(socket: Socket, events: OutletEvents): void {
    this.peer = socket;
    watchProgress(socket, (moves) => events.moves?.(moves));
    watchDeparture(socket, (how, unconfirmed) => {
      this.peer = null;
      events.unconfirmed?.(unconfirmed);
      if (this.isOpen || how !== 'closed') events.parted(how);
      if (!this.isOpen) return;
      const next = this.waiting.shift();
      if (next !== undefined) this.meet(next, events);
    });
    events.met(socket, nameOf(socket));
  }
}
