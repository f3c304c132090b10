import { expect } from 'chai';
import { chipWith, drain, lsr, lsrHas, range } from '../support/chip.ts';
import {
  arrivalTicks,
  bitTicks,
  dataMask,
  FCR,
  GROUPS,
  LSR,
  levelsOf,
  REG,
  setting,
} from '../support/datasheet.ts';
import { badParity, badStop, feed, lineOf } from '../support/line.ts';

const IDLE = LSR.THRE | LSR.TEMT;
const DIVISORS = [1, 3, 12, 96];

describe('Receiver without the FIFO', () => {
  describe('a character is there at the middle of its first stop bit, to the tick', () => {
    for (const { name, lines } of GROUPS) {
      it(`[15] §8.4 at ${name} with either number of stop bits, for every divisor`, () => {
        for (const line of lines) {
          for (const divisor of DIVISORS) {
            const chip = chipWith({ line: line.name, divisor });
            chip.listen(lineOf([{ at: 100, bit: bitTicks(divisor), levels: levelsOf(line, 0x35) }]));
            const came = 100 + arrivalTicks(line, divisor);
            const title = `${line.name} / ${divisor}`;
            expect(lsrHas(chip, came - 1, LSR.DR), `${title}, sooner`).to.equal(false);
            expect(lsrHas(chip, came, LSR.DR), title).to.equal(true);
            expect(chip.read(REG.LSR), title).to.equal(LSR.DR | IDLE);
            expect(chip.read(REG.RBR), title).to.equal(0x35 & dataMask(line));
          }
        }
      });
    }
  });

  it('[15] §8.4 drops DR when the one character is read', () => {
    const chip = chipWith();
    feed(chip, 0x41);
    chip.read(REG.RBR);
    expect(chip.read(REG.LSR)).to.equal(IDLE);
  });

  it('[16] §8.4 changes no flag when an empty RBR is read, however often', () => {
    const chip = chipWith({ ier: 0x0f });
    feed(chip, badStop(0x42), 0x41);
    drain(chip);
    const before = lsr(chip);
    for (const _ of range(3)) chip.read(REG.RBR);
    expect(lsr(chip)).to.equal(before);
    feed(chip, 0x43);
    expect(chip.read(REG.RBR)).to.equal(0x43);
  });

  it('[28] §8.1 shows 0 above 5, 6, 7 or 8 data bits', () => {
    for (const bits of [5, 6, 7, 8]) {
      const chip = chipWith({ line: `${bits}N1` });
      for (const char of range(256)) {
        feed(chip, char);
        expect(chip.read(REG.RBR), `${bits} bits`).to.equal(char & (2 ** bits - 1));
      }
    }
  });

  it('[28] §8.1 shows 0 above 5 data bits for a character that a byte link brings', () => {
    const chip = chipWith({ line: '5N1' });
    chip.receive(0xff, 1);
    expect(chip.read(REG.RBR)).to.equal(0x1f);
  });

  it('[18] §8.4 replaces RBR by the new character when it was not read, with OE 1', () => {
    const chip = chipWith();
    feed(chip, 0x41);
    expect(lsr(chip) & LSR.OE).to.equal(0);
    feed(chip, 0x42);
    expect(chip.read(REG.LSR)).to.equal(LSR.DR | LSR.OE | IDLE);
    expect(chip.read(REG.RBR)).to.equal(0x42);
    expect(chip.read(REG.LSR)).to.equal(IDLE);
  });

  it('[18] §8.4 overruns at the tick at which the second character is there, and not one sooner', () => {
    const chip = chipWith();
    const bit = 16;
    const frames = [0, 160].map((at) => ({ at, bit, levels: levelsOf(setting('8N1'), 0x41) }));
    chip.listen(lineOf(frames));
    expect(lsrHas(chip, 160 + 151, LSR.OE)).to.equal(false);
    expect(lsrHas(chip, 160 + 152, LSR.OE)).to.equal(true);
  });

  const ERRORS = [
    { name: 'PE', line: '8E1', said: badParity(0x41), flags: LSR.PE, char: 0x41 },
    { name: 'PE (odd)', line: '7O2', said: badParity(0x41), flags: LSR.PE, char: 0x41 },
    { name: 'PE (mark)', line: '6M1', said: badParity(0x21), flags: LSR.PE, char: 0x21 },
    { name: 'PE (space)', line: '5S1.5', said: badParity(0x11), flags: LSR.PE, char: 0x11 },
    { name: 'FE', line: '8N1', said: badStop(0x41), flags: LSR.FE, char: 0x41 },
    { name: 'FE (two stop bits)', line: '8N2', said: badStop(0x41), flags: LSR.FE, char: 0x41 },
    { name: 'BI and FE', line: '8N1', said: 'break', flags: LSR.BI | LSR.FE, char: 0 },
    { name: 'BI and FE (even)', line: '8E1', said: 'break', flags: LSR.BI | LSR.FE, char: 0 },
    { name: 'BI, FE and PE (odd)', line: '8O1', said: 'break', flags: LSR.BI | LSR.FE | LSR.PE, char: 0 },
    { name: 'BI, FE and PE (mark)', line: '5M1', said: 'break', flags: LSR.BI | LSR.FE | LSR.PE, char: 0 },
  ] as const;

  for (const { name, line, said, flags, char } of ERRORS) {
    it(`[20][23] §8.4 delivers the character with ${name} at ${line}, and an LSR read clears that alone`, () => {
      const chip = chipWith({ line });
      feed(chip, said);
      expect(chip.read(REG.LSR)).to.equal(flags | LSR.DR | IDLE);
      expect(chip.read(REG.LSR)).to.equal(LSR.DR | IDLE);
      expect(chip.read(REG.RBR)).to.equal(char);
    });
  }

  it('[20] §8.4 keeps the flag when RBR is read before LSR', () => {
    const chip = chipWith({ line: '8E1' });
    feed(chip, badParity(0x41));
    chip.read(REG.RBR);
    expect(chip.read(REG.LSR)).to.equal(LSR.PE | IDLE);
    expect(chip.read(REG.LSR)).to.equal(IDLE);
  });

  it('[18] §8.4 shows the flags of the character that replaces RBR beside OE', () => {
    const chip = chipWith({ line: '8E1' });
    feed(chip, 0x41, badParity(0x42));
    expect(chip.read(REG.LSR)).to.equal(LSR.DR | LSR.OE | LSR.PE | IDLE);
  });

  it('[16] §8.4 reads an empty RBR as the character that was read last, without its flags (free)', () => {
    const chip = chipWith({ line: '8E1' });
    feed(chip, badParity(0x41));
    expect([chip.read(REG.RBR), chip.read(REG.RBR)]).to.deep.equal([0x41, 0x41]);
    feed(chip, 0x42);
    chip.write(REG.FCR, FCR.ENABLE);
    expect(chip.read(REG.RBR), 'FCR has emptied it unread').to.equal(0x41);
  });

  it('[22] §8.4 keeps LSR bit 7 at 0 whatever is wrong', () => {
    const chip = chipWith({ line: '8O1' });
    feed(chip, badParity(0x41));
    expect(lsr(chip) & LSR.FIFO_ERROR).to.equal(0);
    feed(chip, 'break');
    expect(lsr(chip) & LSR.FIFO_ERROR).to.equal(0);
  });

  it('[24] §8.4 takes a bad stop bit for a start bit: FF follows one character later', () => {
    const chip = chipWith();
    const came = feed(chip, badStop(0x41));
    chip.read(REG.RBR);
    expect(lsrHas(chip, came + 143, LSR.DR)).to.equal(false);
    expect(lsrHas(chip, came + 144, LSR.DR)).to.equal(true);
    expect(chip.read(REG.RBR)).to.equal(0xff);
  });

  it('[29] §8.1 checks the first stop bit only: a low second one begins the next character', () => {
    const chip = chipWith({ line: '8N2' });
    const early = { at: 160, bit: 16, levels: levelsOf(setting('8N1'), 0x42) };
    chip.listen(lineOf([{ at: 0, bit: 16, levels: levelsOf(setting('8N2'), 0x41) }, early]));
    chip.advance(160);
    expect(chip.read(REG.LSR)).to.equal(LSR.DR | IDLE);
    expect(chip.read(REG.RBR)).to.equal(0x41);
    chip.advance(320);
    expect(chip.read(REG.LSR)).to.equal(LSR.DR | IDLE);
    expect(chip.read(REG.RBR)).to.equal(0x42);
  });

  it('keeps the settings of a character until its end when LCR changes', () => {
    const chip = chipWith();
    chip.listen(lineOf([{ at: 0, bit: 16, levels: levelsOf(setting('8N1'), 0xc1) }]));
    chip.advance(80);
    chip.write(REG.LCR, 0x00);
    expect(lsrHas(chip, 151, LSR.DR)).to.equal(false);
    expect(lsrHas(chip, 152, LSR.DR)).to.equal(true);
    expect(chip.read(REG.RBR)).to.equal(0xc1);
  });

  for (const { when, at, char } of [
    { when: 'one tick before its start edge: 5 bits', at: 99, char: 0x01 },
    { when: 'on the tick of its start edge: 8 bits still', at: 100, char: 0xc1 },
  ]) {
    it(`meets a character with the settings that hold at its edge; LCR is written ${when}`, () => {
      const chip = chipWith();
      chip.listen(lineOf([{ at: 100, bit: 16, levels: levelsOf(setting('8N1'), 0xc1) }]));
      chip.advance(at);
      chip.write(REG.LCR, setting('5N1').lcr);
      chip.advance(100 + 152);
      expect(chip.read(REG.RBR)).to.equal(char);
    });
  }
});
