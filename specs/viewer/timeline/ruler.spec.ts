import { expect } from 'chai';
import { tickMarks, tickOf, timeMarks } from '../../../harness/viewer/timeline/ruler.ts';

describe('the ruler', () => {
  it('stands at round times, in one unit', () => {
    const words = (from: number, to: number) => timeMarks({ from, to }, 5).map((mark) => mark.words);
    expect(words(0, 18_432)).to.deep.equal(['0 ms', '2 ms', '4 ms', '6 ms', '8 ms', '10 ms']);
    expect(words(0, 184)).to.deep.equal(['0 µs', '20 µs', '40 µs', '60 µs', '80 µs']);
    expect(words(1_843_200, 1_843_200 * 2)).to.deep.equal([
      '1.0 s',
      '1.2 s',
      '1.4 s',
      '1.6 s',
      '1.8 s',
      '2.0 s',
    ]);
    expect(timeMarks({ from: 0, to: 18_432 }, 5)[1]?.tick).to.be.closeTo(3686.4, 1e-6);
  });

  it('has no tick between two ticks, and none before the beginning', () => {
    expect(tickMarks({ from: -3, to: 3 }, 20).map(({ tick }) => tick)).to.deep.equal([0, 1, 2, 3]);
    expect(tickMarks({ from: 900, to: 2100 }, 3).map(({ words }) => words)).to.deep.equal([
      '1 000',
      '1 500',
      '2 000',
    ]);
  });

  it('reads a tick or a time that a person types', () => {
    expect(['1600', ' 2ms ', '300us', '300 µs', '1.5s'].map(tickOf)).to.deep.equal([
      1600, 3686, 553, 553, 2_764_800,
    ]);
    for (const wrong of ['', 'ms', '-3', '2m', '1e3', '0x10']) expect(tickOf(wrong), wrong).to.equal(null);
  });
});
