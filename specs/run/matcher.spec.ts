import { expect } from 'chai';
import fc from 'fast-check';
import { Matcher } from '../../harness/run/matcher.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

/** Where each match ends, by the matcher. */
function ends(wanted: Uint8Array, stream: Uint8Array): number[] {
  const matcher = new Matcher(wanted);
  return [...stream].flatMap((byte, i) => (matcher.take(byte) ? [i] : []));
}

/** Where each match ends, by looking at every place. */
const endsNaively = (wanted: Uint8Array, stream: Uint8Array): number[] =>
  [...stream.keys()].filter((end) => {
    const from = end + 1 - wanted.length;
    return from >= 0 && wanted.every((byte, i) => stream[from + i] === byte);
  });

describe('the matcher', () => {
  it('is true at the 5th byte of "hello", and at none of the 4 before', () => {
    expect(ends(bytes('hello'), bytes('hello'))).to.deep.equal([4]);
  });

  it('needs no newline, and looks over what stands before', () => {
    expect(ends(bytes('login:'), bytes('\r\nbanner\r\nlogin: '))).to.deep.equal([15]);
  });

  it('finds "aab" at byte 3 of "aaab", where 2 bytes have matched in vain', () => {
    expect(ends(bytes('aab'), bytes('aaab'))).to.deep.equal([3]);
  });

  it('finds "abcabd" in "abcabcabd", where 5 bytes have matched in vain', () => {
    expect(ends(bytes('abcabd'), bytes('abcabcabd'))).to.deep.equal([8]);
  });

  it('finds "aa" 3 times in "aaaa", overlapping', () => {
    expect(ends(bytes('aa'), bytes('aaaa'))).to.deep.equal([1, 2, 3]);
  });

  it('finds nothing where 1 byte of "hello" is missing', () => {
    expect(ends(bytes('hello'), bytes('helo hell'))).to.deep.equal([]);
  });

  it('finds bytes 00 and FF like any others', () => {
    expect(ends(Uint8Array.of(0, 0xff, 0), Uint8Array.of(0xff, 0, 0xff, 0))).to.deep.equal([3]);
  });

  it('takes 200 000 bytes that nearly match 1000 of them in less than a second', () => {
    const wanted = new Uint8Array(1000).fill(0x61).fill(0x62, 999);
    const since = performance.now();
    expect(ends(wanted, new Uint8Array(200_000).fill(0x61))).to.deep.equal([]);
    expect(performance.now() - since).to.be.below(1000);
  });

  it('finds what a search at every place finds, over an alphabet of 2', () => {
    const letters = (most: number, least: number) =>
      fc.uint8Array({ min: 0, max: 1, minLength: least, maxLength: most });
    fc.assert(
      fc.property(letters(6, 1), letters(80, 0), (wanted, stream) => {
        expect(ends(wanted, stream)).to.deep.equal(endsNaively(wanted, stream));
      }),
      { numRuns: 500 },
    );
  });
});
