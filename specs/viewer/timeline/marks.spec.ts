import { expect } from 'chai';
import fc from 'fast-check';
import { chosen, density, MarksBuilder, placesIn } from '../../../harness/viewer/timeline/marks.ts';

const marksOf = (...spans: readonly (readonly [number, number?])[]) => {
  const builder = new MarksBuilder();
  for (const [i, [from, to = from]] of spans.entries()) builder.add(i, from, to);
  return builder.marks;
};

/** Each as so much behind the one before, and so long. */
function spansOf(gaps: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  let at = 0;
  return gaps.map(([before, length]) => {
    const from = at + before;
    at = from + length;
    return [from, at];
  });
}

describe('marks on the time axis', () => {
  it('are found by any part of theirs that a window shows', () => {
    const marks = marksOf([0, 10], [10, 20], [30], [40, 90]);
    expect(placesIn(marks, { from: 15, to: 30 })).to.deep.equal([1, 2]);
    expect(placesIn(marks, { from: 15, to: 31 })).to.deep.equal([1, 3]);
    expect(placesIn(marks, { from: 50, to: 60 })).to.deep.equal([3, 4]);
    expect(placesIn(marks, { from: 91, to: 99 })).to.deep.equal([4, 4]);
  });

  it('are cut where the next one begins', () => {
    const marks = marksOf([0, 100], [40, 60]);
    expect([...marks.to]).to.deep.equal([40, 60]);
  });

  it('are counted in each column in which they have a part', () => {
    const marks = marksOf([0], [1], [1], [2, 7], [9]);
    expect([...density(marks, { from: 0, to: 10 }, 5)]).to.deep.equal([3, 1, 1, 1, 1]);
  });

  it('are counted as one by one, whatever they are', () => {
    const gap = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }));
    fc.assert(
      fc.property(fc.array(gap, { maxLength: 30 }), fc.integer({ min: 1, max: 20 }), (gaps, columns) => {
        const marks = marksOf(...spansOf(gaps));
        const width = 100 / columns;
        const slow = Array.from({ length: columns }, (_, column) => {
          const [from, to] = [column * width, column * width + width];
          return [...marks.from].filter((begin, i) => begin < to && (marks.to[i] ?? 0) >= from).length;
        });
        expect([...density(marks, { from: 0, to: 100 }, columns)]).to.deep.equal(slow);
      }),
      { numRuns: 60 },
    );
  });

  it('can be asked for by their records', () => {
    const some = chosen(marksOf([0, 5], [6], [7, 9]), (record) => record !== 1);
    expect([[...some.from], [...some.to], [...some.record]]).to.deep.equal([
      [0, 7],
      [5, 9],
      [0, 2],
    ]);
  });
});
