import { type RunEnd, VirtualClock, type VirtualClockOptions } from './virtual-clock.ts';

/** How far one island may be ahead of another, in ticks: a hundred characters at 115 200, so that each stays in the cache. */
const AHEAD = 16_000;

/**
 * One time for many groups of machines between which nothing passes. Each island has its own order of events, the same
 * as if it were alone; in turn, each runs a little way. So a character among a thousand pairs costs what it costs in one.
 */
export class Islands {
  private readonly all: VirtualClock[] = [];
  private running: VirtualClock | null = null;
  private stopping = false;

  /** The clock of a new island. What it joins must be on it alone. */
  add(options: VirtualClockOptions = {}): VirtualClock {
    const island = new VirtualClock(options);
    this.all.push(island);
    return island;
  }

  /** Makes `run` come back after the event that runs. */
  stop(): void {
    this.stopping = true;
    this.running?.stop();
  }

  /** Lets time pass up to and including tick `until` on every island; also comes back when one of them is stopped. */
  async run(until: number): Promise<RunEnd> {
    for (;;) {
      const next = this.nextAt;
      const to = Math.min(until, next + AHEAD);
      for (const island of this.all) {
        if (this.stopping) break;
        if (island.nextAt > to && to < until) continue;
        this.running = island;
        const open = island.runOpen(to);
        const end = typeof open === 'string' ? open : await this.resumed(open, island, to);
        this.running = null;
        if (end === 'stopped') this.stopping = true;
      }
      if (this.stopping) {
        this.stopping = false;
        return 'stopped';
      }
      if (this.nextAt === Number.POSITIVE_INFINITY) return 'idle';
      if (to === until) return 'reached';
    }
  }

  private async resumed(open: Promise<void>, island: VirtualClock, to: number): Promise<RunEnd> {
    await open;
    return island.run(to);
  }

  private get nextAt(): number {
    return this.all.reduce((next, island) => Math.min(next, island.nextAt), Number.POSITIVE_INFINITY);
  }
}
