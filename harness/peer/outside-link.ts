import type { Duplex } from 'node:stream';
import { WINDOW } from '../link/lane.ts';
import { lineOf } from '../link/line-of.ts';
import { Pace } from '../link/pace.ts';
import { BYTE_PROFILES, type ByteProfileName } from '../link/profile.ts';
import type { LiveClock } from '../time/wall-clock.ts';
import { ALWAYS_ON } from '../wire/null-modem.ts';
import type { Terminal } from '../wire/terminal.ts';
import { ByteQueue } from './byte-queue.ts';
import { Departing, type DepartingTally } from './departing.ts';

export interface OutsideOptions {
  readonly profile: ByteProfileName;
  /** What becomes of characters sent while nobody is at the other end, once somebody has been there. */
  readonly withoutPeer: 'lost' | 'held';
  /** Holds the first character until the first peer has come, whatever the profile does. */
  readonly waitsForPeer: boolean;
  /** Told of each character that leaves for the peer, or that the chip is given. */
  readonly onByte?: (way: 'out' | 'in', byte: number) => void;
  readonly onEvent?: (event: OutsideEvent) => void;
}

export type OutsideEvent =
  /** For a second the peer has taken nothing of what was sent. */
  | { readonly kind: 'stalled' }
  | { readonly kind: 'resumed' }
  /** The line was set anew, and the hypervisor has dropped what it held for it. */
  | { readonly kind: 'flushed'; readonly count: number };

/** What became of characters that came from peers. */
export interface ArrivingTally {
  came: number;
  /** Dropped by the hypervisor when the line was set anew. */
  flushed: number;
  /** Given to the chip. */
  given: number;
}

/** What is read ahead of the chip: as much again stands in the system, so that a late turn finds the next characters here. */
const READ_AHEAD = 4096;

/**
 * Joins one port to a peer that is not ours, on the wall clock: bytes only, as a hypervisor does. Each character leaves
 * as its frame begins, and what comes is given to the chip at its own line rate, however fast it was sent.
 */
export class OutsideLink {
  readonly arrived: ArrivingTally = { came: 0, flushed: 0, given: 0 };
  private readonly clock: LiveClock;
  private readonly terminal: Terminal;
  private readonly options: OutsideOptions;
  private readonly pace: Pace;
  private readonly departing: Departing;
  private readonly flushesOnNewLine: boolean;
  private readonly incoming = new ByteQueue();
  private stream: Duplex | null = null;
  private closed = false;
  /** Came after the machine was turned off. */
  private late = 0;
  private line: number;

  constructor(clock: LiveClock, terminal: Terminal, options: OutsideOptions) {
    this.clock = clock;
    this.terminal = terminal;
    this.options = options;
    this.line = lineOf(terminal.chip);
    const { patience, flushesOnNewLine } = BYTE_PROFILES[options.profile];
    this.flushesOnNewLine = flushesOnNewLine;
    this.pace = new Pace(clock, { name: 'arrival', to: terminal, patience, give: () => this.give() });
    this.departing = new Departing(clock, {
      hold: (held) => this.hold(held),
      onStall: (stalled) => options.onEvent?.({ kind: stalled ? 'stalled' : 'resumed' }),
    });
    terminal.chip.setPins(ALWAYS_ON);
    terminal.plugIn({ touched: () => this.touched() });
    this.departing.part(options.waitsForPeer || options.withoutPeer === 'held');
  }

  /** Came from the peer, and the chip has not been given it yet. */
  get waiting(): number {
    return this.incoming.length + this.late;
  }

  /** Left the chip, and the system has not taken it yet. */
  get leaving(): number {
    return this.departing.underWay;
  }

  /** What has left the chip, and what became of it. */
  get departed(): Readonly<DepartingTally> {
    return this.departing.tally;
  }

  join(stream: Duplex): void {
    this.clock.catchUp();
    this.stream = stream;
    stream.on('data', (bytes: Uint8Array) => this.take(stream, bytes));
    if (this.incoming.length < READ_AHEAD) stream.resume();
    this.departing.join(stream);
  }

  /** The peer has gone. `returns`: another one may come. */
  part(returns: boolean): void {
    this.clock.catchUp();
    this.stream = null;
    this.departing.part(returns && this.options.withoutPeer === 'held');
  }

  /** The machine is turned off: what still comes is counted, and the chip is not given it. */
  close(): void {
    this.departing.close();
    this.closed = true;
  }

  // ---------------------------------------------------------------- out

  private touched(): void {
    const { chip } = this.terminal;
    const { sout } = chip;
    while (sout.count > 0) {
      const char = (sout.pattern() >> 1) & chip.dataMask;
      sout.shift();
      this.departing.send(char);
      if (this.stream !== null) this.options.onByte?.('out', char);
    }
    // A break is a level, and no level crosses a socket.
    if (sout.overrides.length > 0) sout.clear();
    if (this.flushesOnNewLine) this.lookAtLine();
    this.pace.lookForRoom();
  }

  private hold(held: boolean): void {
    this.terminal.advance(this.clock.now);
    this.terminal.chip.hold(held);
    this.terminal.settle();
  }

  // ---------------------------------------------------------------- in

  private take(stream: Duplex, bytes: Uint8Array): void {
    this.arrived.came += bytes.length;
    if (this.closed) {
      this.late += bytes.length;
      return;
    }
    this.incoming.push(bytes);
    if (this.incoming.length >= READ_AHEAD) stream.pause();
    if (!this.pace.idle) return;
    // Only then does it matter when they came: else they stand behind one that is on its way in.
    this.clock.catchUp();
    if (this.pace.idle) this.pace.begin();
  }

  private give(): void {
    const { clock, terminal, incoming, arrived } = this;
    const byte = incoming.shift();
    arrived.given += 1;
    terminal.advance(clock.now);
    terminal.chip.receive(byte, arrived.given);
    this.options.onByte?.('in', byte);
    if (incoming.length > 0) this.pace.begin();
    if (incoming.length === READ_AHEAD / 2 && this.stream?.isPaused()) this.stream.resume();
    terminal.settle();
  }

  private lookAtLine(): void {
    const line = lineOf(this.terminal.chip);
    if (line === this.line) return;
    this.line = line;
    // What the hypervisor's own buffer holds; the rest stands in the system's.
    const count = Math.min(this.incoming.length, WINDOW);
    if (count === 0) return;
    for (let i = 0; i < count; i += 1) this.incoming.shift();
    this.arrived.flushed += count;
    this.pace.forget();
    if (this.incoming.length > 0) this.pace.begin();
    if (this.incoming.length < READ_AHEAD) this.stream?.resume();
    this.options.onEvent?.({ kind: 'flushed', count });
  }
}
