import { expect } from 'chai';
import { firstPlace, placeOf } from '../../../harness/report/viewer/sorted.ts';

describe('a place among what is in order', () => {
  const values = [1, 3, 3, 7];

  it('is the first whose value is not below, also between values and beyond them', () => {
    for (const list of [Float64Array.from(values), Uint32Array.from(values)])
      expect([0, 1, 2, 3, 4, 7, 8].map((least) => placeOf(list, least))).to.deep.equal([0, 0, 1, 1, 3, 3, 4]);
    expect(placeOf(new Uint32Array(0), 1)).to.equal(0);
  });

  it('is looked for only between two places', () => {
    const list = Float64Array.from(values);
    expect(placeOf(list, 1, 2)).to.equal(2);
    expect(placeOf(list, 7, 0, 2)).to.equal(2);
  });

  it('is the first that passes, and the end where none does', () => {
    expect(firstPlace((place) => place > 5, 0, 10)).to.equal(6);
    expect(firstPlace(() => false, 0, 10)).to.equal(10);
  });
});
