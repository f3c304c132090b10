import { expect } from 'chai';
import { chipWith, fifos, range, writeAll } from '../support/chip.ts';
import {
  BY_WORD_LENGTH,
  bitsBeforeStop,
  characterTicks,
  levelsOf,
  type Setting,
} from '../support/datasheet.ts';

const CHARS = [0x00, 0x01, 0x55, 0xaa, 0x7f, 0x80, 0xe0, 0xff, 0x13];
const DIVISORS = [1, 7];

/** What stands on SOUT, bit by bit, seen at the first and at the last tick of each. */
function bitsOnSout(line: Setting, divisor: number) {
  const chip = chipWith({ line: line.name, divisor, fcr: fifos() });
  writeAll(chip, CHARS);
  const length = characterTicks(line, divisor);
  chip.advance(length * CHARS.length);
  return CHARS.map((_, i) =>
    range(bitsBeforeStop(line) + 1).flatMap((bit) => {
      const from = i * length + bit * 16 * divisor;
      const stopHalf = bit === bitsBeforeStop(line) ? 8 * divisor : 16 * divisor;
      return [chip.sout.level(from), chip.sout.level(from + stopHalf - 1)];
    }),
  );
}

describe('SOUT', () => {
  for (const { bits, lines } of BY_WORD_LENGTH) {
    it(`[27][28] §8.1 carries a start bit, the low ${bits} bits lowest first, any parity, and mark`, () => {
      for (const line of lines) {
        for (const divisor of DIVISORS) {
          const wanted = CHARS.map((char) => [...levelsOf(line, char), 1].flatMap((level) => [level, level]));
          expect(bitsOnSout(line, divisor), `${line.name} / ${divisor}`).to.deep.equal(wanted);
        }
      }
    });
  }

  it('[27] §8.1 ignores LCR bits 4 and 5 while bit 3 is 0', () => {
    for (const lcr of [0x03, 0x13, 0x23, 0x33]) {
      const chip = chipWith();
      chip.write(3, lcr);
      chip.write(0, 0xff);
      expect(chip.deadline, `LCR ${lcr}`).to.equal(160);
      expect(chip.sout.length()).to.equal(9);
    }
  });

  it('is mark before anything was written, and mark after it', () => {
    const chip = chipWith();
    expect(chip.sout.level(0)).to.equal(1);
    chip.write(0, 0x00);
    expect([143, 144, 159, 160, 5000].map((at) => chip.sout.level(at))).to.deep.equal([0, 1, 1, 1, 1]);
  });
});
