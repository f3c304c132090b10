import { expect } from 'chai';
import { bytesOf, hex2, inWords } from '../../harness/ground/bytes.ts';

describe('Bytes', () => {
  for (const { text, bytes } of [
    { text: '', bytes: [] },
    { text: 'Az', bytes: [0x41, 0x7a] },
    { text: '\u0000\u007f\u0080\u00ff', bytes: [0x00, 0x7f, 0x80, 0xff] },
    { text: 'é', bytes: [0xe9] },
    { text: 'é€', bytes: [0xc3, 0xa9, 0xe2, 0x82, 0xac] },
    { text: '😀', bytes: [0xf0, 0x9f, 0x98, 0x80] },
  ]) {
    it(`are ${bytes.map(hex2).join(' ') || 'none'} for ${JSON.stringify(text)}`, () => {
      expect([...bytesOf(text)]).to.deep.equal(bytes);
    });
  }

  it('are written as two capital hex digits', () => {
    expect([0, 9, 10, 0x7f, 255].map(hex2)).to.deep.equal(['00', '09', '0A', '7F', 'FF']);
  });

  it('are read as a person reads them: printable ASCII, the usual escapes, else hex', () => {
    expect(inWords([0x41, 0x20, 0x7e, 0x0a, 0x0d, 0x09, 0x5c, 0x1f, 0x7f, 0x80, 0xff])).to.equal(
      'A ~\\n\\r\\t\\\\\\x1F\\x7F\\x80\\xFF',
    );
  });

  it('have words of their own, each value: no two read alike', () => {
    const words = Array.from({ length: 256 }, (_, byte) => inWords([byte]));
    expect(new Set(words).size).to.equal(256);
  });
});
