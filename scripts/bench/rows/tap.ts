import { Between, withPipes, withTap } from '../contestants/between.ts';
import { type Contestant, takeTurns } from '../rounds.ts';
import type { Row } from '../row.ts';

const MIB = 1 << 20;
/** All at once, behind the rounds: the memory must not follow. */
const MUCH = 1024;
const MUCH_WHEN_QUICK = 32;
/** What the collector may leave lying about. */
const MOST_GROWN = 64;

const contestant = (name: string, between: Between): Contestant => ({
  name,
  perUnit: MIB,
  run: (count) => between.carry(count),
});

/** Bytes from a socket to another one through `nullmodem tap`, and through two sockets piped into each other. */
export const tap: Row = {
  name: 'tap',
  title: 'bytes a second of CPU one way through two sockets, both ends in this process',
  async measure({ pace, quick }) {
    const [tapped, piped] = [await Between.joined(withTap), await Between.joined(withPipes)];
    const contestants = [contestant('nullmodem tap', tapped), contestant('pipe', piped)];
    const [ours = 0, theirs = 0] = await takeTurns(contestants, pace, 'cpu');
    const much = quick ? MUCH_WHEN_QUICK : MUCH;
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    await tapped.carry(much);
    const grown = Math.max(0, process.memoryUsage().rss - before) / MIB;
    for (const between of [tapped, piped]) await between.close();
    return {
      lines: [
        {
          name: 'nullmodem tap',
          value: ours,
          unit: 'per s',
          beside: `${grown.toFixed(0)} MiB more after ${much} MiB`,
        },
        { name: 'pipe', value: theirs, unit: 'per s' },
      ],
      checks: [
        { what: 'tap / pipe', value: ours / theirs, sense: 'at least', target: 0.8 },
        {
          what: `MiB that it grows by with ${much} MiB`,
          value: Math.max(1, grown),
          sense: 'at most',
          target: MOST_GROWN,
        },
      ],
    };
  },
};
