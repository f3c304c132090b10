import { expect } from 'chai';
import { chipWith, fifos, lsr, lsrHas, range, setDivisor, writeAll } from '../support/chip.ts';
import { characterTicks, GROUPS, LSR, REG } from '../support/datasheet.ts';

const DIVISORS = [1, 2, 3, 12, 96, 2304, 0xffff];

describe('Transmitter', () => {
  it('[49] §8.4 moves a lone character on at once: THRE 1, TEMT 0', () => {
    const chip = chipWith();
    chip.write(REG.THR, 0x41);
    expect(chip.read(REG.LSR)).to.equal(LSR.THRE);
    expect(chip.inspect()).to.deep.include({ sending: 0x41, toSend: [] });
  });

  it('[49] §8.4 raises TEMT 160 ticks after a lone write at 115200 8N1, and not one tick sooner', () => {
    const chip = chipWith();
    chip.write(REG.THR, 0x41);
    expect(lsrHas(chip, 159, LSR.TEMT)).to.equal(false);
    expect(lsrHas(chip, 160, LSR.TEMT)).to.equal(true);
  });

  it('[49] §8.4 keeps THRE 0 while a second character waits, until the first is out', () => {
    const chip = chipWith();
    writeAll(chip, [0x41, 0x42]);
    expect(lsrHas(chip, 0, LSR.THRE)).to.equal(false);
    expect(lsrHas(chip, 159, LSR.THRE)).to.equal(false);
    expect(lsrHas(chip, 160, LSR.THRE)).to.equal(true);
    expect(lsrHas(chip, 319, LSR.TEMT)).to.equal(false);
    expect(lsrHas(chip, 320, LSR.TEMT)).to.equal(true);
  });

  it('[49] §8.4 starts from the tick of the write, not from a tick of its own', () => {
    const chip = chipWith();
    chip.advance(1003);
    chip.write(REG.THR, 0x41);
    expect(chip.sout.start()).to.equal(1003);
    expect(lsrHas(chip, 1162, LSR.TEMT)).to.equal(false);
    expect(lsrHas(chip, 1163, LSR.TEMT)).to.equal(true);
  });

  it('[52] §8.1 takes 2.083 ms for two 8N1 characters at 9600', () => {
    const chip = chipWith({ divisor: 12 });
    writeAll(chip, [0x41, 0x42]);
    expect(lsrHas(chip, 3839, LSR.TEMT)).to.equal(false);
    expect(lsrHas(chip, 3840, LSR.TEMT)).to.equal(true);
    expect((chip.now / 1_843_200) * 1000).to.be.closeTo(2.083, 0.001);
  });

  describe('a character lasts its start, data, parity and stop bits, to the tick', () => {
    for (const { name, lines } of GROUPS) {
      const lengths = lines.map((line) => characterTicks(line) / 16).join(' or ');
      it(`[52] §8.1 at ${name}: ${lengths} bits of every divisor`, () => {
        for (const line of lines) {
          for (const divisor of DIVISORS) {
            const chip = chipWith({ line: line.name, divisor });
            chip.write(REG.THR, 0x15);
            const end = characterTicks(line, divisor);
            const title = `${line.name} / ${divisor}`;
            expect(lsrHas(chip, end - 1, LSR.TEMT), `${title}, sooner`).to.equal(false);
            expect(lsrHas(chip, end, LSR.TEMT), title).to.equal(true);
          }
        }
      });
    }
  });

  it('[53] §8.5 holds two characters without the FIFO', () => {
    const chip = chipWith();
    writeAll(chip, [1, 2]);
    expect(chip.inspect()).to.deep.include({ sending: 1, toSend: [2] });
    expect(chip.tally.overwritten).to.equal(0);
  });

  it('[53] §8.5 loses the waiting character to a third without the FIFO', () => {
    const chip = chipWith();
    writeAll(chip, [1, 2, 3]);
    expect(chip.inspect()).to.deep.include({ sending: 1, toSend: [3] });
    expect(chip.tally.overwritten).to.equal(1);
  });

  it('[53] §8.5 holds seventeen characters with the FIFO, the first in the shift register', () => {
    const chip = chipWith({ fcr: fifos() });
    writeAll(chip, range(17, 1));
    expect(chip.inspect()).to.deep.include({ sending: 1, toSend: range(16, 2) });
    expect(chip.tally.fifoFull).to.equal(0);
  });

  it('[51] §8.12 loses the eighteenth of seventeen, and keeps the others', () => {
    const chip = chipWith({ fcr: fifos() });
    writeAll(chip, range(18, 1));
    expect(chip.inspect().toSend).to.deep.equal(range(16, 2));
    expect(chip.tally.fifoFull).to.equal(1);
  });

  it('[51] §8.12 loses the seventeenth written to a FIFO that nothing leaves', () => {
    const chip = chipWith({ fcr: fifos() });
    chip.hold(true);
    writeAll(chip, range(16));
    expect(chip.tally.fifoFull).to.equal(0);
    chip.write(REG.THR, 0xff);
    expect(chip.tally.fifoFull).to.equal(1);
    expect(chip.inspect().toSend).to.deep.equal(range(16));
  });

  it('[50] §8.4 clears THRE in FIFO mode at the first write that has to wait, and sets it when the last leaves', () => {
    const chip = chipWith({ fcr: fifos() });
    writeAll(chip, [1]);
    expect(lsr(chip) & LSR.THRE).to.equal(LSR.THRE);
    writeAll(chip, [2, 3]);
    expect(lsr(chip) & LSR.THRE).to.equal(0);
    expect(lsrHas(chip, 319, LSR.THRE)).to.equal(false);
    expect(lsrHas(chip, 320, LSR.THRE)).to.equal(true);
    expect(lsrHas(chip, 479, LSR.TEMT)).to.equal(false);
    expect(lsrHas(chip, 480, LSR.TEMT)).to.equal(true);
  });

  it('[49] §8.4 sends seventeen characters back to back, one every 160 ticks', () => {
    const chip = chipWith({ fcr: fifos() });
    writeAll(chip, range(17));
    chip.advance(17 * 160);
    expect(range(chip.sout.count).map((i) => chip.sout.start(i))).to.deep.equal(
      range(17).map((i) => i * 160),
    );
    expect(range(17).map((i) => chip.sout.serial(i))).to.deep.equal(range(17, 1));
  });

  it('keeps the settings of a character until its end when LCR and divisor change', () => {
    const chip = chipWith();
    chip.write(REG.THR, 0x41);
    chip.advance(80);
    chip.write(REG.LCR, 0x1f);
    setDivisor(chip, 12);
    expect(lsrHas(chip, 159, LSR.TEMT)).to.equal(false);
    expect(lsrHas(chip, 160, LSR.TEMT)).to.equal(true);
  });

  it('[32] §8.3 sends at a divisor of 0 as at 65 536, and hangs nowhere', () => {
    const chip = chipWith({ divisor: 0 });
    chip.write(REG.THR, 0x41);
    const end = 160 * 65_536;
    expect(lsrHas(chip, end - 1, LSR.TEMT)).to.equal(false);
    expect(lsrHas(chip, end, LSR.TEMT)).to.equal(true);
  });

  describe('held back by its link', () => {
    it('lets nothing leave: THRE 0 after one write, SOUT at mark', () => {
      const chip = chipWith();
      chip.hold(true);
      chip.write(REG.THR, 0x41);
      chip.advance(1000);
      expect(lsr(chip)).to.equal(0);
      expect(chip.sout.count).to.equal(0);
    });

    it('lets the character under way finish', () => {
      const chip = chipWith();
      writeAll(chip, [1, 2]);
      chip.hold(true);
      chip.advance(1000);
      expect(chip.sout.count).to.equal(1);
      expect(chip.inspect()).to.deep.include({ sending: null, toSend: [2] });
    });

    it('[49] §8.4 shows neither THRE nor TEMT once the character under way is out and another one waits', () => {
      const chip = chipWith();
      writeAll(chip, [1, 2]);
      chip.hold(true);
      expect(lsrHas(chip, 160, LSR.THRE | LSR.TEMT)).to.equal(false);
    });

    it('goes on from the tick at which it is let go', () => {
      const chip = chipWith();
      chip.hold(true);
      chip.write(REG.THR, 0x41);
      chip.advance(1000);
      chip.hold(false);
      expect(chip.sout.start()).to.equal(1000);
      expect(lsrHas(chip, 1159, LSR.TEMT)).to.equal(false);
      expect(lsrHas(chip, 1160, LSR.TEMT)).to.equal(true);
    });
  });
});
