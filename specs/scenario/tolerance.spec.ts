import { expect } from 'chai';
import { readTolerance, toleranceInWords } from '../../harness/scenario/tolerance.ts';

describe('a tolerance', () => {
  it('is said of one in the singular, and reads as it is said', () => {
    for (const text of ['1bit', '1char', '1tick', '2bits', '0.5chars', '0ticks', '1ms', '20us', '1s']) {
      const read = readTolerance(text);
      expect('value' in read && toleranceInWords(read.value)).to.equal(text);
    }
    expect(readTolerance('1bits')).to.deep.equal({ value: { amount: 1, unit: 'bits' } });
  });
  it('is refused in the singular of more than one, and in the plural of a unit that has none', () => {
    for (const [text, fix] of [
      ['2bit', 'Write 2bits.'],
      ['11bit', 'Write 11bits.'],
      ['1mss', 'Write 1ms.'],
    ] as const) {
      const read = readTolerance(text);
      expect('fault' in read && read.fault.fix).to.equal(fix);
    }
  });
});
