import { HarnessError, invariant } from '../ground/errors.ts';
import type { Clock, Gate, SlotOptions } from './clock.ts';
import { EventQueue, type Slot } from './event-queue.ts';

/** Why `run` came back: someone called `stop`, the time is up, or nothing is left that could happen. */
export type RunEnd = 'stopped' | 'reached' | 'idle';

export interface VirtualClockOptions {
  /** How many events one tick may hold before it counts as a livelock. */
  readonly eventsPerTick?: number;
}

/** Beyond it, ticks are no whole numbers any more. */
const LAST = Number.MAX_SAFE_INTEGER;
const EVENTS_PER_TICK = 100_000;
/** After so many events the process gets a turn for what else it has to do: Ctrl-C, for one. */
const EVENTS_PER_TURN = 500_000;

/** Virtual time: jumps from event to event, as fast as they can be worked off, and always in the same order. */
export class VirtualClock implements Clock {
  now = 0;
  private readonly queue = new EventQueue();
  private readonly handlers: (() => void)[] = [];
  private readonly gates: (Gate | undefined)[] = [];
  private readonly names: string[] = [];
  private readonly eventsPerTick: number;
  private horizon = 0;
  private eventsNow = 0;
  private stopping = false;
  private eventsThisTurn = 0;

  constructor(options: VirtualClockOptions = {}) {
    this.eventsPerTick = options.eventsPerTick ?? EVENTS_PER_TICK;
  }

  slot(options: SlotOptions, handler: () => void): Slot {
    this.handlers.push(handler);
    this.gates.push(options.gate);
    this.names.push(options.name);
    return this.queue.addSlot(options.rank);
  }

  book(slot: Slot, at: number): void {
    // Written out only when it is wrong: this is called several times a character.
    if (at < this.now || (at > LAST && at !== Number.POSITIVE_INFINITY)) this.refuse(slot, at);
    this.queue.book(slot, at);
  }

  cancel(slot: Slot): void {
    this.queue.cancel(slot);
  }

  runAhead(to: number): boolean {
    if (this.queue.nextAt <= to || to > this.horizon || this.stopping) return false;
    if (to > this.now) this.eventsNow = 0;
    this.now = to;
    return true;
  }

  /** The tick of what comes next; Infinity when nothing is due. */
  get nextAt(): number {
    return this.queue.nextAt;
  }

  /** Makes `run` come back after the event that runs. */
  stop(): void {
    this.stopping = true;
  }

  /** Lets time pass up to and including tick `until`, waiting at each gate that is closed. */
  async run(until: number): Promise<RunEnd> {
    for (;;) {
      const result = this.runOpen(until);
      if (typeof result === 'string') return result;
      await result;
    }
  }

  /** As `run`, but comes back with a promise where a gate is closed: to be awaited, and then called again. */
  runOpen(until: number): RunEnd | Promise<void> {
    const { queue } = this;
    this.horizon = until;
    for (;;) {
      if (this.stopping) {
        this.stopping = false;
        return 'stopped';
      }
      const at = queue.nextAt;
      if (at === Number.POSITIVE_INFINITY) return 'idle';
      if (at > until) {
        if (until > this.now) this.now = until;
        return 'reached';
      }
      this.eventsThisTurn += 1;
      if (this.eventsThisTurn > EVENTS_PER_TURN) {
        this.eventsThisTurn = 0;
        return new Promise((turn) => setImmediate(turn));
      }
      const slot = queue.nextSlot;
      const wait = this.gates[slot]?.();
      if (wait) return wait;
      queue.cancel(slot);
      if (at > this.now) {
        this.now = at;
        this.eventsNow = 0;
      }
      this.eventsNow += 1;
      if (this.eventsNow > this.eventsPerTick) throw this.livelock(slot);
      (this.handlers[slot] as () => void)();
    }
  }

  private refuse(slot: Slot, at: number): void {
    invariant(at > LAST, `${this.names[slot]} books tick ${at}, and it is ${this.now} already`);
    throw new HarnessError(
      'time-over',
      `time ends at tick 2^53, after 155 years: ${this.names[slot]} goes beyond`,
    );
  }

  private livelock(slot: Slot): HarnessError {
    return new HarnessError(
      'livelock',
      `more than ${this.eventsPerTick} events at tick ${this.now}: time no longer passes; the last was ${this.names[slot]}'s`,
    );
  }
}
