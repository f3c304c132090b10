import type { Server, Socket } from 'node:net';
import { type Address, addressInWords, checkPipePath } from '../link/address.ts';
import { listenAt } from '../link/listening.ts';
import type { ByteProfile } from '../link/profile.ts';
import type { Outlet, OutletEvents } from './outlet.ts';
import { nameOf, sayGoodbye, watchDeparture } from './peer-socket.ts';
import { watchProgress } from './progress.ts';

/** Waits to be called, and goes on when a peer has left: its one place is the first caller's. */
export class ListeningOutlet implements Outlet {
  readonly transport: 'tcp' | 'pipe';
  readonly listens = true;
  private readonly at: Address;
  private readonly secondConnection: ByteProfile['secondConnection'];
  private server: Server | null = null;
  private peer: Socket | null = null;
  private waiting: Socket[] = [];

  constructor(at: Address, secondConnection: ByteProfile['secondConnection']) {
    this.transport = at.kind;
    this.at = at;
    this.secondConnection = secondConnection;
  }

  get expects(): boolean {
    return this.server !== null;
  }

  async open(events: OutletEvents): Promise<string> {
    if (this.at.kind === 'pipe') checkPipePath(this.at.path);
    const { server, reached } = await listenAt(this.at, (socket) => this.accept(socket, events));
    this.server = server;
    return addressInWords(reached);
  }

  async close(patienceMs?: number): Promise<void> {
    const { server, peer, waiting } = this;
    this.server = null;
    const closed = new Promise((done) => (server === null ? done(null) : server.close(done)));
    this.waiting = [];
    for (const socket of waiting) socket.destroy();
    if (peer !== null) await sayGoodbye(peer, patienceMs);
    await closed;
  }

  private accept(socket: Socket, events: OutletEvents): void {
    socket.pause();
    if (this.peer === null) {
      this.meet(socket, events);
      return;
    }
    socket.on('error', () => {});
    events.called(nameOf(socket), this.secondConnection === 'closed' ? 'closed' : 'waiting');
    if (this.secondConnection === 'closed') {
      socket.destroy();
      return;
    }
    this.waiting.push(socket);
    socket.once('close', () => {
      this.waiting = this.waiting.filter((each) => each !== socket);
    });
  }

  private meet(socket: Socket, events: OutletEvents): void {
    this.peer = socket;
    watchProgress(socket, (moves) => events.moves?.(moves));
    watchDeparture(socket, (how, unconfirmed) => {
      this.peer = null;
      events.unconfirmed?.(unconfirmed);
      if (this.server !== null || how !== 'closed') events.parted(how);
      if (this.server === null) return;
      const next = this.waiting.shift();
      if (next !== undefined) this.meet(next, events);
    });
    events.met(socket, nameOf(socket));
  }
}
