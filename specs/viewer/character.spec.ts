import { expect } from 'chai';
import { characterOf, isPrintable } from '../../harness/viewer/character.ts';

describe('a character on the page', () => {
  it('is shown as itself where there is something to see, else as its number', () => {
    expect([0x21, 0x68, 0x7e].map(characterOf)).to.deep.equal(["'!'", "'h'", "'~'"]);
    expect([0x00, 0x0d, 0x20, 0x7f, 0xe9].map(characterOf)).to.deep.equal([
      '0x00',
      '0x0D',
      '0x20',
      '0x7F',
      '0xE9',
    ]);
    expect([0x20, 0x21, 0x7e, 0x7f].map(isPrintable)).to.deep.equal([false, true, true, false]);
  });
});
