import { type Clock, RANK, type Slot } from '../time/clock.ts';
import type { VirtualClock } from '../time/virtual-clock.ts';

/** What a thread waits for: true comes back when it holds, false when tick `by` came first. */
export type Wait =
  | { readonly for: 'condition'; readonly holds: () => boolean; readonly by: number }
  /** Something outside: time stands still until it has settled, and what it rejects with is thrown into the thread. */
  | { readonly for: 'world'; readonly promise: Promise<void> };

export type Thread = Generator<Wait, void, boolean>;

/** Lets so many ticks pass. */
export function* pass(clock: Clock, ticks: number): Thread {
  yield { for: 'condition', holds: () => false, by: clock.now + ticks };
}

interface Running {
  readonly thread: Thread;
  readonly ended: () => void;
  wait: Wait;
}

interface Outside {
  readonly promise: Promise<void>;
  /** The same, but it never rejects. */
  settling: Promise<void>;
  settled: boolean;
  error?: unknown;
}

/** Threads of steps in virtual time: each goes on at the tick at which what it waits for holds, in the order begun. */
export class Threads {
  private readonly clock: VirtualClock;
  private readonly failed: (error: unknown) => void;
  private readonly slot: Slot;
  private running: Running[] = [];
  private outside: Outside | null = null;

  /** `failed` is told what a thread throws; nothing goes on then. */
  constructor(clock: VirtualClock, failed: (error: unknown) => void) {
    this.clock = clock;
    this.failed = failed;
    const gate = () => (this.outside === null || this.outside.settled ? null : this.outside.settling);
    this.slot = clock.slot({ name: 'the scenario', rank: RANK.PLAYER, gate }, () => this.turn());
  }

  /** Begins a thread, at the latest when the event that runs is over. */
  spawn(thread: Thread, ended: () => void): void {
    this.running.push({ thread, ended, wait: { for: 'condition', holds: () => true, by: 0 } });
    this.wakeNow();
  }

  /** Something has happened that a thread may wait for. */
  progress(): void {
    if (this.running.some(({ wait }) => wait.for === 'condition' && wait.holds())) this.wakeNow();
  }

  private wakeNow(): void {
    this.clock.book(this.slot, this.clock.now);
  }

  private turn(): void {
    const { now } = this.clock;
    try {
      for (let moved = true; moved; ) {
        moved = false;
        for (const each of [...this.running]) {
          const answer = this.answerFor(each.wait, now);
          if (answer === undefined) continue;
          moved = true;
          this.advance(each, answer);
        }
      }
    } catch (error) {
      this.failed(error);
      return;
    }
    this.bookNext();
  }

  /** What a thread is told now; undefined while it must wait on. */
  private answerFor(wait: Wait, now: number): boolean | undefined {
    if (wait.for === 'world')
      return this.outside?.promise === wait.promise && this.outside.settled ? true : undefined;
    if (wait.holds()) return true;
    return now >= wait.by ? false : undefined;
  }

  private advance(running: Running, answer: boolean): void {
    const { thread, wait, ended } = running;
    const error = wait.for === 'world' ? this.takeOutside() : undefined;
    const step = error === undefined ? thread.next(answer) : thread.throw(error);
    if (!step.done) {
      running.wait = step.value;
      return;
    }
    this.running = this.running.filter((other) => other !== running);
    ended();
  }

  private bookNext(): void {
    let next = Number.POSITIVE_INFINITY;
    for (const { wait } of this.running) {
      if (wait.for === 'condition') next = Math.min(next, wait.by);
      else {
        this.lookOutside(wait.promise);
        next = this.clock.now;
      }
    }
    this.clock.book(this.slot, Math.max(next, this.clock.now));
  }

  private lookOutside(promise: Promise<void>): void {
    if (this.outside !== null) return;
    const outside: Outside = { promise, settled: false, settling: Promise.resolve() };
    const settled = (error?: unknown) => {
      outside.settled = true;
      outside.error = error;
    };
    outside.settling = promise.then(
      () => settled(),
      (error) => settled(error),
    );
    this.outside = outside;
  }

  private takeOutside(): unknown {
    const { outside } = this;
    this.outside = null;
    return outside?.error;
  }
}
