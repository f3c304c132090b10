import type { Socket } from 'node:net';
import { type Address, addressInWords } from '../link/address.ts';
import { dial } from './dialling.ts';
import type { Outlet, OutletEvents } from './outlet.ts';
import { sayGoodbye, watchDeparture } from './peer-socket.ts';
import { watchProgress } from './progress.ts';

/** Between two calls of one that dials again: QEMU's `reconnect=1`. */
const REDIAL_MS = 1000;
const CALLERS = { connects: 'this machine', listens: 'the other machine' };

/** Calls a listener. As with the hypervisors, it calls once; only QEMU's `reconnect` has it call again. */
export class ConnectingOutlet implements Outlet {
  readonly transport: 'tcp' | 'pipe';
  readonly listens = false;
  private readonly at: Address;
  private readonly reconnects: boolean;
  private peer: Socket | null = null;
  private readonly givenUp = new AbortController();
  private redial: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(at: Address, reconnects = false) {
    this.transport = at.kind;
    this.at = at;
    this.reconnects = reconnects;
  }

  get expects(): boolean {
    return this.reconnects && !this.closed;
  }

  async open(events: OutletEvents): Promise<string> {
    if (this.reconnects) void this.dialOn(events);
    else {
      const socket = await this.dial();
      if (this.closed) socket.destroy();
      else this.meet(socket, events);
    }
    return addressInWords(this.at);
  }

  async close(hurry?: AbortSignal): Promise<void> {
    this.closed = true;
    clearTimeout(this.redial);
    this.givenUp.abort();
    if (this.peer !== null) await sayGoodbye(this.peer, this.transport, hurry);
  }

  private meet(socket: Socket, events: OutletEvents): void {
    this.peer = socket;
    watchProgress(socket, (moves) => events.moves?.(moves));
    watchDeparture(socket, (how, unconfirmed) => {
      this.peer = null;
      events.unconfirmed?.(unconfirmed);
      if (!this.closed || how !== 'closed') events.parted(how);
      if (this.expects) void this.dialOn(events);
    });
    events.met(socket, addressInWords(this.at));
  }

  private async dialOn(events: OutletEvents): Promise<void> {
    const socket = await this.dial().catch(() => null);
    if (this.closed) socket?.destroy();
    else if (socket !== null) this.meet(socket, events);
    else this.redial = setTimeout(() => void this.dialOn(events), REDIAL_MS);
  }

  private dial(): Promise<Socket> {
    return dial(this.at, CALLERS, this.givenUp.signal);
  }
}
