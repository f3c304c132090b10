import { expect } from 'chai';
import type { Side } from '../../harness/ground/side.ts';
import { TapLines } from '../../harness/report/tap-lines.ts';
import { ANY_PORT } from '../peer/tapped.ts';

/** What is shown of pieces, each at its ms. */
function shown(...pieces: readonly (readonly [at: number, side: Side, bytes: string])[]): readonly string[] {
  const written: string[] = [];
  const lines = new TapLines(
    { A: ANY_PORT, B: ANY_PORT },
    (line) => written.push(line),
    (_, text) => text,
  );
  for (const [at, side, bytes] of pieces)
    lines.tell({ at: at / 1000, kind: 'bytes', side, bytes: Buffer.from(bytes, 'latin1') });
  lines.flush();
  return written.map((line) => line.trim());
}

describe('the lines of a tap', () => {
  it('have the time, the way, and bytes as a person reads them', () => {
    expect(shown([1234, 'A', 'hi\n\x00\x80'])).to.deep.equal([String.raw`1.234 s  A > B  "hi\n\x00\x80"`]);
  });
  it('join what one side sends within 20 ms', () => {
    expect(shown([0, 'A', 'a'], [19, 'A', 'b'], [40, 'A', 'c'])).to.deep.equal([
      '0.000 s  A > B  "ab"',
      '0.040 s  A > B  "c"',
    ]);
  });
  it('begin anew with an answer', () => {
    expect(shown([0, 'A', 'a'], [2, 'B', 'b'], [4, 'A', 'c'])).to.have.lengthOf(3);
  });
  it('are few when both send at once', () => {
    const pieces = Array.from({ length: 50 }, (_, i) => [i / 10, i % 2 === 0 ? 'A' : 'B', 'x'] as const);
    expect(shown(...pieces)).to.deep.equal([
      `0.000 s  A > B  "${'x'.repeat(25)}"`,
      `0.000 s  B > A  "${'x'.repeat(25)}"`,
    ]);
  });
  it('show 64 bytes of many, and how many more there are', () => {
    expect(shown([0, 'B', 'x'.repeat(65_536)])).to.deep.equal([
      `0.000 s  B > A  "${'x'.repeat(64)}" … and 65 472 more`,
    ]);
    expect(shown([0, 'B', 'x'.repeat(64)])[0]).to.not.contain('more');
  });
});
