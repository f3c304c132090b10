import { expect } from 'chai';
import { changeInWords } from '../../../harness/report/golden/change-words.ts';
import { goldenChange } from '../../../harness/run/golden-change.ts';
import { BASES, frame, goldenText, out, setUp } from './departures.ts';

const kept = goldenText([...setUp(), frame(16, 176)]);
const words = (before: string | undefined, text: string): readonly string[] | null => {
  const change = goldenChange('kept/spec.txt', before, text, BASES);
  return change === null ? null : changeInWords(change, BASES);
};

describe('What --update changes, in words', () => {
  it('is how many lines of which kinds, and the first difference as a diff and in a sentence', () => {
    const now = goldenText([...setUp(), frame(16, 192), out(20, 'A', 0x3f8, 0x42)]);
    expect(words(kept, now)).to.deep.equal([
      'kept/spec.txt: of 11 lines, 1 changed, 1 new',
      '  frame 1 changed, out 1 new',
      '@@ line 10 @@',
      "-       16 A frame 41 'A' #1 ends 176",
      "+       16 A frame 41 'A' #1 ends 192",
      "A's first frame ended at tick 192, was 176: one bit later, with the line at 115200 8N1 in both",
    ]);
  });
  it('counts what is gone', () => {
    expect(words(kept, goldenText(setUp()))?.slice(0, 4)).to.deep.equal([
      'kept/spec.txt: of 9 lines, 1 gone',
      '  frame 1 gone',
      '@@ line 10 @@',
      "-       16 A frame 41 'A' #1 ends 176",
    ]);
  });
  it('is one line where nothing was kept, or where only line ends change', () => {
    expect(words(undefined, kept)).to.deep.equal(['new golden trace, 10 lines: kept/spec.txt']);
    expect(words(kept.replaceAll('\n', '\r\n'), kept)).to.deep.equal([
      'only line ends change: kept/spec.txt',
    ]);
  });
  it('is nothing where all stays', () => {
    expect(words(kept, kept)).to.equal(null);
  });
  it('tells a head that is another one, and what was no golden text', () => {
    expect(words(kept.replace('seed: 1', 'seed: 2'), kept)?.at(-1)).to.equal(
      'golden has seed 2; this run has seed 1',
    );
    expect(words('\x1b[2Jhello\n', kept)?.join('')).to.contain('no golden text').and.not.to.contain('\x1b');
  });
});
