import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { LivePairs, LiveRates } from '../contestants/live-pairs.ts';
import type { Row } from '../row.ts';

const PAIRS = [1, 16, 64];
/** 115 200 8N1. */
const LINE_RATE = 11_520;
/** Of the line rate: the rest is what stands in a FIFO or on its way when the clock is looked at. */
const KEEPS_UP = 0.99;

/** Pairs of live PCs over TCP, each sending without end both ways, in as many threads as there are cores, two at most. */
export const live: Row = {
  name: 'live',
  title: 'characters a second each way of pairs in real time: 115 200 8N1, FIFO 14, interrupts, TCP',
  async measure({ quick }) {
    const measured = [];
    for (const pairs of quick ? PAIRS.slice(0, 2) : PAIRS)
      measured.push(await together(pairs, quick ? 500 : 4000, quick ? 500 : 5000));
    const slowest = measured.at(-1)?.slowest ?? 0;
    return {
      lines: measured.map(({ pairs, slowest, cores }) => ({
        name: pairs === 1 ? '1 pair, the slower way' : `${pairs} pairs, the slowest way`,
        value: slowest,
        unit: 'per s',
        beside: `${cores.toFixed(2)} cores`,
      })),
      checks: [
        { what: 'slowest way / line rate', value: slowest / LINE_RATE, sense: 'at least', target: KEEPS_UP },
      ],
    };
  },
};

async function together(pairs: number, warmUpMs: number, ms: number) {
  const threads = Math.min(pairs, 2, availableParallelism());
  const shares = Array.from({ length: threads }, (_, i) => Math.floor((pairs + i) / threads));
  const results = await Promise.all(shares.map((share) => inThread({ pairs: share, warmUpMs, ms })));
  return {
    pairs,
    slowest: Math.min(...results.flatMap(({ rates }) => rates)),
    cores: Math.max(...results.map(({ cores }) => cores)),
  };
}

async function inThread(workerData: LivePairs): Promise<LiveRates> {
  const worker = new Worker(new URL('./live-pairs.mjs', import.meta.url), { workerData });
  const [rates] = await once(worker, 'message');
  await worker.terminate();
  return rates as LiveRates;
}
