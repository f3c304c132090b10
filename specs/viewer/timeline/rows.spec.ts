import { expect } from 'chai';
import { lanesOf } from '../../../harness/viewer/timeline/lanes.ts';
import { marksOf, rowAt, rowOfRecord, rowsOf } from '../../../harness/viewer/timeline/rows.ts';
import { ONE_BYTE, viewedOf } from '../viewed.ts';

describe("the time axis' rows", () => {
  const lanes = lanesOf(viewedOf(ONE_BYTE));
  const rows = rowsOf(lanes, 60);

  it('stand A above, the lines between, B below as its mirror image', () => {
    expect(rows.map(({ kind, of }) => `${of} ${kind}`)).to.deep.equal([
      '- scenario',
      ...['writes', 'reads', 'interrupt', 'receiving', 'sending'].map((kind) => `A ${kind}`),
      ...['A line', 'B line'],
      ...['sending', 'receiving', 'interrupt', 'reads', 'writes'].map((kind) => `B ${kind}`),
    ]);
  });

  it('do not overlap, and are found by where they are', () => {
    rows.reduce((end, { top, height }) => {
      expect(top).to.be.at.least(end);
      return top + height;
    }, 60);
    for (const row of rows) expect(rowAt(rows, row.top + row.height / 2)).to.equal(row);
    expect(rowAt(rows, 10)).to.equal(null);
  });

  it('tell of power, links and prints where there is more than the beginning', () => {
    const printing = lanesOf(viewedOf([...ONE_BYTE, { t: 9700, m: 'B', k: 'print', text: 'h' }]));
    const notes = rowsOf(printing, 0).filter(({ kind }) => kind === 'notes');
    expect(notes.map(({ of }) => of)).to.deep.equal(['B']);
  });

  it('have a place for each record, among what can be pointed at', () => {
    for (const [i, record] of ONE_BYTE.entries()) {
      const row = rowOfRecord(rows, record);
      // That INTR falls belongs to where it rose, and power has no row of its own here.
      if (record.k === 'power' || (record.k === 'intr' && record.level === 0)) continue;
      expect(row, record.k).to.not.equal(null);
      const marks = row === null ? [] : marksOf(lanes, row);
      expect(
        marks.some(({ record: records }) => records.includes(i)),
        record.k,
      ).to.equal(true);
    }
  });
});
