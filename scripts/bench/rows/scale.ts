import { Islands, VirtualClock } from '../../../harness/index.ts';
import { StationPair } from '../contestants/station-pair.ts';
import { type Contestant, type Pace, takeTurns, timed } from '../rounds.ts';
import type { Line, Outcome, Row } from '../row.ts';

const KIB = 1024;
const MIB = 1024 * KIB;
const SIZES = [
  { name: '1 KiB', bytes: KIB },
  { name: '64 KiB', bytes: 64 * KIB },
  { name: '1 MiB', bytes: MIB },
  { name: '16 MiB', bytes: 16 * MIB },
  { name: '64 MiB', bytes: 64 * MIB },
];
/** A larger one is carried once: what it needs is compiled by then. A quick bench leaves it out. */
const LARGEST_IN_ROUNDS = MIB;
const PAIRS = [1, 10, 100, 1000];
/** Over all pairs together. */
const IN_ALL = 256 * KIB;
const IN_ALL_WHEN_QUICK = 64 * KIB;
/** A turn of 1000 pairs takes seconds. */
const MOST_ROUNDS = 3;
/** The dearest character may cost so many times the cheapest. */
const FLAT = 2;

/** What a character costs in a transfer of 1 KiB and in one of 64 MiB, two PCs with stations by interrupts, FIFO 14. */
export const transferSize: Row = {
  name: 'transfer-size',
  title: 'ns of CPU a character through one pair, by the size of the transfer',
  async measure({ pace, quick }) {
    const measured: Measured[] = [];
    for (const { name, bytes } of SIZES) {
      if (quick && bytes > LARGEST_IN_ROUNDS) continue;
      measured.push(await cost(name, 1, bytes, quick ? { ...pace, rounds: 1 } : pace));
    }
    return flat(measured, 'largest cost / smallest, 1 KiB to 64 MiB');
  },
};

/** What a character costs when more and more pairs share one time: each on an island of its own, nothing joins them. */
export const pairCount: Row = {
  name: 'pair-count',
  title: 'ns of CPU a character under one clock, by the number of pairs',
  async measure({ pace, quick }) {
    const measured: Measured[] = [];
    const short = { ...pace, rounds: Math.min(quick ? 1 : MOST_ROUNDS, pace.rounds) };
    const bytes = quick ? IN_ALL_WHEN_QUICK : IN_ALL;
    // The first to be measured would pay for the compiler.
    await cost('', 1, bytes, short);
    for (const pairs of PAIRS)
      measured.push(await cost(pairs === 1 ? '1 pair' : `${pairs} pairs`, pairs, bytes, short));
    const { lines, checks } = flat(measured, 'largest cost / smallest, 1 pair to 1000');
    const ordered = await cost('1000 pairs in one order of events', 1000, bytes, short, new VirtualClock());
    return { lines: [...lines, lineOf(ordered)], checks };
  },
};

interface Measured {
  readonly name: string;
  readonly ns: number;
  readonly heap: number;
  readonly resident: number;
}

/** One after the other, so that the memory is each one's own. */
async function cost(
  name: string,
  pairs: number,
  bytes: number,
  pace: Pace,
  clock: Islands | VirtualClock = new Islands(),
): Promise<Measured> {
  const all: StationPair[] = [];
  for (let i = 0; i < pairs; i += 1)
    all.push(await StationPair.joined(clock instanceof Islands ? clock.add() : clock));
  const transfer: Contestant = {
    name,
    perUnit: bytes,
    run: async (count) => {
      for (let i = 0; i < count; i += 1) await carry(clock, all, Math.ceil(bytes / pairs));
    },
  };
  const ns =
    bytes > LARGEST_IN_ROUNDS
      ? ((await timed(transfer, 1, 'cpu')) * 1e6) / bytes
      : 1e9 / ((await takeTurns([transfer], pace, 'cpu'))[0] as number);
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  for (const pair of all) await pair.close();
  return { name, ns, heap: heapUsed, resident: rss };
}

async function carry(
  clock: Islands | VirtualClock,
  pairs: readonly StationPair[],
  bytes: number,
): Promise<void> {
  let running = pairs.length;
  let failure: unknown;
  const done = (): void => {
    running -= 1;
    if (running === 0) clock.stop();
  };
  for (const pair of pairs)
    pair.start(bytes, done, (error) => {
      failure ??= error;
      clock.stop();
    });
  await clock.run(Number.POSITIVE_INFINITY);
  if (failure !== undefined) throw failure;
  if (running > 0) throw new Error(`${running} transfers have not ended`);
}

function flat(measured: readonly Measured[], what: string): Outcome {
  const costs = measured.map(({ ns }) => ns);
  return {
    lines: measured.map(lineOf),
    checks: [{ what, value: Math.max(...costs) / Math.min(...costs), sense: 'at most', target: FLAT }],
  };
}

const lineOf = ({ name, ns, heap, resident }: Measured): Line => ({
  name,
  value: ns,
  unit: 'ns',
  beside: `heap ${(heap / MIB).toFixed(1)} MiB, resident ${(resident / MIB).toFixed(0)} MiB`,
});
