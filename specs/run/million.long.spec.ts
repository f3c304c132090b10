import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { over, play } from '../../harness/run/play.ts';
import type { Scenario, Step } from '../../harness/scenario/model.ts';
import { CHARACTER, LINKS, SEED, scenario, wordsOf } from './stage.ts';

const MILLION = 1_048_576;
const QUARTER = MILLION / 4;
const EIGHT_MEGABYTES = 8e6;
const MACHINE = '{ line: 115200 8N1, fifo: 14 }';

const random = (from: string): string => `{ send: { from: ${from}, mode: fifo, random: ${MILLION} } }`;
const count = (on: string, bytes: number): string =>
  `{ expect: { on: ${on}, mode: fifo, count: ${bytes}, within: 300s } }`;
const both = (one: string, other: string): string => `parallel: [${one}, ${other}]`;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** A step of no time that notes how much of the heap is in use. */
const noting = (heap: number[]): Step => ({
  line: 0,
  verb: 'wait',
  get for() {
    collect();
    heap.push(process.memoryUsage().heapUsed);
    return { amount: 0, unit: 'ticks' } as const;
  },
});

/** The scenario with a note of the heap at a quarter, and one at its end. */
function noted(heap: number[]): Scenario {
  const whole = scenario({
    A: MACHINE,
    B: MACHINE,
    steps: [
      both(random('A'), random('B')),
      both(count('A', QUARTER), count('B', QUARTER)),
      both(count('A', MILLION - QUARTER), count('B', MILLION - QUARTER)),
    ],
  });
  const [send, quarter, rest] = whole.steps as [Step, Step, Step];
  return { ...whole, steps: [send, quarter, noting(heap), rest, noting(heap)] };
}

describe('1 048 576 bytes each way at once', () => {
  for (const transport of LINKS) {
    it(`are delivered over ${transport} by FIFOs of 14 at 115200, in 91 s of virtual time and flat memory`, async () => {
      const heap: number[] = [];
      const result = await play(over(noted(heap), transport), { seed: SEED });
      expect(wordsOf(result)).to.deep.equal([]);
      expect(result.directions.map(({ received, flagged }) => [received, flagged])).to.deep.equal([
        [MILLION, 0],
        [MILLION, 0],
      ]);
      expect(result.ledger).to.deep.include({ written: 2 * MILLION, balanced: true, madeByLine: 0 });
      expect(result.ledger?.fates.read).to.equal(2 * MILLION);
      expect(result.ticks / CHARACTER).to.be.within(MILLION, MILLION * 1.01);
      const [atQuarter = 0, atEnd = 0] = heap;
      expect(heap).to.have.length(2);
      expect(Math.abs(atEnd - atQuarter)).to.be.below(EIGHT_MEGABYTES);
    });
  }
});
