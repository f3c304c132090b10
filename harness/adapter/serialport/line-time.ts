import type { Clock } from '../../time/clock.ts';
import { WallClock } from '../../time/wall-clock.ts';

/** The time that a line lives in, as those outside it see it. */
export interface LineTime {
  readonly clock: Clock;
  /** To be called before something outside touches the line: `clock.now` is then this instant. */
  catchUp(): void;
  /** A promise that somebody outside waits for is settled: who waits may act before time goes on. */
  answered(): void;
}

/** Real time, from the first touch on. Nothing keeps the process alive but what is due on the line. */
export class WallTime implements LineTime {
  readonly clock = new WallClock();
  private running = false;

  catchUp(): void {
    if (!this.running) this.clock.start();
    this.running = true;
    this.clock.catchUp();
  }

  answered(): void {}

  /** Until the next touch. */
  stop(): void {
    this.running = false;
    this.clock.stop();
  }
}
