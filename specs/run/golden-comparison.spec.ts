import { expect } from 'chai';
import fc from 'fast-check';
import type { TraceRecord } from '../../harness/ground/trace.ts';
import { comparedGolden, type GoldenComparison } from '../../harness/run/golden-comparison.ts';
import { ruled, rulesOf } from '../../harness/run/golden-rules.ts';
import { at, BASES, frame, goldenText, out, read, setUp } from '../report/golden/departures.ts';

const head = (rules: readonly string[]) =>
  rulesOf(goldenText([]) + rules.map((line) => `# ${line}\n`).join(''));

/** What departs, by these rules. */
function compared(
  rules: readonly string[],
  wanted: readonly TraceRecord[],
  came: readonly TraceRecord[],
): GoldenComparison | null {
  const read = head(rules);
  return comparedGolden(ruled(goldenText(wanted), read), goldenText(came), read, BASES);
}
const fits = (...given: Parameters<typeof compared>): boolean => compared(...given) === null;

const char = (t: number, serial = 1, m: 'A' | 'B' = 'B'): TraceRecord =>
  at(t, m, { k: 'char', serial, char: 0x41, errors: 0, held: 1 });
const link = (t: number): TraceRecord => at(t, 'B', { k: 'link', event: 'connected' });

/** B's line, at 9600 8N1: a bit has 192 ticks. */
const B_AT_9600 = setUp(0x03, 12).map((record) => ({ ...record, m: 'B' }) as TraceRecord);

describe('a comparison by rules', () => {
  const edges: readonly (readonly [rule: string, allowed: number])[] = [
    ['within: 0ticks', 0],
    ['within: 1tick', 1],
    ['within: 16ticks', 16],
    ['within: 1bit', 192],
    ['within: 0.5bits', 96],
    ['within: 1char', 1920],
    ['within: 1us', 2],
    ['within: 1ms', 1844],
    ['within: 0.01s', 18_432],
    ['within: 1bit for char', 192],
    ['within: 1bit of B', 192],
    ['within: 5ms for char, in of B', 9216],
  ];
  for (const [rule, allowed] of edges)
    it(`lets a tick be off by ${allowed} and not by ${allowed + 1}, both ways: ${rule}`, () => {
      const came = (off: number) => [...B_AT_9600, char(30_000 + off)];
      for (const sign of [-1, 1]) {
        expect(fits([rule], came(0), came(sign * allowed))).to.equal(true);
        expect(fits([rule], came(0), came(sign * (allowed + 1)))).to.equal(false);
      }
    });
  it('leaves records exact that no rule names', () => {
    const late = [char(201)];
    for (const rule of ['within: 1bit for frame', 'within: 1bit of A', 'leave out: link'])
      expect(fits([rule], [char(200)], late), rule).to.equal(false);
  });
  it('takes the last rule that names a record', () => {
    const off = (rules: readonly string[]) => fits(rules, [char(200)], [char(205)]);
    expect(off(['within: 9ticks', 'within: 2ticks for char'])).to.equal(false);
    expect(off(['within: 2ticks', 'within: 9ticks for char'])).to.equal(true);
    expect(off(['within: 2ticks for char', 'within: 9ticks'])).to.equal(true);
  });
  it('counts bits at the rate that each machine has there, and that of a chip at reset before', () => {
    const at115200 = [...setUp(), ...B_AT_9600];
    const both = (a: number, b: number) => [...at115200, frame(400, 560 + a), char(9000 + b)];
    expect(fits(['within: 1bit'], both(0, 0), both(16, 192))).to.equal(true);
    expect(fits(['within: 1bit'], both(0, 0), both(17, 0))).to.equal(false);
    expect(fits(['within: 1bit'], both(0, 0), both(0, 193))).to.equal(false);
    expect(fits(['within: 1bit'], [char(1000)], [char(1192)])).to.equal(true);
    expect(fits(['within: 1bit'], [char(1000)], [char(1193)])).to.equal(false);
  });
  it('does not take a half-written divisor for a rate', () => {
    const half = [...setUp().slice(0, 2), out(2, 'A', 0x3f8, 0)];
    const moved = (by: number) => [...half, at(300 + by, 'A', { k: 'irq', irq: 4 })];
    expect(fits(['within: 1bit'], moved(0), moved(192))).to.equal(true);
    expect(fits(['within: 1bit'], moved(0), moved(193))).to.equal(false);
  });
  it('does not add up what records are off by', () => {
    const steady = (gap: number) => [1, 2, 3, 4].map((n) => char(n * gap, n));
    expect(fits(['within: 8ticks'], steady(100), steady(102))).to.equal(true);
    expect(fits(['within: 8ticks'], steady(100), steady(103))).to.equal(false);
  });
  it('asks it of each tick of a record: t, since and ends', () => {
    const one = (t: number, since: number) => [read(t, 0x3fd, 0x60, 9, since)];
    const sent = (t: number, ends: number) => [...setUp(), frame(t, ends)];
    expect(fits(['within: 4ticks'], one(300, 200), one(304, 204))).to.equal(true);
    expect(fits(['within: 4ticks'], one(300, 200), one(300, 205))).to.equal(false);
    expect(fits(['within: 4ticks'], one(300, 200), one(305, 200))).to.equal(false);
    expect(fits(['within: 4ticks'], sent(20, 180), sent(24, 184))).to.equal(true);
    expect(fits(['within: 4ticks'], sent(20, 180), sent(20, 185))).to.equal(false);
  });
  it('does not ask how many reads there were in a row, and what they read', () => {
    const reads = (n: number, v: number) => [read(300, 0x3fd, v, n, n === 1 ? 300 : 298)];
    expect(fits(['within: 4ticks'], reads(231, 0x60), reads(7, 0x60))).to.equal(true);
    expect(fits(['within: 4ticks'], reads(231, 0x60), reads(1, 0x60))).to.equal(true);
    expect(fits(['within: 4ticks'], reads(231, 0x60), reads(231, 0x61))).to.equal(false);
    expect(fits([], reads(231, 0x60), reads(7, 0x60))).to.equal(false);
  });
  it('lets events of two machines change places, and not those of one', () => {
    const [a, b] = [frame(200, 360), char(204)];
    const [late, early] = [frame(206, 366), char(202)];
    expect(fits(['within: 8ticks'], [a, b], [early, late])).to.equal(true);
    expect(fits(['within: 1tick'], [a, b], [early, late])).to.equal(false);
    const own = [char(200), link(204)];
    expect(fits(['within: 8ticks'], own, [link(202), char(206)])).to.equal(false);
  });
  const others: readonly (readonly [what: string, other: TraceRecord])[] = [
    ['its character', at(200, 'B', { k: 'char', serial: 1, char: 0x42, errors: 0, held: 1 })],
    ['its serial', char(200, 2)],
    ['its errors', at(200, 'B', { k: 'char', serial: 1, char: 0x41, errors: 4, held: 1 })],
    ['what is held', at(200, 'B', { k: 'char', serial: 1, char: 0x41, errors: 0, held: 2 })],
    ['its kind', at(200, 'B', { k: 'irq', irq: 4 })],
    ['its machine', char(200, 1, 'A')],
  ];
  for (const [what, other] of others)
    it(`refuses a record that differs in more than time: ${what}`, () => {
      expect(fits(['within: 1s'], [char(200)], [other])).to.equal(false);
    });
  it('asks for a step by its place, whatever its tick', () => {
    const step = (t: number, n: string) => [at(t, '-', { k: 'step', n, what: 'wait' })];
    expect(fits(['within: 4ticks'], step(9, '1'), step(11, '1'))).to.equal(true);
    expect(fits(['within: 4ticks'], step(9, '1'), step(9, '2'))).to.equal(false);
  });
  it('asks for the header as it is', () => {
    const rules = head(['within: 1s']);
    const kept = ruled(goldenText([char(200)]), rules);
    const found = comparedGolden(kept.replace('seed: 1', 'seed: 2'), goldenText([char(200)]), rules, BASES);
    expect(found?.difference).to.include({ line: 3, what: 'golden has seed 2; this run has seed 1' });
    expect(
      comparedGolden(kept.replace('golden 1', 'golden 2'), goldenText([]), rules, BASES)?.difference.line,
    ).to.equal(1);
  });
  it('refuses a record too many and one too few', () => {
    expect(fits(['within: 1s'], [char(200)], [char(200), char(400, 2)])).to.equal(false);
    expect(fits(['within: 1s'], [char(200), char(400, 2)], [char(200)])).to.equal(false);
    expect(fits(['within: 1s'], [], [char(200)])).to.equal(false);
  });
  it('does not look at what is left out, on either side', () => {
    const some = [read(100, 0x3fd, 0x60, 9, 4), char(200)];
    expect(fits(['leave out: in'], some, [char(200)])).to.equal(true);
    expect(fits(['leave out: in'], [char(200)], some)).to.equal(true);
    expect(fits(['leave out: in of A'], [char(200)], some)).to.equal(false);
  });
  it('tells what a person has written between the records', () => {
    const rules = head(['within: 1s']);
    const kept = ruled(goldenText([char(200), char(400, 2)]), rules);
    const line = kept.split('\n')[5] ?? '';
    const found = comparedGolden(
      kept.replace(line, `a thought\n${line}`),
      goldenText([char(200), char(400, 2)]),
      rules,
      BASES,
    );
    expect(found?.difference).to.include({ line: 6, expected: 'a thought' });
  });
  it('names the line of the kept text, its rules counted', () => {
    const found = compared(
      ['within: 4ticks', 'leave out: in'],
      [char(200), char(400)],
      [char(203), char(405)],
    );
    expect(found?.difference).to.include({ line: 8, tick: 405 });
    expect(found?.difference.what).to.contain('golden has tick 400: B char');
  });
  it('names the machine that departs, and none of the other', () => {
    const run = (off: number, jitter: number) => [
      ...setUp(),
      frame(100 + jitter, 260 + jitter),
      char(270 + off),
      frame(280 + jitter, 440 + jitter, 0x42, 2),
      char(450, 2),
    ];
    const found = compared(['within: 4ticks'], run(0, 0), run(5, 3));
    expect(found?.departure).to.deep.include({ change: 'changed', nth: 1, frame: null });
    expect(found?.departure?.came).to.include({ m: 'B', k: 'char', t: 275 });
    expect(found?.departure?.allowance).to.deep.equal({ within: '4ticks', ticks: 4, shift: 0 });
  });
});

describe('ticks counted from a record', () => {
  const rules = ['counted from: char', 'within: 4ticks', 'within: 50ticks for char'];
  const session = (first: number, gap: number, behind: number) => [
    out(10, 'A', 0x3fb, 3),
    at(first, 'A', { k: 'char', serial: 1, char: 0x41, errors: 0, held: 1 }),
    at(first + behind, 'A', { k: 'irq', irq: 4 }),
    at(first + gap, 'A', { k: 'char', serial: 2, char: 0x42, errors: 0, held: 1 }),
    at(first + gap + behind, 'A', { k: 'irq', irq: 4 }),
  ];
  const wanted = session(1000, 200, 10);

  it('let the first of its kind come when it comes', () => {
    for (const first of [20, 999, 1_000_000])
      expect(fits(rules, wanted, session(first, 200, 10))).to.equal(true);
  });
  it('count what comes before it from the start', () => {
    const [, ...others] = session(5000, 200, 10);
    expect(fits(rules, wanted, [out(14, 'A', 0x3fb, 3), ...others])).to.equal(true);
    expect(fits(rules, wanted, [out(15, 'A', 0x3fb, 3), ...others])).to.equal(false);
  });
  it('hold each further one to its distance from the one before', () => {
    expect(fits(rules, wanted, session(5000, 250, 10))).to.equal(true);
    expect(fits(rules, wanted, session(5000, 251, 10))).to.equal(false);
  });
  it('hold what comes behind to its distance from the last one', () => {
    expect(fits(rules, wanted, session(5000, 240, 14))).to.equal(true);
    expect(fits(rules, wanted, session(5000, 240, 15))).to.equal(false);
  });
  it('let reads that began before it have begun then, and end with it', () => {
    const polled = (first: number, since = 26) => [
      at(first, 'A', { k: 'char', serial: 1, char: 0x41, errors: 0, held: 1 }),
      { ...read(first - 1, 0x3fd, 0x60, 9, since), m: 'A' } as TraceRecord,
    ];
    expect(fits(rules, polled(1000), polled(5000))).to.equal(true);
    expect(fits(rules, polled(1000), polled(5000, 30))).to.equal(true);
    expect(fits(rules, polled(1000), polled(5000, 31))).to.equal(false);
  });
  it('are each machine’s own, and begin for both with a step', () => {
    const pair = (first: number, other: number) => [
      at(first, 'A', { k: 'char', serial: 1, char: 0x41, errors: 0, held: 1 }),
      at(other, 'B', { k: 'irq', irq: 4 }),
    ];
    expect(fits(rules, pair(100, 200), pair(900, 200))).to.equal(true);
    expect(fits(rules, pair(100, 200), pair(900, 1000))).to.equal(false);
    const stepped = (start: number) => [
      at(start, '-', { k: 'step', n: '1', what: 'wait' }),
      ...pair(start + 9, start + 20),
    ];
    expect(fits(['counted from: step'], stepped(100), stepped(777))).to.equal(true);
  });
  it('are told as golden counts them, with the run’s own', () => {
    const found = compared(rules, wanted, session(5000, 251, 10));
    expect(found?.departure?.came).to.include({ t: 1251 });
    expect(found?.departure?.allowance).to.deep.equal({ within: '50ticks', ticks: 50, shift: 4000 });
  });
});

describe('a golden text with a tolerance', () => {
  const TOLERANCE = 10;
  /** Each machine's own order stays, however ticks move: they are further apart than that. */
  const trace = fc
    .array(
      fc.record({
        m: fc.constantFrom('A', 'B', '-'),
        gap: fc.integer({ min: 3 * TOLERANCE, max: 90 }),
        what: fc.constantFrom('frame', 'char', 'in', 'irq', 'print'),
      }),
      { minLength: 1, maxLength: 12 },
    )
    .map((events) => {
      let t = 100;
      return events.map(({ m, gap, what }, i) => {
        t += gap;
        if (m === '-') return at(t, m, { k: 'step', n: String(i), what });
        if (what === 'frame') return at(t, m, { k: 'frame', serial: i, char: i, ends: t + 160 });
        if (what === 'char') return at(t, m, { k: 'char', serial: i, char: i, errors: 0, held: 1 });
        if (what === 'in') return at(t, m, { k: 'in', port: i, v: i, n: 5, since: t - 20 });
        return what === 'irq' ? at(t, m, { k: 'irq', irq: i }) : at(t, m, { k: 'print', text: `${i}` });
      });
    });
  const moved = (record: TraceRecord, by: number): TraceRecord => {
    const t = record.t + by;
    if (record.k === 'frame') return { ...record, t, ends: record.ends + by };
    if (record.k === 'in') return { ...record, t, since: record.since + by, n: record.n + by + TOLERANCE };
    return { ...record, t };
  };
  const inOrder = (records: readonly TraceRecord[]) => [...records].sort((a, b) => a.t - b.t);

  it('takes the trace with each record off by that much, and refuses it with one a tick further: 50', () => {
    const off = fc.array(fc.integer({ min: -TOLERANCE, max: TOLERANCE }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(trace, off, fc.nat(), fc.boolean(), (records, offs, which, isLate) => {
        const jittered = records.map((one, i) => moved(one, offs[i] ?? 0));
        const rules = [`within: ${TOLERANCE}ticks`];
        expect(fits(rules, records, inOrder(jittered))).to.equal(true);
        const place = which % records.length;
        const too = isLate ? TOLERANCE + 1 : -TOLERANCE - 1;
        const beyond = jittered.map((one, i) => (i === place ? moved(records[i] ?? one, too) : one));
        const found = compared(rules, records, inOrder(beyond));
        expect(found?.departure?.came?.t).to.equal((records[place]?.t ?? 0) + too);
        expect(found?.departure?.allowance?.ticks).to.equal(TOLERANCE);
      }),
      { seed: 11, numRuns: 50 },
    );
  });
});
