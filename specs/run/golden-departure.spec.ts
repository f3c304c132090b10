import { expect } from 'chai';
import { goldenDeparture } from '../../harness/run/golden-departure.ts';
import { BASES, departure, frame, goldenText, out, setUp } from '../report/golden/departures.ts';

describe('A departure from a golden trace', () => {
  const kept = [...setUp(), frame(16, 176)];
  const text = goldenText(kept);

  it('is none where the texts are the same, whatever their line ends', () => {
    expect(goldenDeparture(text.replaceAll('\n', '\r\n'), text, BASES)).to.equal(null);
  });
  it('is none where a head differs, or a line that is no record', () => {
    expect(goldenDeparture(text.replace('seed: 1', 'seed: 2'), text, BASES)).to.equal(null);
    expect(goldenDeparture(text.replace('2 A out 3F8 01', '2 A out what'), text, BASES)).to.equal(null);
    expect(goldenDeparture('', text, BASES)).to.equal(null);
  });
  it('has both records, the line of the text, and the line settings of the first other frame', () => {
    const found = departure(kept, [...setUp(0x07), frame(16, 192)]);
    expect(found).to.deep.include({ line: 6, change: 'changed', nth: 1, dlab: false });
    expect([found.wanted, found.came]).to.deep.equal([out(0, 'A', 0x3fb, 0x83), out(0, 'A', 0x3fb, 0x87)]);
    expect(found.frame).to.deep.include({ side: 'A', nth: 1 });
    expect([found.frame?.wanted.line?.stop, found.frame?.came.line?.stop]).to.deep.equal([1, 2]);
  });
  it('has the records around it, and what was set before them', () => {
    const reads = Array.from({ length: 40 }, (_, i) => out(10 + 2 * i, 'A', 0x3ff, i));
    const { stories } = departure([...setUp(0x1b), ...reads], [...setUp(0x1b), ...reads.slice(0, 39)]);
    expect(stories.wanted.records[0]).to.deep.equal(reads[25]);
    expect(stories.wanted.records.at(-1)).to.deep.equal(reads[39]);
    expect(stories.came.lines.A).to.deep.equal({ bits: 8, parity: 'even', stop: 1, divisor: 1 });
    expect(stories.came.lines.B).to.equal(null);
  });
});
