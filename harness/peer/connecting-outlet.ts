import { createConnection, type NetConnectOpts, type Socket } from 'node:net';
import { HarnessError } from '../ground/errors.ts';
import { type Address, addressInWords, connectFailure, socketOptions } from '../link/address.ts';
import type { Outlet, OutletEvents } from './outlet.ts';
import { sayGoodbye, watchDeparture } from './peer-socket.ts';
import { watchProgress } from './progress.ts';

/** How long an answer to a call may take: a firewall that drops it gives none. */
const ANSWER_MS = 10_000;
/** Between two calls of one that dials again: QEMU's `reconnect=1`. */
const REDIAL_MS = 1000;

/** Calls a listener. As with the hypervisors, it calls once; only QEMU's `reconnect` has it call again. */
export class ConnectingOutlet implements Outlet {
  readonly transport: 'tcp' | 'pipe';
  readonly listens = false;
  private readonly at: Address;
  private readonly reconnects: boolean;
  private peer: Socket | null = null;
  private dialling: Socket | null = null;
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
    else this.meet(await this.dial(), events);
    return addressInWords(this.at);
  }

  async close(patienceMs?: number): Promise<void> {
    this.closed = true;
    clearTimeout(this.redial);
    this.dialling?.destroy();
    if (this.peer !== null) await sayGoodbye(this.peer, patienceMs);
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

  private async dial(): Promise<Socket> {
    const where = addressInWords(this.at);
    const late = new HarnessError(
      'link-timeout',
      `nothing has answered at ${where} within ${ANSWER_MS / 1000} s`,
      'Is that computer on, in the same network, and does its firewall let the port through?',
    );
    const socket = createConnection({ ...socketOptions(this.at), noDelay: true } as NetConnectOpts);
    socket.pause();
    this.dialling = socket;
    let patience: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        patience = setTimeout(() => reject(late), ANSWER_MS);
        socket.once('connect', resolve);
        socket.once('error', reject);
        socket.once('close', () => reject(new Error('the call was given up')));
      });
      return socket;
    } catch (error) {
      socket.destroy();
      if (error === late) throw error;
      throw connectFailure(where, 'this machine', 'the other machine', error);
    } finally {
      this.dialling = null;
      clearTimeout(patience);
    }
  }
}
