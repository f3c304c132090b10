import type { Duplex } from 'node:stream';
import { CRYSTAL_HZ } from '../ground/ticks.ts';
import { WINDOW } from '../link/lane.ts';
import { RANK, type Slot } from '../time/clock.ts';
import type { LiveClock } from '../time/wall-clock.ts';

/** What became of characters that have left a chip for its peer. */
export interface DepartingTally {
  /** Given to the system for the peer. */
  carried: number;
  /** Sent while nobody was at the other end. */
  lostWithoutPeer: number;
  /** On their way out when the connection broke: the system had not taken them yet. */
  lostAtClose: number;
}

export interface DepartingOptions {
  /** Keeps the chip from sending, or lets it. */
  readonly hold: (held: boolean) => void;
  /** For a second the peer has taken nothing of what was sent; or it takes on. */
  readonly onStall: (stalled: boolean) => void;
}

/** A peer that takes nothing for so long is named. */
const STALLED_AFTER = CRYSTAL_HZ;

/**
 * Characters on their way out to a peer. What leaves the chip in one turn of the event loop goes out in one write; the
 * chip is held while the system takes no more.
 */
export class Departing {
  readonly tally: DepartingTally = { carried: 0, lostWithoutPeer: 0, lostAtClose: 0 };
  private readonly clock: LiveClock;
  private readonly options: DepartingOptions;
  private readonly stall: Slot;
  private stream: Duplex | null = null;
  /** What has left the chip since the event loop's last turn. */
  private readonly leaving = Buffer.alloc(WINDOW);
  private count = 0;
  /** Written, and not taken by the system yet. */
  private pending = 0;
  private isHeld = false;
  private isStalled = false;
  private readonly flushSoon = (): void => this.flush();

  constructor(clock: LiveClock, options: DepartingOptions) {
    this.clock = clock;
    this.options = options;
    this.stall = clock.slot({ name: 'stall', rank: RANK.PLAYER }, () => this.nameStall());
  }

  /** Left the chip, and not taken by the system yet. */
  get underWay(): number {
    return this.count + this.pending;
  }

  /** A peer is there. */
  join(stream: Duplex): void {
    this.stream = stream;
    this.hold(false);
  }

  /** Nobody is there: what is sent is lost, or held. */
  part(held: boolean): void {
    this.flush();
    this.stream = null;
    this.forgetStall();
    this.hold(held);
  }

  /** Hands over what has left the chip, the last time. */
  close(): void {
    this.flush();
    this.stream = null;
    this.forgetStall();
  }

  send(char: number): void {
    if (this.stream === null) {
      this.tally.lostWithoutPeer += 1;
      return;
    }
    if (this.count === 0) queueMicrotask(this.flushSoon);
    this.leaving[this.count] = char;
    this.count += 1;
    if (this.count === WINDOW) this.flush();
  }

  private flush(): void {
    const { stream, count } = this;
    if (count === 0) return;
    this.count = 0;
    if (stream === null || !stream.writable) {
      this.tally.lostAtClose += count;
      return;
    }
    this.pending += count;
    const bytes = Buffer.from(this.leaving.subarray(0, count));
    stream.write(bytes, (error) => this.written(stream, count, error));
    if (stream.writableLength < WINDOW || this.isHeld) return;
    this.hold(true);
    this.clock.book(this.stall, this.clock.now + STALLED_AFTER);
  }

  private written(stream: Duplex, count: number, error: Error | null | undefined): void {
    this.pending -= count;
    // The write that was under way when a socket was destroyed has no error.
    if (error || stream.destroyed) {
      this.tally.lostAtClose += count;
      return;
    }
    this.tally.carried += count;
    if (stream !== this.stream || !this.isHeld || stream.writableLength >= WINDOW) return;
    this.clock.catchUp();
    if (this.isStalled) this.options.onStall(false);
    this.forgetStall();
    this.hold(false);
  }

  private nameStall(): void {
    this.isStalled = true;
    this.options.onStall(true);
  }

  private forgetStall(): void {
    this.clock.cancel(this.stall);
    this.isStalled = false;
  }

  private hold(held: boolean): void {
    if (held === this.isHeld) return;
    this.isHeld = held;
    this.options.hold(held);
  }
}
