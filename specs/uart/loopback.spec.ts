import { expect } from 'chai';
import {
  chipWith,
  drain,
  fifos,
  lsr,
  lsrHas,
  msr,
  pending,
  pendingAt,
  range,
  writeAll,
} from '../support/chip.ts';
import {
  arrivalTicks,
  characterTicks,
  dataMask,
  IER,
  IIR,
  LCR,
  LSR,
  MCR,
  MSR,
  REG,
  SETTINGS,
} from '../support/datasheet.ts';
import { feed, Pair } from '../support/line.ts';

const looped = (setup: Parameters<typeof chipWith>[0] = {}) => chipWith({ mcr: MCR.LOOP, ...setup });

const JOINED = [
  { output: 'DTR', mcr: MCR.DTR, input: 'DSR', pin: MSR.DSR, rises: MSR.DDSR, falls: MSR.DDSR },
  { output: 'RTS', mcr: MCR.RTS, input: 'CTS', pin: MSR.CTS, rises: MSR.DCTS, falls: MSR.DCTS },
  { output: 'OUT1', mcr: MCR.OUT1, input: 'RI', pin: MSR.RI, rises: 0, falls: MSR.TERI },
  { output: 'OUT2', mcr: MCR.OUT2, input: 'DCD', pin: MSR.DCD, rises: MSR.DDCD, falls: MSR.DDCD },
] as const;

describe('Loopback', () => {
  it('[57] §8.8 brings a character round while a link holds the transmitter: SOUT is not what it leaves by', () => {
    const chip = looped();
    chip.hold(true);
    chip.write(REG.THR, 0x41);
    chip.advance(chip.now + 152);
    expect(chip.read(REG.RBR)).to.equal(0x41);
  });

  it('[57] §8.8 lets go of a held character on entering, and holds the next again on leaving', () => {
    const chip = chipWith();
    chip.hold(true);
    chip.write(REG.THR, 0x41);
    expect(lsr(chip) & LSR.THRE).to.equal(0);
    chip.write(REG.MCR, MCR.LOOP);
    expect(lsr(chip) & LSR.THRE).to.equal(LSR.THRE);
    chip.advance(chip.now + 160);
    chip.write(REG.MCR, 0);
    chip.write(REG.THR, 0x42);
    expect(lsr(chip) & LSR.THRE).to.equal(0);
    expect(chip.sout.count).to.equal(0);
  });

  it('[56] §8.8 brings a written character round at line speed: DR after 152 ticks, TEMT after 160', () => {
    const chip = looped();
    chip.write(REG.THR, 0x41);
    expect(lsrHas(chip, 151, LSR.DR)).to.equal(false);
    expect(lsrHas(chip, 152, LSR.DR)).to.equal(true);
    expect(lsrHas(chip, 159, LSR.TEMT)).to.equal(false);
    expect(lsrHas(chip, 160, LSR.TEMT)).to.equal(true);
    expect(chip.read(REG.RBR)).to.equal(0x41);
  });

  it('[56] §8.8 brings every word round in all 40 settings, with no flag', () => {
    for (const line of SETTINGS) {
      const chip = looped({ line: line.name, divisor: 3, fcr: fifos() });
      writeAll(chip, [0x00, 0x55, 0xff]);
      chip.advance(2 * characterTicks(line, 3) + arrivalTicks(line, 3));
      const flags = lsr(chip) & ~(LSR.THRE | LSR.TEMT);
      expect(flags, line.name).to.equal(LSR.DR);
      expect(drain(chip), line.name).to.deep.equal([0x00, 0x55, 0xff].map((char) => char & dataMask(line)));
    }
  });

  it('[56] §8.8 keeps SOUT at mark while characters go round', () => {
    const chip = looped();
    writeAll(chip, [0x00, 0x00]);
    chip.advance(400);
    expect(range(400).map((at) => chip.sout.level(at))).not.to.include(0);
  });

  it('[56] §8.8 puts SOUT to mark in the middle of a character', () => {
    const chip = chipWith();
    chip.write(REG.THR, 0x00);
    chip.advance(60);
    chip.write(REG.MCR, MCR.LOOP);
    expect([0, 59, 60, 100].map((at) => chip.sout.level(at))).to.deep.equal([0, 0, 1, 1]);
  });

  it('[57] §8.8 takes nothing from SIN', () => {
    const chip = looped();
    feed(chip, 0x41, 'break');
    chip.receive(0x42, 7);
    expect(lsr(chip)).to.equal(LSR.THRE | LSR.TEMT);
  });

  it('[57] §8.8 brings characters round through a break outside, begun before, and is in it again afterwards', () => {
    const pair = new Pair(chipWith(), chipWith({ fcr: fifos() }));
    const { a, b } = pair;
    a.write(REG.LCR, LCR.BREAK | 0x03);
    pair.advance(1000);
    b.read(REG.LSR);
    drain(b);
    b.write(REG.MCR, MCR.LOOP);
    writeAll(b, [0x41, 0x42]);
    pair.advance(1500);
    expect(drain(b)).to.deep.equal([0x41, 0x42]);
    expect(lsr(b)).to.equal(LSR.THRE | LSR.TEMT);
    b.write(REG.MCR, 0);
    a.write(REG.THR, 0x43);
    pair.advance(3000);
    expect(drain(b), 'no start bit, and a frame that lies under the break').to.deep.equal([]);
  });

  it('[57] §8.8 takes nothing of a character that began before', () => {
    const pair = new Pair(chipWith(), chipWith());
    pair.a.write(REG.THR, 0x41);
    pair.advance(100);
    pair.b.write(REG.MCR, MCR.LOOP);
    pair.advance(1000);
    expect(pair.b.inspect().received).to.deep.equal([]);
  });

  it('[56][57] §8.8 hears its own character after one that entering has cut off, and one from outside after leaving', () => {
    const pair = new Pair(chipWith(), chipWith());
    const { a, b } = pair;
    a.write(REG.THR, 0x41);
    pair.advance(50);
    b.write(REG.MCR, MCR.LOOP);
    b.write(REG.THR, 0x42);
    pair.advance(250);
    expect(drain(b)).to.deep.equal([0x42]);
    b.write(REG.THR, 0x43);
    pair.advance(300);
    b.write(REG.MCR, 0);
    a.write(REG.THR, 0x44);
    pair.advance(500);
    expect(drain(b)).to.deep.equal([0x44]);
  });

  for (const { output, mcr, input, pin, rises, falls } of JOINED) {
    it(`[56] §8.8 joins ${output} to ${input}, with its delta`, () => {
      const chip = looped();
      chip.write(REG.MCR, MCR.LOOP | mcr);
      expect(chip.read(REG.MSR)).to.equal(pin | rises);
      chip.write(REG.MCR, MCR.LOOP);
      expect([chip.read(REG.MSR), chip.read(REG.MSR)]).to.deep.equal([falls, 0]);
    });
  }

  it('[56] §8.8 asks for the modem interrupt when MCR changes an input', () => {
    const chip = looped({ ier: IER.MODEM });
    chip.write(REG.MCR, MCR.LOOP | MCR.RTS);
    expect(pending(chip)).to.equal(IIR.MODEM);
  });

  it('[56] §8.8 goes on with a character on its round when other MCR bits are written', () => {
    const chip = looped();
    chip.write(REG.THR, 0x41);
    chip.advance(80);
    chip.write(REG.MCR, MCR.LOOP | MCR.RTS);
    chip.advance(152);
    expect(drain(chip)).to.deep.equal([0x41]);
  });

  it('[57] §8.8 sees no change of the pins', () => {
    const chip = looped({ ier: IER.MODEM });
    chip.setPins(0xf0);
    chip.setPins(0x50);
    expect([msr(chip), chip.intr]).to.deep.equal([0, false]);
  });

  it('[58] §8.8 lets all output pins be inactive, and gives them back afterwards', () => {
    const chip = chipWith({ mcr: 0x0f });
    chip.write(REG.MCR, 0x1f);
    expect([chip.outputs, chip.looped]).to.deep.equal([0, true]);
    chip.write(REG.MCR, 0x0f);
    expect([chip.outputs, chip.looped]).to.deep.equal([0x0f, false]);
  });

  it('[60] §8.9 sets deltas on entering for what the inputs become', () => {
    const chip = chipWith();
    chip.setPins(MSR.CTS | MSR.RI);
    chip.read(REG.MSR);
    chip.write(REG.MCR, MCR.LOOP | MCR.DTR);
    expect(chip.read(REG.MSR)).to.equal(MSR.DSR | MSR.DCTS | MSR.DDSR | MSR.TERI);
  });

  it('[60] §8.9 sets deltas on leaving for what the pins are by then', () => {
    const chip = looped({ mcr: MCR.LOOP | MCR.OUT2 });
    chip.setPins(MSR.CTS);
    chip.read(REG.MSR);
    chip.write(REG.MCR, MCR.OUT2);
    expect(chip.read(REG.MSR)).to.equal(MSR.CTS | MSR.DCTS | MSR.DDCD);
  });

  it('[60] §8.9 sets no delta for inputs that stay the same', () => {
    const chip = chipWith();
    chip.setPins(MSR.DSR);
    chip.read(REG.MSR);
    chip.write(REG.MCR, MCR.LOOP | MCR.DTR);
    expect(msr(chip)).to.equal(MSR.DSR);
  });

  it('[59] §8.8 brings one 00 with BI of a break, however long, and the next character after it', () => {
    const chip = looped({ fcr: fifos() });
    chip.write(REG.LCR, LCR.BREAK | 0x03);
    expect(lsrHas(chip, 151, LSR.DR)).to.equal(false);
    expect(lsrHas(chip, 152, LSR.DR)).to.equal(true);
    expect(chip.read(REG.LSR) & (LSR.BI | LSR.FE)).to.equal(LSR.BI | LSR.FE);
    chip.advance(5000);
    chip.write(REG.LCR, 0x03);
    chip.advance(5100);
    chip.write(REG.THR, 0x41);
    chip.advance(5300);
    expect(drain(chip)).to.deep.equal([0x00, 0x41]);
  });

  it('[59] §8.8 keeps SOUT at mark during the break', () => {
    const chip = looped();
    chip.write(REG.LCR, LCR.BREAK | 0x03);
    expect(chip.sout.level(chip.now + 10)).to.equal(1);
  });

  it('[59] §8.8 brings the break in when LCR bit 6 was set before, and takes it off SOUT until it is left', () => {
    const chip = chipWith();
    chip.write(REG.LCR, LCR.BREAK | 0x03);
    chip.advance(10);
    chip.write(REG.MCR, MCR.LOOP);
    chip.advance(162);
    expect(chip.read(REG.LSR) & LSR.BI).to.equal(LSR.BI);
    chip.advance(400);
    chip.write(REG.MCR, 0);
    expect([5, 10, 399, 400, 500].map((at) => chip.sout.level(at))).to.deep.equal([0, 1, 1, 0, 0]);
  });

  it('[57][26] §8.8 §8.4 brings nothing of a break that began outside meanwhile, until the line has been mark', () => {
    const pair = new Pair(chipWith(), looped());
    const { a, b } = pair;
    a.write(REG.LCR, LCR.BREAK | 0x03);
    pair.advance(500);
    b.write(REG.MCR, 0);
    pair.advance(2000);
    expect(b.inspect().received).to.deep.equal([]);
    a.write(REG.LCR, 0x03);
    pair.advance(2100);
    a.write(REG.THR, 0x41);
    pair.advance(3000);
    expect(b.inspect().received).to.deep.equal([0x41]);
    expect(lsr(b) & LSR.FE).to.equal(0);
  });

  it('[56] §8.8 overruns the FIFO as the line would', () => {
    const chip = looped({ fcr: fifos() });
    writeAll(chip, range(17));
    chip.advance(17 * 160);
    expect(lsr(chip) & LSR.OE).to.equal(LSR.OE);
    expect(drain(chip)).to.deep.equal(range(16));
  });

  it('[56] §8.8 asks for data, timeout and THRE interrupts as the line would', () => {
    const chip = looped({ fcr: fifos(4), ier: IER.RDA });
    writeAll(chip, range(5));
    expect(pendingAt(chip, 3 * 160 + 151)).to.equal(IIR.NONE);
    expect(pendingAt(chip, 3 * 160 + 152)).to.equal(IIR.RDA);
    chip.advance(5 * 160);
    for (const _ of range(4)) chip.read(REG.RBR);
    expect(pendingAt(chip, 5 * 160 + 639)).to.equal(IIR.NONE);
    expect(pendingAt(chip, 5 * 160 + 640)).to.equal(IIR.TIMEOUT);
    chip.write(REG.IER, IER.THRE);
    expect(pending(chip)).to.equal(IIR.THRE);
  });

  it('brings none of the looped character out when it is left', () => {
    const chip = looped();
    chip.write(REG.THR, 0x00);
    chip.advance(80);
    chip.write(REG.MCR, 0);
    chip.advance(500);
    expect(chip.inspect().received).to.deep.equal([]);
    expect(chip.sout.count).to.equal(0);
  });
});
