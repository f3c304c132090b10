import { expect } from 'chai';
import { compared } from '../../harness/report/hexdump.ts';

const bytes = (text: string): number[] => [...text].map((char) => char.charCodeAt(0));
const counting = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, i) => (from + i) & 0xff);

describe('a comparing hexdump', () => {
  it('has a row for what was wanted, one for what came, and a caret under the first wrong byte', () => {
    expect(compared({ from: 0, wanted: bytes('hello'), came: bytes('hexlo'), place: 2 })).to.deep.equal([
      'wanted  0000  68 65 6C 6C 6F                                   |hello           |',
      'came    0000  68 65 78 6C 6F                                   |hexlo           |',
      '                    ^^                                            ^',
    ]);
  });
  it('shows a byte that is missing as two dashes, and nothing where none was wanted', () => {
    expect(compared({ from: 0, wanted: bytes('ab'), came: bytes('a'), place: 1 })).to.deep.equal([
      'wanted  0000  61 62                                            |ab              |',
      'came    0000  61 --                                            |a               |',
      '                 ^^                                              ^',
    ]);
    expect(compared({ from: 0, wanted: bytes('a'), came: bytes('ab'), place: 1 })).to.deep.equal([
      'wanted  0000  61                                               |a               |',
      'came    0000  61 62                                            |ab              |',
      '                 ^^                                              ^',
    ]);
  });
  it('shows what is not printable as a point: 1F, 7F, FF, and not 20 and 7E', () => {
    const [row] = compared({ from: 0, wanted: [0x1f, 0x20, 0x7e, 0x7f, 0xff], came: [], place: 0 });
    expect(row).to.match(/\|\. ~\.\. {11}\|$/);
  });
  it('breaks rows at multiples of 16 of the stream, whatever it begins with', () => {
    const excerpt = counting(0x1fe, 0x202);
    expect(
      compared({ from: 0x1fe, wanted: excerpt, came: excerpt.with(2, 0x41), place: 0x200 }),
    ).to.deep.equal([
      `wanted  01F0  ${' '.repeat(42)}FE FF  |              ..|`,
      `came    01F0  ${' '.repeat(42)}FE FF  |              ..|`,
      'wanted  0200  00 01                                            |..              |',
      'came    0200  41 01                                            |A.              |',
      '              ^^                                                ^',
    ]);
  });
  it('puts the caret under the sixteenth byte of a row, and the seventeenth under the first of the next', () => {
    const wanted = counting(0, 32);
    const caret = (place: number) =>
      compared({ from: 0, wanted, came: wanted.with(place, 0xaa), place }).find((line) =>
        line.includes('^^'),
      );
    expect(caret(15)).to.equal(`${' '.repeat(14 + 45)}^^   ${' '.repeat(15)}^`);
    expect(caret(16)).to.equal(`${' '.repeat(14)}^^${' '.repeat(48)}^`);
  });
  it('shows the row before and the row behind, and no more', () => {
    const wanted = counting(0, 100);
    const offsets = compared({ from: 0, wanted, came: wanted.with(50, 0), place: 50 })
      .filter((line) => line.startsWith('came'))
      .map((line) => line.slice(8, 12));
    expect(offsets).to.deep.equal(['0020', '0030', '0040']);
  });
  it('shows a row of dashes when all that was wanted in it is missing', () => {
    const wanted = counting(0x30, 0x42);
    const lines = compared({ from: 0, wanted, came: wanted.slice(0, 16), place: 16 });
    expect(lines[3]).to.equal(
      'came    0010  -- --                                            |                |',
    );
    expect(lines).to.have.length(5);
  });
});
