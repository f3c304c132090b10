import { expect } from 'chai';
import type { TraceRecord } from '../../../harness/ground/trace.ts';
import type { Failure } from '../../../harness/run/result.ts';
import { firstView } from '../../../harness/viewer/timeline/first-view.ts';
import { lanesOf } from '../../../harness/viewer/timeline/lanes.ts';
import { viewedOf } from '../viewed.ts';

const frames = (count: number): readonly TraceRecord[] =>
  Array.from({ length: count }, (_, i) => ({
    t: i * 200,
    m: 'A',
    k: 'frame',
    serial: i + 1,
    char: 65,
    ends: i * 200 + 160,
  }));

const failureAt = (around: number): Failure => ({
  what: 'it failed',
  at: around,
  around,
  cause: { kind: 'ledger' },
  registers: null,
  lines: null,
  story: [],
  dlab: { A: false, B: false },
});

describe('what the time axis shows first', () => {
  const lanes = lanesOf(viewedOf(frames(100)));

  it('is all, where nothing failed', () => {
    expect(firstView(lanes, [])).to.equal(lanes.whole);
  });

  it('is the failure with the eight frames before it', () => {
    const { from, to } = firstView(lanes, [failureAt(10_100)]);
    expect(from).to.be.within(8600 - 200, 8600);
    expect(to).to.be.within(10_100, 10_500);
  });

  it('is what happened last, where a long silence follows until it failed', () => {
    const silent = lanesOf(
      viewedOf([...frames(5), { t: 4_000_000, m: '-', k: 'verdict', passed: false, why: 'nothing came' }]),
    );
    const { from, to } = firstView(silent, [failureAt(4_000_000)]);
    expect(from).to.be.below(0);
    expect(to).to.be.within(960, 3000);
  });

  it('is there when nothing was sent', () => {
    const { from, to } = firstView(lanesOf(viewedOf([])), [failureAt(0)]);
    expect(to - from).to.be.above(100);
  });
});
