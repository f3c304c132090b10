import { expect } from 'chai';
import fc from 'fast-check';
import type { TraceRecord } from '../../harness/ground/trace.ts';
import { Cable } from '../../harness/link/cable.ts';
import { Pc } from '../../harness/machine/pc.ts';
import { GAVE_UP, inb, type Operation, type Program, RANG } from '../../harness/program/operation.ts';
import type { Clock } from '../../harness/time/clock.ts';
import { RANK } from '../../harness/time/clock.ts';
import {
  CHARACTER,
  COM1,
  DLAB,
  DLL,
  DLM,
  DR,
  FCR,
  FE,
  IER,
  IIR,
  LCR,
  LSR,
  MCR,
  MSR,
  OUT2,
  RBR,
  SCR,
  THR,
  THRE,
  WORD_8N1,
} from '../machine/board.ts';
import { Bench } from './bench.ts';

type Until = Extract<Operation, { op: 'until' }>;

function* atOnce(until: Until): Program<number> {
  return yield until;
}

/** What `until` means: read, and sleep to the next read. */
function* oneByOne(clock: Clock, until: Until): Program<number> {
  const { port, mask, is, differs = false, every = 2, limit = Number.POSITIVE_INFINITY } = until;
  const endsAt = clock.now + limit;
  for (;;) {
    if (clock.now >= endsAt) return GAVE_UP;
    const at = clock.now;
    const value = yield* inb(port);
    if (((value & mask) === is) !== differs) return value;
    const next = Math.min(at + every, endsAt);
    if (next > clock.now) yield { op: 'sleep', ticks: next - clock.now };
  }
}

interface Nudge {
  readonly after: number;
  readonly register: number;
  readonly value: number;
}

interface Story {
  readonly fcr: number;
  readonly ier: number;
  readonly loops: readonly Until[];
  readonly nudges: readonly Nudge[];
}

interface Outcome {
  readonly results: readonly (readonly [number, number])[];
  readonly trace: readonly TraceRecord[];
}

/** Plays a story with A's loops carried out one way or the other: another PC writes to its registers meanwhile. */
async function play({ fcr, ier, loops, nudges }: Story, byOne: boolean): Promise<Outcome> {
  const bench = new Bench();
  const { clock, pc, recorder } = bench;
  const far = new Pc(clock, { machine: 'B', ports: [COM1], recorder });
  const [a] = pc.ports;
  const [b] = far.ports;
  if (a === undefined || b === undefined) throw new Error('no port');
  const link = new Cable(clock, a, b);
  await link.open('A');
  await link.open('B');
  for (const each of [pc, far]) {
    each.out(COM1.base + LCR, DLAB);
    each.out(COM1.base + DLL, 1);
    each.out(COM1.base + DLM, 0);
    each.out(COM1.base + LCR, WORD_8N1);
  }
  pc.out(COM1.base + FCR, fcr);
  pc.out(COM1.base + MCR, OUT2);
  pc.out(COM1.base + IER, ier);
  let at = 0;
  for (const { after, register, value } of nudges) {
    at += after;
    bench.at(at, () => far.out(COM1.base + register, value), RANK.PROGRAM);
  }
  const results: (readonly [number, number])[] = [];
  bench.start(
    (function* (): Program {
      for (const loop of loops) {
        results.push([yield* byOne ? oneByOne(clock, loop) : atOnce(loop), clock.now]);
        yield* inb(COM1.base + RBR);
      }
    })(),
  );
  await clock.run(100_000);
  return { results, trace: bench.trace };
}

const register = fc.constantFrom(LSR, LSR, LSR, RBR, IIR, MSR, 0x60 - COM1.base);

const loop: fc.Arbitrary<Until> = fc
  .record({
    offset: register,
    mask: fc.constantFrom(DR, DR | THRE, 0x1e, 0x0f, 0xff, 0x06),
    is: fc.nat(255),
    differs: fc.boolean(),
    every: fc.integer({ min: 2, max: 60 }),
    rounds: fc.nat(120),
    rest: fc.nat(58),
  })
  .map(({ offset, mask, is, differs, every, rounds, rest }) => {
    // A limit leaves the last read its two ticks.
    const over = rest % every;
    const limit = Math.max(1, rounds) * every + (over < 2 ? 0 : over);
    return { op: 'until', port: COM1.base + offset, mask, is: is & mask, differs, every, limit };
  });

const nudge: fc.Arbitrary<Nudge> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ after: fc.nat(400), register: fc.constant(THR), value: fc.nat(255) }) },
  { weight: 1, arbitrary: fc.record({ after: fc.nat(400), register: fc.constant(MCR), value: fc.nat(3) }) },
  // 8E1, 5N1, a break, 8N1: PE, FE and BI at the other end.
  {
    weight: 2,
    arbitrary: fc.record({
      after: fc.nat(400),
      register: fc.constant(LCR),
      value: fc.constantFrom(0x1b, 0x00, 0x43, 0x03),
    }),
  },
);

const story: fc.Arbitrary<Story> = fc.record({
  fcr: fc.constantFrom(0x00, 0x01, 0x41, 0x81, 0xc1),
  ier: fc.constantFrom(0x00, 0x01, 0x05, 0x0f),
  loops: fc.array(loop, { minLength: 1, maxLength: 5 }),
  nudges: fc.array(nudge, { maxLength: 30 }),
});

describe('a polling loop', () => {
  it('gives the result, ends at the tick, and leaves the trace of reading one by one: 400 random stories', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (each) => {
        const expected = await play(each, true);
        const actual = await play(each, false);
        expect(actual.results).to.deep.equal(expected.results);
        expect(actual.trace).to.deep.equal(expected.trace);
      }),
      { seed: 8250, numRuns: 400 },
    );
  });

  const together = async (each: Partial<Story>): Promise<Outcome> => {
    const whole: Story = { fcr: 0, ier: 0, loops: [], nudges: [], ...each };
    const expected = await play(whole, true);
    const actual = await play(whole, false);
    expect(actual).to.deep.equal(expected);
    return actual;
  };

  const waitFor = (offset: number, mask: number, more: Partial<Until> = {}): Until => ({
    op: 'until',
    port: COM1.base + offset,
    mask,
    is: 0,
    differs: true,
    ...more,
  });

  it('sees a character that is there at tick 152 at tick 152, if it reads then', async () => {
    const { results } = await together({
      loops: [waitFor(LSR, DR, { every: 8 })],
      nudges: [{ after: 0, register: THR, value: 0x41 }],
    });
    expect(results).to.deep.equal([[0x61, 154]]);
  });

  it('sees it at tick 160, its next read, if it reads every 16', async () => {
    const { results } = await together({
      loops: [waitFor(LSR, DR, { every: 16 })],
      nudges: [{ after: 0, register: THR, value: 0x41 }],
    });
    expect(results).to.deep.equal([[0x61, 162]]);
  });

  it('gives up at its limit of 100 ticks, not on a read', async () => {
    const { results } = await together({ loops: [waitFor(LSR, DR, { every: 16, limit: 100 })] });
    expect(results).to.deep.equal([[GAVE_UP, 100]]);
  });

  it('gives up at its limit of 96 ticks without the read that would fall there', async () => {
    const { results, trace } = await together({ loops: [waitFor(LSR, DR, { every: 16, limit: 96 })] });
    expect(results).to.deep.equal([[GAVE_UP, 96]]);
    expect(trace.find((each) => each.k === 'in' && each.port === 0x3fd)).to.include({ n: 6, t: 80 });
  });

  it('polls an unmapped port, which reads FF, until its limit', async () => {
    const { results } = await together({
      loops: [{ op: 'until', port: 0x60, mask: 1, is: 0, every: 10, limit: 1000 }],
    });
    expect(results).to.deep.equal([[GAVE_UP, 1000]]);
  });

  it('polls RBR itself, and takes what comes', async () => {
    const { results } = await together({
      loops: [waitFor(RBR, 0xff, { every: 20, is: 0x42, differs: false, limit: 5000 })],
      nudges: [
        { after: 0, register: THR, value: 0x41 },
        { after: 300, register: THR, value: 0x42 },
      ],
    });
    expect(results[0]?.[0]).to.equal(0x42);
  });

  it('clears FE by reading LSR, and reads on', async () => {
    const { trace } = await together({
      loops: [waitFor(LSR, 0x80, { every: 10, limit: 1000 })],
      nudges: [
        { after: 0, register: LCR, value: 0x1b },
        { after: 0, register: THR, value: 0x03 },
      ],
    });
    const read = trace.flatMap((each) => (each.k === 'in' && each.port === 0x3fd ? [each.v] : []));
    expect(read.some((value) => (value & FE) !== 0)).to.equal(true);
    expect((read.at(-1) as number) & 0x1e).to.equal(0);
  });

  it('takes 2 ticks a read where it says nothing else', async () => {
    const { trace } = await together({ loops: [waitFor(LSR, DR, { limit: 100 })] });
    expect(trace.find((each) => each.k === 'in' && each.port === 0x3fd)).to.include({
      n: 50,
      since: 0,
      t: 98,
    });
  });

  it('sees what a player changes at tick 40 at its next read, 50, as reading one by one does', async () => {
    const outcomes = await Promise.all(
      [true, false].map(async (byOne) => {
        const bench = new Bench();
        const until: Until = { op: 'until', port: COM1.base + SCR, mask: 0xff, is: 7, every: 10 };
        bench.at(40, () => bench.pc.out(COM1.base + SCR, 7));
        const { result, at } = await bench.run(byOne ? oneByOne(bench.clock, until) : atOnce(until));
        return { result, at };
      }),
    );
    expect(outcomes[0]).to.deep.equal({ result: 7, at: 52 });
    expect(outcomes[1]).to.deep.equal(outcomes[0]);
  });

  it('costs no event of the clock while nothing changes: 1 000 000 reads in far fewer than 100 events', async () => {
    const bench = new Bench();
    let events = 0;
    const { clock } = bench;
    const book = clock.book.bind(clock);
    clock.book = (slot, at) => {
      events += 1;
      book(slot, at);
    };
    await bench.run(atOnce(waitFor(LSR, DR, { limit: 2_000_000 })));
    expect(events).to.be.below(100);
    expect(bench.trace.at(-1)).to.include({ n: 1_000_000 });
  });

  describe('with a bell', () => {
    const listening = (): Until => waitFor(LSR, DR, { every: 10, limit: 1000, bell: true });

    it('ends with RANG at the first read after it has rung', async () => {
      const bench = new Bench();
      bench.at(33, () => bench.processor.ring());
      const { result, at } = await bench.run(atOnce(listening()));
      expect([result, at]).to.deep.equal([RANG, 42]);
    });

    it('ends with RANG after one read if it has rung before', async () => {
      const bench = new Bench();
      bench.at(5, () => bench.processor.ring());
      const { result, at } = await bench.run(
        (function* (): Program<number> {
          yield { op: 'sleep', ticks: 20 };
          return yield* atOnce(listening());
        })(),
      );
      expect([result, at]).to.deep.equal([RANG, 22]);
    });

    it('ends with what it waits for rather than with the bell, and keeps the bell for later', async () => {
      const bench = new Bench();
      bench.at(33, () => bench.processor.ring());
      bench.at(34, () => bench.pc.out(COM1.base + SCR, 7));
      const { result } = await bench.run(
        (function* (): Program<number[]> {
          const first = yield { op: 'until', port: COM1.base + SCR, mask: 7, is: 7, every: 10, bell: true };
          const second = yield { op: 'receive', limit: 50 };
          return [first, second];
        })(),
      );
      expect(result).to.deep.equal([7, 1 << 16]);
    });

    it('does not end a loop that did not ask for it: the next receive has it', async () => {
      const bench = new Bench();
      bench.at(33, () => bench.processor.ring());
      const { result } = await bench.run(
        (function* (): Program<number[]> {
          const first = yield waitFor(LSR, DR, { every: 10, limit: 100 });
          return [first, yield { op: 'receive', limit: 50 }];
        })(),
      );
      expect(result).to.deep.equal([GAVE_UP, 1 << 16]);
    });
  });

  it('waits for two characters in a row with one loop each', async () => {
    const { results } = await together({
      loops: [waitFor(LSR, DR), waitFor(LSR, DR)],
      nudges: [
        { after: 0, register: THR, value: 1 },
        { after: CHARACTER, register: THR, value: 2 },
      ],
    });
    expect(results.map(([, at]) => at)).to.deep.equal([154, 314]);
  });
});
