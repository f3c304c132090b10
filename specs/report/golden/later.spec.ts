import { expect } from 'chai';
import { later } from '../../../harness/report/golden/later.ts';
import { ordinal } from '../../../harness/report/golden/ordinal.ts';

const LINE = { bits: 8, parity: 'none', stop: 1, divisor: 12 } as const;

describe('A difference of time', () => {
  it('is in bits of the line, in characters from one on, and in ticks where it is no part of a bit', () => {
    expect([192, -192, 96, 384, 5, 100, 1920, -4800].map((ticks) => later(ticks, LINE))).to.deep.equal([
      'one bit later',
      'one bit earlier',
      '0.5 bits later',
      '2 bits later',
      '5 ticks later',
      '100 ticks (0.5 bits) later',
      'one character (1 920 ticks) later',
      '2.5 characters (4 800 ticks) earlier',
    ]);
  });
  it('is in ticks where no line is known', () => {
    expect([later(1, null), later(16, null, ['longer', 'less'])]).to.deep.equal([
      '1 tick later',
      '16 ticks longer',
    ]);
  });
});

describe('An ordinal', () => {
  it('is a word up to ten, then a number with its ending', () => {
    expect([1, 3, 10, 11, 12, 21, 22, 103, 111, 124].map(ordinal)).to.deep.equal([
      'first',
      'third',
      'tenth',
      '11th',
      '12th',
      '21st',
      '22nd',
      '103rd',
      '111th',
      '124th',
    ]);
  });
});
