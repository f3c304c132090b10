import { CRYSTAL_HZ } from '../ground/ticks.ts';
import type { Clock, SlotOptions } from './clock.ts';
import { EventQueue, type Slot } from './event-queue.ts';

const TICKS_PER_MS = CRYSTAL_HZ / 1000;
/** setTimeout takes no more than this; a later event is looked at again then. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** How far bursts may be apart in a process that has more to do than it can. */
const COARSEST_MS = 8;

/** A clock that the world may have overtaken. */
export interface LiveClock extends Clock {
  /** Runs all that is due and moves `now` to this instant: to be called when something comes in from outside. */
  catchUp(): void;
}

/**
 * Real time: events run when the computer's monotonic clock has reached their tick, late ones in their order and
 * with their own tick as `now`, so that chips and programs see the same times as in virtual time. Timers have
 * a grain of a millisecond; what falls due in between runs in a burst.
 */
export class WallClock implements LiveClock {
  now = 0;
  /** Called when all that was due has run and nothing is booked any more. */
  onIdle: (() => void) | null = null;
  /** Told what an event throws that a timer has run; else it is thrown there, where nobody catches it. */
  onError: ((error: unknown) => void) | null = null;
  private readonly queue = new EventQueue();
  private readonly handlers: (() => void)[] = [];
  private startedAt: number | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private timerFor = Number.POSITIVE_INFINITY;
  private working = false;
  /** The shortest wait: longer when timers come late, since then fewer and larger bursts are what helps. */
  private grainMs = 0;
  /** The instant up to which a burst works: what falls due meanwhile waits for the next one. */
  private horizon = Number.NEGATIVE_INFINITY;

  slot(options: SlotOptions, handler: () => void): Slot {
    this.handlers.push(handler);
    return this.queue.addSlot(options.rank);
  }

  book(slot: Slot, at: number): void {
    this.queue.book(slot, Math.max(at, this.now));
    this.arm();
  }

  cancel(slot: Slot): void {
    this.queue.cancel(slot);
    this.arm();
  }

  runAhead(to: number): boolean {
    if (this.queue.nextAt <= to || to > this.horizon) return false;
    this.now = to;
    return true;
  }

  /** Time begins: tick `now` is this instant. */
  start(): void {
    this.startedAt = performance.now() - this.now / TICKS_PER_MS;
    this.arm();
  }

  /** Time stands still, and no timer keeps the process alive. */
  stop(): void {
    this.startedAt = undefined;
    clearTimeout(this.timer);
    this.timerFor = Number.POSITIVE_INFINITY;
  }

  catchUp(): void {
    if (this.working) return;
    this.working = true;
    try {
      this.horizon = this.wallTicks();
      while (this.queue.nextAt <= this.horizon && this.startedAt !== undefined) {
        const slot = this.queue.nextSlot;
        this.now = Math.max(this.now, this.queue.nextAt);
        this.queue.cancel(slot);
        (this.handlers[slot] as () => void)();
      }
      if (this.startedAt !== undefined) this.now = Math.max(this.now, this.horizon);
    } finally {
      this.working = false;
      this.arm();
    }
    if (this.idle) this.onIdle?.();
  }

  /** Nothing is booked: only what comes from outside can go on. */
  get idle(): boolean {
    return this.queue.nextAt === Number.POSITIVE_INFINITY;
  }

  private wallTicks(): number {
    if (this.startedAt === undefined) return Number.NEGATIVE_INFINITY;
    return Math.floor((performance.now() - this.startedAt) * TICKS_PER_MS);
  }

  private arm(): void {
    if (this.working || this.startedAt === undefined || this.queue.nextAt === this.timerFor) return;
    clearTimeout(this.timer);
    this.timerFor = this.queue.nextAt;
    if (this.timerFor === Number.POSITIVE_INFINITY) return;
    const wait = Math.max(this.grainMs, Math.ceil((this.timerFor - this.wallTicks()) / TICKS_PER_MS));
    const dueAt = performance.now() + wait;
    this.timer = setTimeout(
      () => {
        this.timerFor = Number.POSITIVE_INFINITY;
        const isLate = performance.now() - dueAt > 1;
        this.grainMs = isLate ? Math.min(COARSEST_MS, this.grainMs + 1) : Math.max(0, this.grainMs - 1);
        try {
          this.catchUp();
        } catch (error) {
          if (this.onError === null) throw error;
          this.onError(error);
        }
      },
      Math.min(LONGEST_TIMER_MS, wait),
    );
  }
}
