import { expect } from 'chai';
import { Uart } from '../../harness/uart/chip.ts';
import { UART_TYPES } from '../../harness/uart/types.ts';
import { ALL_INTERRUPTS, chipWith, fifos, lsr, range, setDivisor, writeAll } from '../support/chip.ts';
import { IIR, LCR, LSR, levelsOf, MCR, MSR, REG, setting } from '../support/datasheet.ts';
import { feed, Pair } from '../support/line.ts';

/** Everything that a reset has to undo. */
function busyChip(): Uart {
  const chip = chipWith({ line: '8E2', divisor: 0x0102, fcr: fifos(8), ier: ALL_INTERRUPTS, mcr: 0x0f });
  chip.write(REG.SCR, 0x77);
  chip.setPins(MSR.CTS | MSR.DCD);
  feed(chip, 0x41, 'break', 0x42);
  writeAll(chip, [1, 2, 3]);
  return chip;
}

const READ_AFTER_RESET = [
  ['IER', 0x00],
  ['IIR', 0x01],
  ['LCR', 0x00],
  ['MCR', 0x00],
  ['LSR', 0x60],
] as const;

describe('Reset', () => {
  for (const [name, value] of READ_AFTER_RESET) {
    it(`[2] §8.0 leaves ${value.toString(16).padStart(2, '0')} in ${name}`, () => {
      const chip = busyChip();
      expect(chip.peek(REG[name])).not.to.equal(value);
      chip.reset(chip.now);
      expect(chip.peek(REG[name])).to.equal(value);
    });

    it(`[2] §8.0 finds ${value.toString(16).padStart(2, '0')} in ${name} at power-on`, () => {
      expect(new Uart().peek(REG[name])).to.equal(value);
    });
  }

  for (const type of UART_TYPES) {
    it(`[2] §8.0 leaves a ${type} that nothing has happened to as it was: power-on resets`, () => {
      const chip = new Uart(0x77, type);
      const { receiver, ...rest } = chip.snapshot();
      chip.reset(0);
      // From then on start edges count: there are no others.
      expect(chip.snapshot()).to.deep.equal({ ...rest, receiver: { ...receiver, lookFrom: -1 } });
    });
  }

  it('[12][16][32] §8.10 §8.4 §8.3 finds divisor 12 and 00 in RBR and SCR at power-on (free)', () => {
    const { divisor, registers } = new Uart().inspect();
    expect([divisor, registers.RBR, registers.SCR]).to.deep.equal([12, 0, 0]);
  });

  it('[2] §8.0 leaves 00 in FCR: FIFOs off, the trigger at 1', () => {
    const chip = busyChip();
    chip.reset(chip.now);
    const { registers, trigger, fifosEnabled } = chip.inspect();
    expect({ fcr: registers.FCR, trigger, fifosEnabled }).to.deep.equal({
      fcr: 0,
      trigger: 1,
      fifosEnabled: false,
    });
  });

  it('[2] §8.0 gives the modem pins in MSR and no delta', () => {
    const chip = busyChip();
    expect(chip.peek(REG.MSR)).to.equal(MSR.CTS | MSR.DCD | MSR.DCTS | MSR.DDCD);
    chip.reset(chip.now);
    expect(chip.peek(REG.MSR)).to.equal(MSR.CTS | MSR.DCD);
  });

  it('[2] §8.0 leaves loopback by a reset and shows the pins again', () => {
    const chip = busyChip();
    chip.write(REG.MCR, MCR.LOOP);
    expect(chip.peek(REG.MSR) & 0xf0).to.equal(0);
    chip.reset(chip.now);
    expect(chip.peek(REG.MSR)).to.equal(MSR.CTS | MSR.DCD);
  });

  it('[2][1] §8.0 §8.1 clears DLAB: offset 0 is RBR and THR again', () => {
    const chip = chipWith();
    chip.write(REG.LCR, LCR.DLAB);
    chip.reset(0);
    chip.write(REG.THR, 0x41);
    expect([chip.tally.written, chip.inspect().divisor]).to.deep.equal([1, 1]);
  });

  it('[2] §8.0 leaves loopback by a reset and sends to SOUT again', () => {
    const chip = chipWith({ mcr: MCR.LOOP });
    chip.reset(100);
    chip.write(REG.THR, 0x00);
    expect([chip.looped, chip.sout.count, chip.sout.level(108)]).to.deep.equal([false, 1, 0]);
  });

  it('[2][62] §8.0 §TL16C750 leaves autoflow by a reset: CTS holds nothing back', () => {
    const chip = chipWith({ type: '16750', mcr: MCR.AFE });
    chip.reset(100);
    writeAll(chip, [1, 2]);
    chip.advance(1000);
    expect(chip.sout.count).to.equal(2);
  });

  it('[2][63] §8.0 leaves no latch set and no timer running', () => {
    const chip = chipWith({ type: '16750', fcr: fifos(4), ier: 0x0f, mcr: MCR.AFE | MCR.RTS });
    chip.setPins(MSR.CTS);
    const came = feed(chip, 1, 2, 3, 4);
    chip.write(REG.THR, 1);
    chip.advance(1000);
    chip.write(REG.THR, 2);
    const busy = chip.snapshot();
    expect([busy.thre.at, busy.timeout.at, busy.autoflow.stopped]).to.deep.equal([
      1000 + 144,
      came + 640,
      true,
    ]);
    chip.reset(1000);
    const fresh = new Uart(0, '16750').snapshot();
    const { thre, timeout, autoflow } = chip.snapshot();
    expect([thre, timeout.at]).to.deep.equal([fresh.thre, null]);
    expect([autoflow.stopped, autoflow.atMiddle]).to.deep.equal([false, null]);
  });

  it('[2] §8.0 keeps the divisor latch and SCR', () => {
    const chip = busyChip();
    chip.reset(chip.now);
    expect(chip.inspect().divisor).to.equal(0x0102);
    expect(chip.read(REG.SCR)).to.equal(0x77);
  });

  it('[2] §8.0 keeps in RBR the character that was read last', () => {
    const chip = chipWith();
    feed(chip, 0x41);
    chip.read(REG.RBR);
    chip.reset(chip.now);
    expect(chip.read(REG.RBR)).to.equal(0x41);
  });

  it('[2] §8.0 keeps in RBR the character that stood there unread', () => {
    const chip = chipWith();
    feed(chip, 0x41);
    chip.reset(chip.now);
    expect(chip.read(REG.LSR) & LSR.DR).to.equal(0);
    expect(chip.read(REG.RBR)).to.equal(0x41);
  });

  it('[2] §8.0 lets INTR fall', () => {
    const chip = busyChip();
    expect(chip.intr).to.equal(true);
    chip.reset(chip.now);
    expect(chip.intr).to.equal(false);
    expect(chip.read(REG.IIR)).to.equal(IIR.NONE);
  });

  it('[2] §8.0 drops all outputs', () => {
    const chip = busyChip();
    expect(chip.outputs).to.equal(0x0f);
    chip.reset(chip.now);
    expect(chip.outputs).to.equal(0);
  });

  it('has nothing left to wait for', () => {
    const chip = busyChip();
    chip.reset(chip.now);
    expect(chip.deadline).to.equal(Number.POSITIVE_INFINITY);
    chip.advance(1e6);
    expect(lsr(chip)).to.equal(LSR.THRE | LSR.TEMT);
  });

  it('lets SOUT mark in the middle of a character', () => {
    const chip = chipWith();
    chip.write(REG.THR, 0x00);
    chip.advance(40);
    chip.reset(40);
    expect(range(200).map((at) => chip.sout.level(at))).to.deep.equal(
      range(200).map((at) => (at < 40 ? 0 : 1)),
    );
  });

  it('lets SOUT mark in the middle of a break', () => {
    const chip = chipWith();
    chip.write(REG.LCR, LCR.BREAK | 0x03);
    chip.reset(50);
    expect([49, 50, 51].map((at) => chip.sout.level(at))).to.deep.equal([0, 1, 1]);
  });

  for (const { when, at } of [
    { when: 'right after', at: 40 },
    { when: 'long after', at: 4000 },
  ]) {
    it(`sends a whole character that is written ${when} the reset cut another off`, () => {
      const chip = chipWith();
      chip.write(REG.THR, 0x00);
      chip.reset(40);
      chip.advance(at);
      chip.write(REG.LCR, 0x03);
      chip.write(REG.THR, 0xc5);
      const middles = range(9).map((bit) => chip.sout.level(at + 16 * bit + 8));
      expect(middles).to.deep.equal(levelsOf(setting('8N1'), 0xc5));
    });
  }

  it('leaves SOUT at mark where the character was cut off when a break ends there, and under loopback', () => {
    const cut = (): Uart => {
      const chip = chipWith();
      chip.write(REG.THR, 0x00);
      chip.reset(40);
      return chip;
    };
    const broken = cut();
    broken.advance(50);
    broken.write(REG.LCR, LCR.BREAK);
    broken.advance(60);
    broken.write(REG.LCR, 0);
    expect([49, 50, 59, 60, 100, 143].map((at) => broken.sout.level(at))).to.deep.equal([1, 0, 0, 1, 1, 1]);
    const looped = cut();
    looped.advance(50);
    looped.write(REG.MCR, MCR.LOOP);
    looped.write(REG.THR, 0x00);
    expect([50, 60, 100, 143].map((at) => looped.sout.level(at))).to.deep.equal([1, 1, 1, 1]);
  });

  it('leaves SOUT at mark when loopback had hidden the character that was cut off', () => {
    const chip = chipWith();
    chip.write(REG.THR, 0x00);
    chip.advance(40);
    chip.write(REG.MCR, MCR.LOOP);
    chip.reset(60);
    expect(range(140, 40).map((at) => chip.sout.level(at))).not.to.include(0);
  });

  it('[26] §8.4 goes on waiting for mark when a break from outside lasts through the reset', () => {
    const pair = new Pair(chipWith(), chipWith());
    const { a, b } = pair;
    a.write(REG.LCR, LCR.BREAK | 0x03);
    pair.advance(1000);
    b.reset(1000);
    b.write(REG.LCR, 0x03);
    a.write(REG.THR, 0x41);
    pair.advance(2000);
    expect(b.inspect().received).to.deep.equal([]);
  });

  it('begins in the settings that it has: 5 bits, 1 stop bit, the old divisor', () => {
    const chip = busyChip();
    setDivisor(chip, 2);
    chip.reset(chip.now);
    const from = chip.now;
    chip.write(REG.THR, 0x1f);
    chip.advance(from + 7 * 32 - 1);
    expect(lsr(chip) & LSR.TEMT).to.equal(0);
    chip.advance(from + 7 * 32);
    expect(lsr(chip) & LSR.TEMT).to.equal(LSR.TEMT);
  });
});
