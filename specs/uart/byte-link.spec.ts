import { expect } from 'chai';
import { chipWith, drain, fifos, lsr, pendingAt, range } from '../support/chip.ts';
import { characterTicks, IER, IIR, LSR, REG, SETTINGS } from '../support/datasheet.ts';

describe('A character that a byte link brings', () => {
  it('is there at once, whole and without a flag', () => {
    const chip = chipWith({ line: '8E1' });
    chip.advance(77);
    chip.receive(0x41, 5);
    expect(chip.read(REG.LSR)).to.equal(LSR.DR | LSR.THRE | LSR.TEMT);
    expect(chip.read(REG.RBR)).to.equal(0x41);
    expect(chip.tally.sourced.read).to.equal(1);
  });

  it('[19] §8.4 is an overrun when the FIFO is full', () => {
    const chip = chipWith({ fcr: fifos() });
    for (const char of range(17)) chip.receive(char, char + 1);
    expect(lsr(chip) & LSR.OE).to.equal(LSR.OE);
    expect(drain(chip)).to.deep.equal(range(16));
  });

  it('[38] §8.11 starts the character timeout, in the line settings of the chip', () => {
    const chip = chipWith({ line: '7E2', divisor: 12, fcr: fifos(4), ier: IER.RDA });
    chip.advance(1000);
    chip.receive(0x41, 1);
    expect(pendingAt(chip, 1000 + 4 * 11 * 192 - 1)).to.equal(IIR.NONE);
    expect(pendingAt(chip, 1000 + 4 * 11 * 192)).to.equal(IIR.TIMEOUT);
  });

  it('raises INTR when it is the one that the trigger waits for', () => {
    const chip = chipWith({ fcr: fifos(4), ier: IER.RDA });
    const raised = range(4).map((char) => {
      chip.receive(char, char + 1);
      return chip.intr;
    });
    expect(raised).to.deep.equal([false, false, false, true]);
  });

  it('can be paced by `characterTiming`, which is that of the line', () => {
    for (const line of SETTINGS) {
      const { bit, character } = chipWith({ line: line.name, divisor: 6 }).characterTiming;
      expect({ bit, character }, line.name).to.deep.equal({ bit: 96, character: characterTicks(line, 6) });
    }
  });
});
