import { expect } from 'chai';
import { placeAt, rangeOf, StepsBuilder, valueAt } from '../../../harness/viewer/timeline/steps.ts';

const stepsOf = (first: number, ...changes: readonly (readonly [number, number])[]) => {
  const builder = new StepsBuilder(first);
  for (const [at, value] of changes) builder.set(at, value);
  return builder.steps;
};

describe('a level over time', () => {
  const steps = stepsOf(1, [10, 3], [20, 3], [30, 0], [30, 5]);

  it('holds from its tick to the next one, and before the first as it began', () => {
    expect([-5, 9, 10, 29, 30, 99].map((tick) => valueAt(steps, tick))).to.deep.equal([1, 1, 3, 3, 5, 5]);
    expect(placeAt(steps, 30)).to.equal(3);
  });

  it('keeps nothing where nothing changes, and knows its highest', () => {
    expect([...steps.at]).to.deep.equal([Number.NEGATIVE_INFINITY, 10, 30, 30]);
    expect(steps.most).to.equal(5);
  });

  it('tells the lowest and the highest of a column', () => {
    expect(rangeOf(steps, 0, 3)).to.deep.equal([0, 5]);
    expect(rangeOf(steps, 1, 1)).to.deep.equal([3, 3]);
  });
});
