import { expect } from 'chai';
import { chipWith, fifos, lsr, pending, pendingAt, range, writeAll } from '../support/chip.ts';
import {
  BY_WORD_LENGTH,
  characterTicks,
  FCR,
  IER,
  IIR,
  LSR,
  lastStopTicks,
  MSR,
  REG,
} from '../support/datasheet.ts';
import { feed } from '../support/line.ts';

/** FIFOs on, the first THRE since then over and acknowledged, nothing under way. */
function settled(line = '8N1', divisor = 1) {
  const chip = chipWith({ line, divisor, fcr: fifos(), ier: IER.THRE });
  chip.write(REG.THR, 0);
  chip.advance(chip.deadline);
  chip.read(REG.IIR);
  chip.advance(100_000 * divisor);
  expect(pending(chip)).to.equal(IIR.NONE);
  return chip;
}

describe('THRE interrupt', () => {
  it('[41] §8.6 is acknowledged by the IIR read that shows it', () => {
    const chip = chipWith({ ier: IER.THRE });
    expect(chip.read(REG.IIR)).to.equal(IIR.THRE);
    expect([chip.read(REG.IIR), chip.intr]).to.deep.equal([IIR.NONE, false]);
    expect(lsr(chip) & LSR.THRE, 'LSR still says so').to.equal(LSR.THRE);
  });

  it('[41] §8.6 is not acknowledged by an IIR read that shows something above it', () => {
    const chip = chipWith({ ier: IER.THRE | IER.RDA });
    feed(chip, 0x41);
    expect(chip.read(REG.IIR)).to.equal(IIR.RDA);
    chip.read(REG.RBR);
    expect(chip.read(REG.IIR)).to.equal(IIR.THRE);
  });

  it('[41] §8.6 is acknowledged alone: what stands below it stays', () => {
    const chip = chipWith({ ier: IER.THRE | IER.MODEM });
    chip.setPins(MSR.CTS);
    expect([chip.read(REG.IIR), chip.read(REG.IIR), chip.read(REG.IIR)]).to.deep.equal([2, 0, 0]);
  });

  it('[42] §8.6 is acknowledged by a THR write that has to wait', () => {
    const chip = chipWith({ ier: IER.THRE });
    chip.write(REG.THR, 1);
    expect(pending(chip)).to.equal(IIR.THRE);
    chip.write(REG.THR, 2);
    expect([pending(chip), chip.intr]).to.deep.equal([IIR.NONE, false]);
  });

  it('[42] §8.6 comes again, without the FIFO, at the tick at which THR empties', () => {
    const chip = chipWith({ ier: IER.THRE });
    writeAll(chip, [1, 2]);
    expect(pendingAt(chip, 159)).to.equal(IIR.NONE);
    expect(pendingAt(chip, 160)).to.equal(IIR.THRE);
  });

  it('[43] §8.7 comes at once when IER bit 1 goes from 0 to 1 with THRE set, each time', () => {
    const chip = chipWith();
    for (const _ of range(3)) {
      chip.write(REG.IER, IER.THRE);
      expect(chip.read(REG.IIR)).to.equal(IIR.THRE);
      chip.write(REG.IER, 0);
    }
    expect(chip.intrRises).to.equal(3);
  });

  it('[43] §8.7 does not come when IER bit 1 is written as 1 again', () => {
    const chip = chipWith({ ier: IER.THRE });
    chip.read(REG.IIR);
    chip.write(REG.IER, IER.THRE | IER.RDA);
    expect(pending(chip)).to.equal(IIR.NONE);
  });

  it('[43] §8.7 does not come while THRE is 0', () => {
    const chip = chipWith();
    writeAll(chip, [1, 2]);
    chip.write(REG.IER, IER.THRE);
    expect(pendingAt(chip, 159)).to.equal(IIR.NONE);
    expect(pendingAt(chip, 160)).to.equal(IIR.THRE);
  });

  for (const { bits, lines } of BY_WORD_LENGTH) {
    it(`[44] §8.11 of a lone ${bits}-bit character comes a character less its last stop bit after THRE`, () => {
      for (const line of lines) {
        for (const divisor of [1, 12]) {
          const chip = settled(line.name, divisor);
          const from = chip.now;
          chip.write(REG.THR, 0x11);
          expect(lsr(chip) & LSR.THRE, 'LSR bit 5 is not delayed').to.equal(LSR.THRE);
          const due = from + characterTicks(line, divisor) - lastStopTicks(line, divisor);
          const title = `${line.name} / ${divisor}`;
          expect(pendingAt(chip, due - 1), `${title}, sooner`).to.equal(IIR.NONE);
          expect(pendingAt(chip, due), title).to.equal(IIR.THRE);
        }
      }
    });
  }

  it('[44] §8.11 comes 144 ticks after a lone write at 115200 8N1, and not one sooner', () => {
    const chip = settled();
    const from = chip.now;
    chip.write(REG.THR, 0x41);
    expect(pendingAt(chip, from + 143)).to.equal(IIR.NONE);
    expect(pendingAt(chip, from + 144)).to.equal(IIR.THRE);
  });

  it('[44] §8.11 is put off no longer once FCR bit 0 changes: 100 of the 144 ticks are enough then', () => {
    const chip = settled();
    const from = chip.now;
    chip.write(REG.THR, 0x41);
    expect(pendingAt(chip, from + 100)).to.equal(IIR.NONE);
    chip.write(REG.FCR, 0);
    expect(pendingAt(chip, from + 100)).to.equal(IIR.THRE);
  });

  it('[44] §8.11 comes with THRE when two characters have stood in the FIFO at once', () => {
    const chip = settled();
    const from = chip.now;
    writeAll(chip, [1, 2, 3]);
    expect(pendingAt(chip, from + 319)).to.equal(IIR.NONE);
    expect(pendingAt(chip, from + 320)).to.equal(IIR.THRE);
  });

  it('[44] §8.11 is delayed when one character waited behind the shift register, and no second', () => {
    const chip = settled();
    const from = chip.now;
    writeAll(chip, [1, 2]);
    expect(lsr(chip) & LSR.THRE).to.equal(0);
    expect(pendingAt(chip, from + 160 + 143)).to.equal(IIR.NONE);
    expect(pendingAt(chip, from + 160 + 144)).to.equal(IIR.THRE);
  });

  it('[44] §8.11 forgets the two characters once THRE has risen', () => {
    const chip = settled();
    const from = chip.now;
    writeAll(chip, [1, 2, 3]);
    chip.advance(from + 480);
    chip.write(REG.THR, 4);
    expect(pendingAt(chip, from + 480 + 143)).to.equal(IIR.NONE);
    expect(pendingAt(chip, from + 480 + 144)).to.equal(IIR.THRE);
  });

  it('[44] §8.11 forgets the two characters that FCR bit 2 empties', () => {
    const chip = settled();
    const from = chip.now;
    writeAll(chip, [1, 2, 3]);
    chip.write(REG.FCR, FCR.ENABLE | FCR.CLEAR_TX);
    chip.advance(from + 160);
    chip.write(REG.THR, 4);
    expect(pendingAt(chip, from + 160 + 143)).to.equal(IIR.NONE);
    expect(pendingAt(chip, from + 160 + 144)).to.equal(IIR.THRE);
  });

  it('[44] §8.11 is immediate the first time after the FIFO is enabled, and delayed the second', () => {
    const chip = chipWith({ fcr: fifos(), ier: IER.THRE });
    chip.read(REG.IIR);
    chip.write(REG.THR, 1);
    expect(pending(chip)).to.equal(IIR.THRE);
    chip.advance(160);
    chip.write(REG.THR, 2);
    expect(pending(chip)).to.equal(IIR.NONE);
    expect(pendingAt(chip, 160 + 144)).to.equal(IIR.THRE);
  });

  it('[42][44] §8.6 §8.11 does not come for a THRE that a further write has ended meanwhile', () => {
    const chip = settled();
    const from = chip.now;
    chip.write(REG.THR, 1);
    chip.advance(from + 100);
    chip.write(REG.THR, 2);
    expect(pendingAt(chip, from + 160 + 143)).to.equal(IIR.NONE);
    expect(pendingAt(chip, from + 160 + 144)).to.equal(IIR.THRE);
  });

  it('[44] §8.11 is never delayed without the FIFO', () => {
    const chip = settled();
    chip.write(REG.FCR, 0);
    chip.read(REG.IIR);
    chip.write(REG.THR, 1);
    expect(pending(chip)).to.equal(IIR.THRE);
  });

  it('[9] §8.5 does not come when FCR bit 2 empties a FIFO that is empty', () => {
    const chip = settled();
    chip.write(REG.FCR, FCR.ENABLE | FCR.CLEAR_TX);
    expect(pending(chip)).to.equal(IIR.NONE);
  });

  it('[7] §8.5 stays acknowledged when FCR bit 0 changes and nothing was held, nor put off', () => {
    const chip = settled();
    for (const fcr of [0, FCR.ENABLE]) {
      chip.write(REG.FCR, fcr);
      expect(pending(chip)).to.equal(IIR.NONE);
    }
  });

  it('[9] §8.5 comes when FCR bit 2 empties a FIFO that held characters', () => {
    const chip = settled();
    writeAll(chip, [1, 2, 3]);
    expect(pending(chip)).to.equal(IIR.NONE);
    chip.write(REG.FCR, FCR.ENABLE | FCR.CLEAR_TX);
    expect(pending(chip)).to.equal(IIR.THRE);
  });
});
