import type { Duplex } from 'node:stream';
import { CRYSTAL_HZ } from '../ground/ticks.ts';
import { WINDOW } from '../link/lane.ts';
import { lineOf } from '../link/line-of.ts';
import { Pace } from '../link/pace.ts';
import { BYTE_PROFILES, type ByteProfileName } from '../link/profile.ts';
import { RANK, type Slot } from '../time/clock.ts';
import type { LiveClock } from '../time/wall-clock.ts';
import { ALWAYS_ON } from '../wire/null-modem.ts';
import type { Terminal } from '../wire/terminal.ts';
import { ByteQueue } from './byte-queue.ts';

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

export interface OutsideTally {
  /** Given to the system for the peer. */
  carried: number;
  /** Sent while nobody was at the other end. */
  lostWithoutPeer: number;
  /** On their way out when the connection broke: the system had not taken them yet. */
  lostAtClose: number;
  /** Came from peers. */
  came: number;
  /** Of those, dropped by the hypervisor when the line was set anew. */
  flushed: number;
  /** Of those, given to the chip. */
  given: number;
}

/** What is read ahead of the chip: as much again stands in the system, so that a late turn finds the next characters here. */
const READ_AHEAD = 4096;

/** A peer that takes nothing for so long is named. */
const STALLED_AFTER = CRYSTAL_HZ;

/**
 * Joins one port to a peer that is not ours, on the wall clock: bytes only, as a hypervisor does. Each character leaves
 * as its frame begins, and what comes is given to the chip at its own line rate, however fast it was sent.
 */
export class OutsideLink {
  readonly tally: OutsideTally = {
    carried: 0,
    lostWithoutPeer: 0,
    lostAtClose: 0,
    came: 0,
    flushed: 0,
    given: 0,
  };
  private readonly clock: LiveClock;
  private readonly terminal: Terminal;
  private readonly options: OutsideOptions;
  private readonly pace: Pace;
  private readonly stall: Slot;
  private readonly flushesOnNewLine: boolean;
  private readonly incoming = new ByteQueue();
  private stream: Duplex | null = null;
  /** What has left the chip since the event loop's last turn: it goes out in one write. */
  private readonly leaving = Buffer.alloc(WINDOW);
  private leavingCount = 0;
  /** Written, and not taken by the system yet. */
  private pending = 0;
  private readonly flushSoon = (): void => this.flush();
  private held = false;
  private stalled = false;
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
    this.stall = clock.slot({ name: 'stall', rank: RANK.PLAYER }, () => this.nameStall());
    terminal.chip.setPins(ALWAYS_ON);
    terminal.plugIn({ touched: () => this.touched() });
    this.hold(options.waitsForPeer || options.withoutPeer === 'held');
  }

  /** Came from the peer, and the chip has not been given it yet. */
  get waiting(): number {
    return this.incoming.length + this.late;
  }

  /** Left the chip, and the system has not taken it yet. */
  get leavingNow(): number {
    return this.leavingCount + this.pending;
  }

  /** Whether anything is on its way to the peer, or has been. */
  get hasSent(): boolean {
    return this.tally.carried + this.leavingNow > 0;
  }

  join(stream: Duplex): void {
    this.clock.catchUp();
    this.stream = stream;
    stream.on('data', (bytes: Uint8Array) => this.take(stream, bytes));
    if (this.incoming.length < READ_AHEAD) stream.resume();
    this.hold(false);
  }

  /** The peer has gone. `returns`: another one may come. */
  part(returns: boolean): void {
    this.clock.catchUp();
    this.flush();
    this.stream = null;
    this.forgetStall();
    this.hold(returns && this.options.withoutPeer === 'held');
  }

  /** The machine is turned off: what still comes is counted, and the chip is not given it. */
  close(): void {
    this.flush();
    this.closed = true;
    this.forgetStall();
  }

  /** Hands over what has left the chip by now. */
  flush(): void {
    const { stream, leaving, leavingCount: count } = this;
    if (count === 0) return;
    this.leavingCount = 0;
    if (stream === null || !stream.writable) {
      this.tally.lostAtClose += count;
      return;
    }
    this.pending += count;
    stream.write(Buffer.from(leaving.subarray(0, count)), (error) => this.written(stream, count, error));
    if (stream.writableLength < WINDOW || this.held) return;
    this.hold(true);
    this.clock.book(this.stall, this.clock.now + STALLED_AFTER);
  }

  // ---------------------------------------------------------------- out

  private touched(): void {
    const { chip } = this.terminal;
    const { sout } = chip;
    while (sout.count > 0) {
      const char = (sout.pattern() >> 1) & chip.dataMask;
      sout.shift();
      this.send(char);
    }
    // A break is a level, and no level crosses a socket.
    if (sout.overrides.length > 0) sout.clear();
    if (this.flushesOnNewLine) this.lookAtLine();
    this.pace.lookForRoom();
  }

  private send(char: number): void {
    if (this.stream === null) {
      this.tally.lostWithoutPeer += 1;
      return;
    }
    if (this.leavingCount === 0) queueMicrotask(this.flushSoon);
    this.leaving[this.leavingCount] = char;
    this.leavingCount += 1;
    this.options.onByte?.('out', char);
    if (this.leavingCount === WINDOW) this.flush();
  }

  private written(stream: Duplex, count: number, error: Error | null | undefined): void {
    this.pending -= count;
    // The write that was under way when a socket was destroyed has no error.
    const isLost = error || stream.destroyed;
    if (isLost) this.tally.lostAtClose += count;
    else this.tally.carried += count;
    if (isLost || this.closed || stream !== this.stream || !this.held || stream.writableLength >= WINDOW)
      return;
    this.clock.catchUp();
    if (this.stalled) this.options.onEvent?.({ kind: 'resumed' });
    this.forgetStall();
    this.hold(false);
  }

  private forgetStall(): void {
    this.clock.cancel(this.stall);
    this.stalled = false;
  }

  private nameStall(): void {
    this.stalled = true;
    this.options.onEvent?.({ kind: 'stalled' });
  }

  private hold(held: boolean): void {
    if (held === this.held) return;
    this.held = held;
    this.terminal.advance(this.clock.now);
    this.terminal.chip.hold(held);
    this.terminal.settle();
  }

  // ---------------------------------------------------------------- in

  private take(stream: Duplex, bytes: Uint8Array): void {
    this.tally.came += bytes.length;
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
    const { clock, terminal, incoming, tally } = this;
    const byte = incoming.shift();
    tally.given += 1;
    terminal.advance(clock.now);
    terminal.chip.receive(byte, tally.given);
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
    this.tally.flushed += count;
    this.pace.forget();
    if (this.incoming.length > 0) this.pace.begin();
    if (this.incoming.length < READ_AHEAD) this.stream?.resume();
    this.options.onEvent?.({ kind: 'flushed', count });
  }
}
