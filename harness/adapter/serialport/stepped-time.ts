import { HarnessError } from '../../ground/errors.ts';
import { CRYSTAL_HZ, ticks, toMilliseconds } from '../../ground/ticks.ts';
import { RANK, type Slot } from '../../time/clock.ts';
import { VirtualClock } from '../../time/virtual-clock.ts';
import type { LineTime } from './line-time.ts';

/** A length of time: `bits` at so many bits a second; each is rounded up to a whole tick. */
export type TimeSpan =
  | { readonly ms: number }
  | { readonly ticks: number }
  | { readonly bits: number; readonly at: number };

/** There is enough, the time is up, or nothing is left that could happen. */
type StepEnd = 'enough' | 'reached' | 'idle';

/** No step goes on for longer when nobody says how long. */
const LONGEST: TimeSpan = { ms: 60_000 };

/** Kept from before a test fakes the timers. */
const { setImmediate: immediately } = globalThis;

/** Promises, `nextTick` and what follows from them have run when it is over. */
const turn = (): Promise<void> => new Promise((done) => immediately(done));

/**
 * Time that passes when a test says so. It stops wherever the line answers somebody outside (a read has its bytes, a
 * write or a drain is done), and goes on when all has run that follows from it at once: so a program that answers what
 * it receives does so at that very tick, and each run of a test is the same.
 */
export class SteppedTime implements LineTime {
  readonly clock = new VirtualClock();
  private readonly mark: Slot;
  private marked = false;
  private stepping = false;

  constructor() {
    this.mark = this.clock.slot({ name: 'the test', rank: RANK.PLAYER }, () => {
      this.marked = true;
      this.clock.stop();
    });
  }

  /** What the time is, in milliseconds since the beginning. */
  get ms(): number {
    return toMilliseconds(ticks(this.clock.now));
  }

  catchUp(): void {}

  answered(): void {
    this.clock.stop();
  }

  /** Lets so much time pass. */
  async advance(span: TimeSpan): Promise<void> {
    await this.step('to the end', span, () => this.marked);
  }

  /** Lets time pass until the promise is settled, and gives what it gives. Rejects when that cannot come, or not within `limit`. */
  async until<T>(promise: PromiseLike<T>, limit: TimeSpan = LONGEST): Promise<T> {
    let settled = false;
    const note = (): void => {
      settled = true;
    };
    promise.then(note, note);
    const end = await this.step('to rest', limit, () => settled);
    if (end === 'enough') return promise;
    throw new HarnessError(
      'line-waits',
      end === 'idle'
        ? `at ${this.ms} ms nothing more can happen on the line, and what is waited for has not come`
        : `what is waited for has not come within ${inWords(limit)}`,
      'See whether both ends are open and have the same settings.',
    );
  }

  /** Lets time pass until nothing is left that could happen. Rejects when something goes on for longer than `limit`. */
  async settle(limit: TimeSpan = LONGEST): Promise<void> {
    const end = await this.step('to rest', limit, () => false);
    if (end === 'idle') return;
    throw new HarnessError(
      'line-waits',
      `the line does not come to rest within ${inWords(limit)}`,
      'Use `advance`, or `until` with what you wait for.',
    );
  }

  private async step(how: 'to the end' | 'to rest', span: TimeSpan, enough: () => boolean): Promise<StepEnd> {
    const to = this.clock.now + ticksOf(span);
    if (this.stepping)
      throw new HarnessError('usage', 'time is being stepped already', 'Await the step before.');
    this.stepping = true;
    this.marked = false;
    if (how === 'to the end') this.clock.book(this.mark, to);
    try {
      return await this.pass(to, enough);
    } finally {
      this.clock.cancel(this.mark);
      this.stepping = false;
    }
  }

  private async pass(to: number, enough: () => boolean): Promise<StepEnd> {
    for (;;) {
      await turn();
      if (enough()) return 'enough';
      const end = await this.clock.run(to);
      if (end === 'stopped') continue;
      await turn();
      if (enough()) return 'enough';
      if (end === 'reached') return 'reached';
      if (this.clock.nextAt === Number.POSITIVE_INFINITY) return 'idle';
    }
  }
}

function ticksOf(span: TimeSpan): number {
  const exact =
    'ms' in span
      ? (span.ms * CRYSTAL_HZ) / 1000
      : 'ticks' in span
        ? span.ticks
        : (span.bits * CRYSTAL_HZ) / span.at;
  if (!(exact >= 0 && exact < Number.POSITIVE_INFINITY))
    throw new HarnessError('usage', `${inWords(span)} is no length of time`);
  // Worked out from decimals: what is a hair over a whole tick is that tick.
  return Math.ceil(Number(exact.toFixed(6)));
}

const inWords = (span: TimeSpan): string =>
  'ms' in span
    ? `${span.ms} ms`
    : 'ticks' in span
      ? `${span.ticks} ticks`
      : `${span.bits} bits at ${span.at}`;
