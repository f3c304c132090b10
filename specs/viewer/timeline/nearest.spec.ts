import { expect } from 'chai';
import { MarksBuilder } from '../../../harness/viewer/timeline/marks.ts';
import { beside, nearest } from '../../../harness/viewer/timeline/nearest.ts';

const marksOf = (...marks: readonly (readonly [record: number, from: number, to?: number])[]) => {
  const builder = new MarksBuilder();
  for (const [record, from, to] of marks) builder.add(record, from, to);
  return builder.marks;
};

describe('what a pointer means', () => {
  const frames = marksOf([1, 100, 200], [4, 200, 300]);
  const moments = marksOf([2, 150], [3, 180]);

  it('is the span in which it is, at the tick where it is', () => {
    expect(nearest([frames], 130, 5)).to.deep.equal({ record: 1, tick: 130 });
    expect(nearest([frames], 250, 5)).to.deep.equal({ record: 4, tick: 250 });
  });

  it('is a moment near it before the span around it', () => {
    expect(nearest([frames, moments], 153, 5)).to.deep.equal({ record: 2, tick: 150 });
    expect(nearest([moments, frames], 153, 5)).to.deep.equal({ record: 2, tick: 150 });
    expect(nearest([frames, moments], 160, 5)).to.deep.equal({ record: 1, tick: 160 });
  });

  it('is what is a little beside it, and nothing further away', () => {
    expect(nearest([frames], 304, 5)?.record).to.equal(4);
    expect(nearest([frames], 306, 5)).to.equal(null);
    expect(nearest([], 0, 5)).to.equal(null);
  });

  it('goes on to the record behind or before, in all lists of the row', () => {
    expect([0, 1, 2, 3].map((record) => beside([frames, moments], record, 1))).to.deep.equal([1, 2, 3, 4]);
    expect([5, 4, 3, 2].map((record) => beside([frames, moments], record, -1))).to.deep.equal([4, 3, 2, 1]);
    expect(beside([frames, moments], 4, 1)).to.equal(null);
    expect(beside([frames, moments], 1, -1)).to.equal(null);
  });
});
