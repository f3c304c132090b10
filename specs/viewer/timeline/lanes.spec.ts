import { expect } from 'chai';
import type { TraceRecord } from '../../../harness/ground/trace.ts';
import { lanesOf } from '../../../harness/viewer/timeline/lanes.ts';
import { UNTOLD } from '../../../harness/viewer/timeline/line-lanes.ts';
import { matchingLanes } from '../../../harness/viewer/timeline/matching.ts';
import { type Steps, valueAt } from '../../../harness/viewer/timeline/steps.ts';
import { ONE_BYTE, placeOfKind, viewedOf } from '../viewed.ts';

const over = (steps: Steps, ...ticks: readonly number[]) => ticks.map((tick) => valueAt(steps, tick));

describe("the time axis' lanes", () => {
  const { A, B, steps, whole } = lanesOf(viewedOf(ONE_BYTE));

  it('have each record in its place, reads as long as their run', () => {
    expect([...A.reads.from, ...A.reads.to]).to.deep.equal([20, 1900]);
    expect(A.writes.from).to.have.length(5);
    expect([...B.arrivals.record]).to.deep.equal([placeOfKind('char')]);
    expect([...B.faulty.record]).to.deep.equal([placeOfKind('char')]);
    expect([...B.timeouts.from]).to.deep.equal([9530]);
    expect([...steps.from, ...steps.to]).to.deep.equal([8, 9600]);
  });

  it('have INTR from where it rises to where it falls', () => {
    expect([...B.requests.from, ...B.requests.to]).to.deep.equal([9530, 9540]);
    expect([...B.taken.from]).to.deep.equal([9532]);
  });

  it('count what waits to be sent and what is unread', () => {
    expect(over(A.queued, 7, 8, 15, 16)).to.deep.equal([0, 1, 1, 0]);
    expect(over(B.unread, 1849, 1850, 9539, 9540)).to.deep.equal([0, 1, 1, 0]);
    expect(over(B.trigger, 5, 6)).to.deep.equal([1, 14]);
    expect(over(A.trigger, 9000)).to.deep.equal([1]);
  });

  it('have the level of SOUT bit by bit, and the settings of each frame', () => {
    // 'h' is 0x68: start, then 0 0 0 1 0 1 1 0, then stop, 192 ticks each.
    const middles = Array.from({ length: 10 }, (_, i) => 16 + 192 * i + 96);
    expect(over(A.sout, 15, ...middles)).to.deep.equal([1, 0, 0, 0, 0, 1, 0, 1, 1, 0, 1]);
    expect([A.frames.lcr[0], A.frames.divisor[0]]).to.deep.equal([0x03, 12]);
  });

  it('leave room around the whole run', () => {
    expect(whole.from).to.be.below(0);
    expect(whole.to).to.be.above(9600);
  });

  it('count what is lost before it is sent', () => {
    const lost: readonly TraceRecord[] = [
      { t: 0, m: 'A', k: 'out', port: 0x3f8, v: 1, serial: 1 },
      { t: 2, m: 'A', k: 'out', port: 0x3f8, v: 2, serial: 2 },
      { t: 2, m: 'A', k: 'lost', serial: 1, char: 1, how: 'overwritten' },
      { t: 4, m: 'A', k: 'lost', serial: 7, char: 1, how: 'overrun' },
    ];
    const lanes = lanesOf(viewedOf(lost));
    expect(over(lanes.A.queued, 0, 2, 4)).to.deep.equal([1, 1, 1]);
    expect([...lanes.A.unsent.record, ...lanes.A.losses.record]).to.deep.equal([2, 3]);
  });

  it('end at a reset what was not over: INTR, the FIFO, what waited', () => {
    const lanes = lanesOf(
      viewedOf([
        ...ONE_BYTE.slice(0, 9),
        { t: 20, m: 'B', k: 'intr', level: 1, iir: 0xc4 },
        { t: 30, m: 'A', k: 'power', on: false },
        { t: 30, m: 'B', k: 'power', on: false },
        { t: 40, m: 'B', k: 'power', on: true },
      ]),
    );
    expect([...lanes.B.requests.to]).to.deep.equal([30]);
    expect([...lanes.B.off.from, ...lanes.B.off.to]).to.deep.equal([30, 40]);
    expect([...lanes.A.off.to]).to.deep.equal([40]);
    expect([...over(lanes.B.trigger, 29, 30), ...over(lanes.A.queued, 29, 30)]).to.deep.equal([14, 1, 1, 0]);
  });

  it('know what a trace that begins in the middle was set to, and say where nobody told', () => {
    const frame = ONE_BYTE.filter(({ k }) => k === 'frame');
    const settings = { lcr: 0x1b, dll: 12, dlm: 0, looped: false };
    const begins = { t: 10, settings: { A: { ...settings, lcr: 0x03 }, B: settings } };
    expect(lanesOf(viewedOf(frame, { begins })).A.frames.lcr[0]).to.equal(0x03);
    expect(lanesOf(viewedOf(frame)).A.frames.lcr[0]).to.equal(UNTOLD);
  });

  it('hold a break as long as LCR says', () => {
    const lanes = lanesOf(
      viewedOf([
        { t: 0, m: 'A', k: 'out', port: 0x3fb, v: 0x43 },
        { t: 50, m: 'A', k: 'out', port: 0x3fb, v: 0x03 },
      ]),
    );
    expect([...lanes.A.breaks.from, ...lanes.A.breaks.to]).to.deep.equal([0, 50]);
    expect(over(lanes.A.sout, 25, 50)).to.deep.equal([0, 1]);
  });

  it('are there for a trace without a record', () => {
    const lanes = lanesOf(viewedOf([]));
    expect(lanes.whole.to).to.be.above(lanes.whole.from);
  });

  it('can be had with nothing but what matches', () => {
    const place = placeOfKind('frame');
    const some = matchingLanes(lanesOf(viewedOf(ONE_BYTE)), Uint32Array.of(place), ONE_BYTE.length);
    expect([...some.A.frames.record, ...some.A.frames.lcr]).to.deep.equal([place, 0x03]);
    expect(some.A.writes.from).to.have.length(0);
    expect(over(some.B.unread, 2000)).to.deep.equal([1]);
    const other = matchingLanes(lanesOf(viewedOf(ONE_BYTE)), Uint32Array.of(place + 1), ONE_BYTE.length);
    expect([...other.A.frames.record, ...other.A.frames.lcr, ...other.A.frames.divisor]).to.deep.equal([]);
  });
});
