import { expect } from 'chai';
import { matchesOf } from '../../harness/viewer/filter.ts';
import { ONE_BYTE, placeOfKind, viewedOf } from './viewed.ts';

describe("the viewer's filter", () => {
  const viewed = viewedOf(ONE_BYTE);
  const found = (filter: string): readonly number[] => [...(matchesOf(viewed, filter) ?? [])];

  it('is none where nothing is typed, and blanks are nothing', () => {
    expect(matchesOf(viewed, '')).to.equal(null);
    expect(matchesOf(viewed, '  ')).to.equal(null);
  });

  it('finds records by the words of their sentences, in any case and order', () => {
    expect(found('timeout has')).to.deep.equal([placeOfKind('timeout')]);
    expect(found('PE receives')).to.deep.equal([placeOfKind('char')]);
    expect(found('Character TIMEOUT')).to.deep.equal([placeOfKind('timeout'), placeOfKind('intr')]);
  });

  it('finds what is beyond the last words when they are taken back', () => {
    expect(found('lcr dlab')).to.have.length(1);
    expect(found('lcr')).to.have.length(2);
    expect(found('lc')).to.have.length(2);
    expect(found('lcx')).to.deep.equal([]);
  });

  it('gives the same answer again without looking', () => {
    expect(matchesOf(viewed, 'wrote lcr')).to.equal(matchesOf(viewed, 'wrote  LCR '));
  });
});
