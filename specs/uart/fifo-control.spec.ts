import { expect } from 'chai';
import { fcrFor } from '../../harness/uart/registers.ts';
import { chipWith, drain, fifos, lsr, pending, range, writeAll } from '../support/chip.ts';
import { FCR, IER, IIR, LSR, REG, TRIGGERS } from '../support/datasheet.ts';
import { feed } from '../support/line.ts';

const IDLE = LSR.THRE | LSR.TEMT;

describe('FIFO control', () => {
  for (const { level, bits } of TRIGGERS) {
    it(`[11] §8.5 asks for attention at character ${level} with FCR bits 7 and 6 at ${bits >> 6}, not one before`, () => {
      const chip = chipWith({ fcr: FCR.ENABLE | bits, ier: IER.RDA });
      feed(chip, ...range(level - 1));
      expect(pending(chip)).to.equal(IIR.NONE);
      feed(chip, 0xff);
      expect(pending(chip)).to.equal(IIR.RDA);
    });
  }

  it('[11] §8.5 weighs what is held anew when the trigger changes', () => {
    const chip = chipWith({ fcr: fifos(8), ier: IER.RDA });
    feed(chip, ...range(5));
    const seen = [1, 8, 4, 14].map((trigger) => {
      chip.write(REG.FCR, fifos(trigger));
      return pending(chip);
    });
    expect(seen).to.deep.equal([IIR.RDA, IIR.NONE, IIR.RDA, IIR.NONE]);
    expect(chip.inspect().received).to.deep.equal(range(5));
  });

  it('[6] §8.5 takes no trigger from a write without bit 0', () => {
    const chip = chipWith({ fcr: fifos(4), ier: IER.RDA });
    chip.write(REG.FCR, 0xc0);
    expect(pending(chip)).to.equal(IIR.NONE);
    feed(chip, 0x41);
    expect(pending(chip), '16450 mode: one is enough').to.equal(IIR.RDA);
  });

  it('[6] §8.5 does nothing at all by a write without bit 0 while the FIFOs are off', () => {
    const chip = chipWith();
    feed(chip, 0x41);
    writeAll(chip, [1, 2]);
    const before = chip.inspect();
    for (const value of range(128)) chip.write(REG.FCR, 2 * value);
    expect(chip.inspect()).to.deep.equal(before);
  });

  it('[7] §8.5 clears both FIFOs when bit 0 goes from 0 to 1', () => {
    const chip = chipWith();
    feed(chip, 0x41);
    writeAll(chip, [1, 2]);
    chip.write(REG.FCR, FCR.ENABLE);
    expect(lsr(chip)).to.equal(LSR.THRE);
    expect(chip.inspect()).to.deep.include({ received: [], toSend: [], sending: 1 });
  });

  it('[7] §8.5 clears both FIFOs when bit 0 goes from 1 to 0', () => {
    const chip = chipWith({ fcr: fifos() });
    feed(chip, 0x41, 0x42);
    writeAll(chip, [1, 2, 3]);
    chip.write(REG.FCR, 0);
    expect(lsr(chip)).to.equal(LSR.THRE);
    expect(chip.inspect()).to.deep.include({ received: [], toSend: [], sending: 1 });
  });

  it('[7] §8.5 keeps what is held when bit 0 is written as it was', () => {
    const chip = chipWith({ fcr: fifos() });
    feed(chip, 0x41, 0x42);
    writeAll(chip, [1, 2, 3]);
    chip.write(REG.FCR, fifos());
    expect(chip.inspect()).to.deep.include({
      fifosEnabled: true,
      received: [0x41, 0x42],
      toSend: [2, 3],
      sending: 1,
    });
  });

  it('[8] §8.5 empties the receive FIFO by bit 1: DR, OE and the errors that waited are gone', () => {
    const chip = chipWith({ fcr: fifos() });
    feed(chip, 'break', ...range(15), 'break');
    expect(lsr(chip)).to.equal(LSR.DR | LSR.OE | LSR.BI | LSR.FE | LSR.FIFO_ERROR | IDLE);
    chip.write(REG.FCR, FCR.ENABLE | FCR.CLEAR_RX);
    expect(chip.read(REG.LSR)).to.equal(IDLE);
  });

  it('[8][46] §8.5 §8.4 drops the interrupt of errors that nobody has read', () => {
    const chip = chipWith({ fcr: fifos(), ier: IER.RLS });
    feed(chip, 'break', ...range(16));
    expect(pending(chip)).to.equal(IIR.RLS);
    chip.write(REG.FCR, FCR.ENABLE | FCR.CLEAR_RX);
    expect(pending(chip)).to.equal(IIR.NONE);
  });

  it('[8] §8.5 drops a timeout that has passed, and counts none for an empty FIFO', () => {
    const chip = chipWith({ fcr: fifos(14), ier: IER.RDA });
    const came = feed(chip, 0x41);
    chip.advance(came + 640);
    expect(pending(chip)).to.equal(IIR.TIMEOUT);
    chip.write(REG.FCR, fifos(14) | FCR.CLEAR_RX);
    expect(pending(chip)).to.equal(IIR.NONE);
    chip.advance(came + 10_000);
    expect(pending(chip)).to.equal(IIR.NONE);
  });

  it('[8] §8.5 lets the character that is under way come in', () => {
    const chip = chipWith({ fcr: fifos() });
    feed(chip, 0x41);
    const start = chip.now;
    const other = chipWith();
    other.advance(start + 8);
    other.write(REG.THR, 0x42);
    chip.listen(other.sout);
    chip.advance(start + 80);
    chip.write(REG.FCR, fifos() | FCR.CLEAR_RX);
    chip.advance(start + 160);
    expect(drain(chip)).to.deep.equal([0x42]);
  });

  it('[8] §8.5 leaves the transmit FIFO alone', () => {
    const chip = chipWith({ fcr: fifos() });
    writeAll(chip, range(5));
    chip.write(REG.FCR, fifos() | FCR.CLEAR_RX);
    expect(chip.inspect().toSend).to.deep.equal(range(4, 1));
  });

  it('[9] §8.5 empties the transmit FIFO by bit 2: THRE 1, and the shift register completes', () => {
    const chip = chipWith({ fcr: fifos() });
    writeAll(chip, [1, 2, 3]);
    chip.write(REG.FCR, fifos() | FCR.CLEAR_TX);
    expect(lsr(chip)).to.equal(LSR.THRE);
    chip.advance(159);
    expect(lsr(chip)).to.equal(LSR.THRE);
    chip.advance(160);
    expect(lsr(chip)).to.equal(IDLE);
    expect(chip.sout.count).to.equal(1);
  });

  it('[9] §8.5 leaves the receive FIFO alone', () => {
    const chip = chipWith({ fcr: fifos() });
    feed(chip, 1, 2, 3);
    chip.write(REG.FCR, fifos() | FCR.CLEAR_TX);
    expect(drain(chip)).to.deep.equal([1, 2, 3]);
  });

  it('[8][9] §8.5 does not hold the clearing bits: what comes afterwards stays', () => {
    const chip = chipWith({ fcr: fifos() | FCR.CLEAR_RX | FCR.CLEAR_TX });
    writeAll(chip, [1, 2]);
    feed(chip, 0x41);
    expect(chip.inspect()).to.deep.include({ received: [0x41], toSend: [] });
    expect(chip.sout.count).to.equal(2);
  });

  it('[10] §8.5 changes no register by bit 3', () => {
    const chip = chipWith({ fcr: fifos(4), ier: 0x0f });
    feed(chip, 1, 2);
    const before = range(8).map((offset) => chip.peek(offset));
    chip.write(REG.FCR, fifos(4) | FCR.DMA);
    expect(range(8).map((offset) => chip.peek(offset))).to.deep.equal(before);
  });

  it('[11] §8.5 is written by the harness with the FIFOs emptied, at each trigger', () => {
    const written = TRIGGERS.map(({ level }) => fcrFor(level));
    expect(written).to.deep.equal(
      TRIGGERS.map(({ bits }) => FCR.ENABLE | FCR.CLEAR_RX | FCR.CLEAR_TX | bits),
    );
  });

  it('[10] §8.5 holds bit 3 and the trigger as they were written, which shows who looks inside', () => {
    for (const bits of range(32)) {
      const fcr = FCR.ENABLE | (bits << 3);
      expect(chipWith({ fcr }).inspect().registers.FCR).to.equal(fcr & 0xc9);
    }
  });
});
