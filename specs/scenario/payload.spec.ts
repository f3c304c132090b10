import { expect } from 'chai';
import { bytesOfRanges, HEX_PATTERN, lengthOf, readHex } from '../../harness/scenario/payload.ts';

const bytesOf = (text: string): readonly number[] => {
  const read = readHex(text);
  if ('fault' in read) throw new Error(read.fault.what);
  return [...bytesOfRanges(read.value)];
};
const faultOf = (text: string) => {
  const read = readHex(text);
  return 'fault' in read ? read.fault : undefined;
};

describe('hexadecimal bytes', () => {
  it('are two digits each, with blanks between them', () =>
    expect(bytesOf('55 AA  0d\n0A')).to.deep.equal([0x55, 0xaa, 0x0d, 0x0a]));
  it('go from 00 to FF in a range of 256', () =>
    expect(bytesOf('00..FF')).to.deep.equal(Array.from({ length: 256 }, (_, byte) => byte)));
  it('may be bytes and ranges in any mixture', () =>
    expect(bytesOf('7F 41..43 00..00 0A')).to.deep.equal([0x7f, 0x41, 0x42, 0x43, 0, 0x0a]));

  const wrong: readonly [string, string, string][] = [
    ['run together', '55AA', 'Write 55 AA.'],
    ['one digit', '5', 'Write 05.'],
    ['a 0x before them', '0x0f', 'Write 0F.'],
    ['a range that goes down', 'FF..00', 'Write 00..FF.'],
    ['no bytes', '  ', 'Write them like 55 AA.'],
    ['other letters', 'GG', 'Write each byte like 0A.'],
    ['commas', '55,AA', 'Write each byte like 0A.'],
  ];
  it('are told how to be written when they are written in another way', () => {
    for (const [title, text, fix] of wrong) expect(faultOf(text)?.fix, title).to.equal(fix);
  });

  it('are at most 4 MiB: 16 384 whole ranges', () => {
    const most = '00..FF '.repeat(16_384);
    const read = readHex(most);
    expect('value' in read && lengthOf(read.value)).to.equal(4_194_304);
    expect(faultOf(`${most}00`)?.what).to.equal('These are too many bytes for one step.');
  });

  it('are read exactly where the pattern for editors matches', () => {
    for (const text of [
      '55',
      '55 aa',
      ' 55',
      '55 ',
      '5',
      '',
      '00..FF',
      '00..',
      '..FF',
      '0..F',
      '55AA',
      '55 00..0F 01',
      '0g',
    ]) {
      expect('value' in readHex(text), text).to.equal(new RegExp(HEX_PATTERN).test(text));
    }
  });
});
