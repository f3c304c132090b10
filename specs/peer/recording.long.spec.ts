import { expect } from 'chai';
import { payloadsOf } from './payloads.ts';
import { begun, EIGHT_BITS, loaded, type Piece, playsRight, textOf } from './recorded.ts';

describe('a recording of much', () => {
  const SLOW = { line: { ...EIGHT_BITS, divisor: 2304 } };
  const FULL = new Uint8Array(65_536).fill(0xff);
  const turnOf = (i: number) => (i % 2 === 0 ? 'A' : 'B');
  const cases: readonly (readonly [string, number, (i: number) => Piece, typeof SLOW | undefined])[] = [
    ['short turns', 4000, (i) => [5 * i, turnOf(i), 'x'], undefined],
    ['short turns of both at once, with pauses', 4000, (i) => [30 * (i >> 1), turnOf(i), 'x'], undefined],
    ['slow turns of both at once', 4000, (i) => [2000 * (i >> 1), turnOf(i), '123456'], SLOW],
    ['conversations', 4000, (i) => (i % 2 === 0 ? [5 * i, 'A', 'x'] : [5 * i, null]), undefined],
    ['bytes at once', 10, (i) => [i, 'A', FULL], undefined],
  ];
  for (const [what, count, pieceAt, options] of cases) {
    it(`ends before it is more than a scenario may be: ${what}`, () => {
      const recording = begun(options);
      const text = textOf(
        Array.from({ length: count }, (_, i) => pieceAt(i)),
        recording,
      );
      expect(recording.end?.why).to.equal('full');
      const { A, B } = payloadsOf(loaded(text).steps);
      expect(A.length + B.length)
        .to.equal(recording.bytes)
        .and.to.be.greaterThan(400);
    });
  }
});

describe('a recording that is played', () => {
  it('passes with the same bytes each way: 400 conversations on a cable', () => playsRight('cable', 400));
  it('passes with the same bytes each way: 50 conversations over TCP', () => playsRight('tcp', 50));
});
