import { expect } from 'chai';
import type { TraceRecord } from '../../../harness/ground/trace.ts';
import { InOrder } from '../../../harness/report/line/in-order.ts';

const at = (t: number): TraceRecord => ({ t, m: 'A', k: 'irq', irq: 4 });

function ordered(records: readonly TraceRecord[]): readonly TraceRecord[] {
  const passed: TraceRecord[] = [];
  const order = new InOrder((record) => passed.push(record));
  for (const record of records) order.take(record);
  order.end();
  return passed;
}

describe('The order of a trace', () => {
  it('is that of time, though reads are told late', () => {
    expect(ordered([at(1), at(9), at(4), at(10), at(2)]).map(({ t }) => t)).to.deep.equal([1, 2, 4, 9, 10]);
  });

  it('has a step before what the machines do in its tick, and else keeps what is there', () => {
    const step: TraceRecord = { t: 4, m: '-', k: 'step', n: '1', what: 'send' };
    const [first, second] = [at(4), at(4)];
    const passed = ordered([first, second, step]);
    expect(passed[0]).to.equal(step);
    expect(passed[1]).to.equal(first);
    expect(passed[2]).to.equal(second);
  });

  it('passes all on, and holds no more than some hundreds', () => {
    let passed = 0;
    const order = new InOrder(() => {
      passed += 1;
    });
    for (let t = 0; t < 5000; t += 1) {
      order.take(at(t));
      expect(t - passed).to.be.below(600);
    }
    order.end();
    expect(passed).to.equal(5000);
  });
});
