import { expect } from 'chai';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { clip, cut, wrapped } from '../../harness/report/width.ts';

const words = fc.array(
  fc.string({ unit: fc.constantFrom('a', '-', '大', 'é'), minLength: 1, maxLength: 30 }),
);

describe('text in so many columns', () => {
  it('is broken between words, and inside those that are wider', () => {
    expect(wrapped('one two three', 7)).to.deep.equal(['one two', 'three']);
    expect(wrapped('one two three', 6)).to.deep.equal(['one', 'two', 'three']);
    expect(wrapped('a abcdefgh b', 3)).to.deep.equal(['a', 'abc', 'def', 'gh', 'b']);
    expect(wrapped('', 3)).to.deep.equal([]);
  });
  it('keeps blanks in a row within a line', () => {
    expect(wrapped('"a  b" c', 6)).to.deep.equal(['"a  b"', 'c']);
  });
  it('loses no character, and no line is wider', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 2, max: 40 }), (all, columns) => {
        const lines = wrapped(all.join(' '), columns);
        expect(lines.join('').replaceAll(' ', '')).to.equal(all.join(''));
        for (const line of lines) expect(stringWidth(line)).to.be.at.most(columns);
      }),
    );
  });
  it('is cut where it does not fit, a wide letter whole', () => {
    expect(cut('大きな', 5)).to.equal('大き');
    expect(clip('abcd', 4)).to.equal('abcd');
    expect(clip('abcde', 4)).to.equal('abc…');
    expect(clip('大きな', 5)).to.equal('大き…');
  });
});
