import { type Clock, RANK, type Slot } from '../time/clock.ts';
import type { ByteTerminal } from '../wire/terminal.ts';
import { ByteRing, type Carrier } from './carrier.ts';
import { lineOf } from './line-of.ts';
import type { LinkTally } from './link.ts';
import { Pace } from './pace.ts';
import type { ByteProfile } from './profile.ts';

/** Characters that may be under way before the sender is held: the buffer behind a hypervisor's port. */
export const WINDOW = 256;

/** What becomes of characters sent while nobody is at the other end. */
export type WithoutPeer = ByteProfile['withoutPeer'][keyof ByteProfile['withoutPeer']];

export interface LaneOptions {
  readonly name: string;
  readonly from: ByteTerminal;
  readonly to: ByteTerminal;
  readonly patience: number;
  readonly withoutPeer: WithoutPeer;
  readonly tally: LinkTally;
  /** Told when what is under way has been dropped, since the receiver's line was set anew; null: it never is. */
  readonly onFlush: ((count: number) => void) | null;
}

/**
 * One direction of a byte link. It takes each character as its frame begins to leave the sender, and gives it to the
 * receiver at the receiver's own pace.
 */
export class Lane {
  private readonly clock: Clock;
  private readonly options: LaneOptions;
  private readonly pace: Pace;
  private readonly release: Slot;
  private carrier: Carrier | null = null;
  /** What had come out of an earlier connection when a new one was made. */
  private left = new ByteRing();
  private sending = false;
  /** Serial numbers of the characters under way, in order: a ring. */
  private readonly serials = new Float64Array(WINDOW * 2);
  private head = 0;
  private count = 0;
  private held = false;
  /** How many have been dropped that the carrier still brings. */
  private dropped = 0;
  private line: number;

  constructor(clock: Clock, options: LaneOptions) {
    this.clock = clock;
    this.options = options;
    this.line = lineOf(options.to.chip);
    this.pace = new Pace(clock, {
      name: `${options.name}, arrival`,
      to: options.to,
      patience: options.patience,
      gate: () => this.closedGate(),
      give: () => this.deliver(),
    });
    this.release = clock.slot({ name: `${options.name}, release`, rank: RANK.LINE }, () => this.hold(false));
  }

  get underWay(): number {
    return this.count;
  }

  /** The sender has power, and nobody is there yet. */
  awaitPeer(): void {
    this.clock.cancel(this.release);
    this.hold(this.options.withoutPeer === 'held');
  }

  connect(carrier: Carrier): void {
    if (this.count > 0) this.keepWhatCameOut();
    this.carrier = carrier;
    this.dropped = 0;
    this.sending = true;
    this.hold(false);
  }

  /** The sender's end is closed: what is under way still arrives. */
  hangUp(): void {
    this.sending = false;
  }

  /** Whatever the sender sends from now on is lost. */
  letGo(): void {
    this.hold(false);
  }

  /** The receiver's end is closed: what is under way to it is lost. */
  cut(): void {
    this.sending = false;
    this.options.tally.lostAtClose += this.count;
    this.carrier = null;
    this.dropped = 0;
    this.forget();
  }

  /** The sender's chip has been touched: takes what has begun to leave it. */
  takeFrames(): void {
    const { chip } = this.options.from;
    const { sout } = chip;
    while (sout.count > 0) {
      const char = (sout.pattern() >> 1) & chip.dataMask;
      const serial = sout.serial();
      sout.shift();
      this.accept(char, serial);
    }
    // A break is a level, and no level crosses a byte link.
    if (sout.overrides.length > 0) sout.clear();
  }

  /** The receiver's chip has been touched: its line may be another one, or it has room again. */
  lookAtReceiver(): void {
    if (this.options.onFlush !== null) this.lookAtLine(this.options.onFlush);
    this.pace.lookForRoom();
  }

  private lookAtLine(onFlush: (count: number) => void): void {
    const line = lineOf(this.options.to.chip);
    if (line === this.line) return;
    this.line = line;
    const { count } = this;
    if (count === 0) return;
    this.options.tally.flushed += count;
    this.dropped += count - this.left.count;
    this.head = (this.head + count) % this.serials.length;
    this.forget();
    this.letGoOn();
    onFlush(count);
  }

  /** Nothing is under way any more. */
  private forget(): void {
    this.count = 0;
    this.left = new ByteRing();
    this.pace.forget();
  }

  private accept(char: number, serial: number): void {
    if (!this.sending || this.carrier === null) {
      this.options.tally.lostWithoutPeer += 1;
      return;
    }
    this.carrier.put(char);
    this.serials[(this.head + this.count) % this.serials.length] = serial;
    this.count += 1;
    if (this.count >= WINDOW) this.hold(true);
    if (this.pace.idle) this.pace.begin();
  }

  /** At the tick at which a character is due, time waits until it has come out of the carrier. */
  private closedGate(): Promise<void> | null {
    const { carrier } = this;
    if (this.left.count > 0) return null;
    this.takeDropped();
    return carrier === null || carrier.arrived > 0 || carrier.broken ? null : carrier.arrival();
  }

  private deliver(): void {
    const { carrier, left } = this;
    const { to } = this.options;
    if (left.count === 0 && (carrier === null || carrier.arrived === 0)) {
      this.cut();
      return;
    }
    to.advance(this.clock.now);
    to.chip.receive(
      left.count > 0 ? left.shift() : (carrier as Carrier).take(),
      this.serials[this.head] as number,
    );
    this.head = (this.head + 1) % this.serials.length;
    this.count -= 1;
    this.letGoOn();
    if (this.count > 0) this.pace.begin();
    to.settle();
  }

  /** There is room under way again: the sender goes on at the next tick. */
  private letGoOn(): void {
    if (this.held && this.sending && this.count < WINDOW) this.clock.book(this.release, this.clock.now + 1);
  }

  private takeDropped(): void {
    const { carrier } = this;
    for (; this.dropped > 0 && carrier !== null && carrier.arrived > 0; this.dropped -= 1) carrier.take();
  }

  /** The connection before has ended: what came out of it is still on its way, the rest never comes. */
  private keepWhatCameOut(): void {
    const { carrier, left } = this;
    this.takeDropped();
    while (carrier !== null && carrier.arrived > 0) left.push(carrier.take());
    this.options.tally.lostAtClose += this.count - left.count;
    this.count = left.count;
    if (this.count === 0) this.pace.stop();
  }

  private hold(held: boolean): void {
    if (held === this.held) return;
    this.held = held;
    const { from } = this.options;
    from.advance(this.clock.now);
    from.chip.hold(held);
    from.settle();
  }
}
