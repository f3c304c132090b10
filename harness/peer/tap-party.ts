import type { Socket } from 'node:net';
import type { Address } from '../link/address.ts';
import type { Departure } from './outlet.ts';
import { departureBy, sayGoodbye } from './peer-socket.ts';
import type { Leaving, Passed } from './tap-event.ts';

interface PartyEvents {
  /** On their way to the partner. */
  readonly passes: (bytes: Uint8Array) => void;
  /** It sends no more, or is cut off. Told once. */
  readonly left: (how: Departure) => void;
  /** Its socket is no more: told last, and always. */
  readonly gone: () => void;
}

/** What a party without a partner may send before it has to wait. */
const MOST_HELD = 1 << 16;

/**
 * One side of a conversation. What it sends goes to its partner, as fast as that takes it and no faster; so does the
 * end of what it sends, and that it is cut off. What it sends before it has a partner is held.
 */
export class TapParty {
  private readonly socket: Socket;
  private readonly transport: Address['kind'];
  private readonly events: PartyEvents;
  private partner: TapParty | null = null;
  private held: Uint8Array[] = [];
  private came = 0;
  private passed = 0;
  private hasEnded = false;
  private how: Departure | null = null;
  private isBroken = false;
  private isLetGo = false;

  constructor(socket: Socket, transport: Address['kind'], events: PartyEvents) {
    this.socket = socket;
    this.transport = transport;
    this.events = events;
    // A program may end what it sends and go on reading.
    socket.allowHalfOpen = true;
    socket.on('data', (bytes) => this.take(bytes));
    socket.on('drain', () => this.partner?.socket.resume());
    socket.once('end', () => this.end());
    socket.on('error', (error) => {
      this.isBroken = true;
      this.leave(departureBy(error));
    });
    socket.once('close', () => this.close());
    socket.resume();
  }

  get tally(): Passed {
    return { came: this.came, passed: this.passed };
  }

  get leaving(): Leaving {
    return this.how ?? 'let-go';
  }

  get isGone(): boolean {
    return this.socket.closed;
  }

  join(partner: TapParty): void {
    this.partner = partner;
    for (const bytes of this.held) this.pass(partner, bytes);
    this.held = [];
    if (this.isBroken) partner.cutOff();
    else if (this.hasEnded) partner.socket.end();
    else if (!partner.socket.writableNeedDrain) this.socket.resume();
  }

  /** Cuts it off: what is on its way to it is lost, as when a cable's other end breaks. */
  cutOff(): void {
    const { socket } = this;
    this.isLetGo = true;
    if (socket.destroyed) return;
    // Only TCP can tell a break from an end.
    if (socket.remoteAddress === undefined) socket.destroy();
    else socket.resetAndDestroy();
  }

  /** Closes it: it had no partner. */
  letGo(): void {
    this.isLetGo = true;
    this.socket.destroy();
  }

  /** It is waited for at a good-bye: what it has not read of a pipe is lost when the other end is. */
  get isWaitedFor(): boolean {
    return this.partner !== null && this.transport === 'pipe' && !this.socket.destroyed;
  }

  /**
   * What has been passed to it goes out first, for a bounded time, which `hurry` ends; what still comes from it is not
   * passed on.
   */
  async sayGoodbye(hurry: AbortSignal): Promise<void> {
    if (this.partner === null) return this.letGo();
    this.isLetGo = true;
    await sayGoodbye(this.socket, this.transport, this.transport === 'pipe' ? hurry : undefined);
  }

  private take(bytes: Uint8Array): void {
    if (this.isLetGo) return;
    this.came += bytes.length;
    if (this.partner !== null) this.pass(this.partner, bytes);
    else {
      this.held.push(bytes);
      if (this.came >= MOST_HELD) this.socket.pause();
    }
  }

  private pass({ socket: far }: TapParty, bytes: Uint8Array): void {
    if (!far.writable) return;
    this.events.passes(bytes);
    const hasRoom = far.write(bytes, (error) => {
      // What is under way when a socket is destroyed is lost, and no error.
      if (!error && !far.destroyed) this.passed += bytes.length;
    });
    if (!hasRoom) this.socket.pause();
  }

  private end(): void {
    this.hasEnded = true;
    if (this.isLetGo) return;
    this.leave('closed');
    this.partner?.socket.end();
  }

  private leave(how: Departure): void {
    if (this.isLetGo || this.how !== null) return;
    this.how = how;
    this.events.left(how);
  }

  private close(): void {
    if (this.isBroken && !this.isLetGo) this.partner?.cutOff();
    this.events.gone();
  }
}
