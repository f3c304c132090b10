import { expect } from 'chai';
import { exactLength } from '../../../harness/report/viewer/length.ts';
import { lineTiming } from '../../../harness/uart/line-timing.ts';

describe('an exact length', () => {
  it('is in ticks, in bits and in the time that a person reads', () => {
    const timing = lineTiming(0x03, 12);
    expect([1, 158, 1843, 1844, 8440, 1_843_200].map((ticks) => exactLength(ticks, timing))).to.deep.equal([
      '1 tick (0 bits, 0.5 µs)',
      '158 ticks (0.8 bits, 85.7 µs)',
      '1 843 ticks (9.6 bits, 999.9 µs)',
      '1 844 ticks (9.6 bits, 1.00 ms)',
      '8 440 ticks (44 bits, 4.58 ms)',
      '1 843 200 ticks (9600 bits, 1.000 s)',
    ]);
    expect(exactLength(158, null)).to.equal('158 ticks (85.7 µs)');
  });
});
