import { expect } from 'chai';
import type { Uart } from '../../harness/uart/chip.ts';
import { UART_TYPES } from '../../harness/uart/types.ts';
import { chipWith, drain, fifos, lsr, range, writeAll } from '../support/chip.ts';
import { bitTicks, FCR, IER, LCR, LSR, MCR, MSR, REG, setting, TRIGGERS_64 } from '../support/datasheet.ts';
import { feed } from '../support/line.ts';

/** What LCR is set to where a chip with an enhanced register set would show it at offset 2. */
const ENHANCED = 0xbf;
const OUTPUTS_LOOPED = MCR.LOOP | MCR.OUT2 | MCR.RTS;

const outAll = (chip: Uart, writes: readonly (readonly [offset: number, value: number])[]): void => {
  for (const [offset, value] of writes) chip.write(offset, value);
};

function scratches(chip: Uart): boolean {
  const kept = chip.read(REG.SCR);
  const gives = [0xa5, 0x5a, 0x55, 0xaa].every((byte) => {
    chip.write(REG.SCR, byte);
    return chip.read(REG.SCR) === byte;
  });
  chip.write(REG.SCR, kept);
  return gives;
}

/**
 * The order of Linux' 8250 driver: IER takes its four bits, loopback brings OUT2 and RTS to DCD and CTS, no enhanced
 * register answers, and then FCR and IIR tell, bit 5 of both last.
 */
function asLinuxDoes(chip: Uart): string {
  const ier = chip.read(REG.IER);
  const enables = [0x00, 0x0f].map((value) => {
    chip.write(REG.IER, value);
    return chip.read(REG.IER) & 0x0f;
  });
  chip.write(REG.IER, ier);
  if (enables[0] !== 0 || enables[1] !== 0x0f) return 'none: IER';

  const mcr = chip.read(REG.MCR);
  chip.write(REG.MCR, OUTPUTS_LOOPED);
  const looped = chip.read(REG.MSR) & 0xf0;
  chip.write(REG.MCR, mcr);
  if (looped !== (MSR.DCD | MSR.CTS)) return 'none: loopback';

  outAll(chip, [
    [REG.LCR, ENHANCED],
    [REG.FCR, 0],
    [REG.LCR, 0],
    [REG.FCR, FCR.ENABLE],
  ]);
  switch (chip.read(REG.IIR) >> 6) {
    case 0:
      return scratches(chip) ? '16450' : '8250';
    case 2:
      return '16550';
    case 3:
      return withFifos(chip);
    default:
      return 'unknown';
  }
}

function withFifos(chip: Uart): string {
  for (const lcr of [LCR.DLAB, ENHANCED]) {
    chip.write(REG.LCR, lcr);
    if (chip.read(REG.IIR) === 0) return 'enhanced';
  }
  chip.write(REG.LCR, 0);
  const mcr = chip.read(REG.MCR);
  chip.write(REG.LCR, 0xe0);
  const banked = chip.read(REG.IIR);
  if (((banked ^ mcr) & MCR.LOOP) === 0) {
    outAll(chip, [
      [REG.LCR, 0],
      [REG.MCR, mcr ^ MCR.LOOP],
      [REG.LCR, 0xe0],
    ]);
    const follows = chip.read(REG.IIR);
    outAll(chip, [
      [REG.LCR, 0],
      [REG.MCR, mcr],
    ]);
    if (((follows ^ mcr) & MCR.LOOP) !== 0) return 'banked';
  }
  const shown = [0, LCR.DLAB].map((lcr) => {
    outAll(chip, [
      [REG.LCR, lcr],
      [REG.FCR, FCR.ENABLE | FCR.FIFO_64],
    ]);
    const bits = chip.read(REG.IIR) >> 5;
    chip.write(REG.FCR, FCR.ENABLE);
    return bits;
  });
  chip.write(REG.LCR, 0);
  return shown[0] === 6 && shown[1] === 7 ? '16750' : '16550A';
}

/** The order of the BSDs: reserved bits first, then what the FIFOs hold, counted in loopback until one overruns. */
function countedInLoopback(chip: Uart): number | 'none' {
  if ((chip.read(REG.IIR) & 0x30) !== 0 || (chip.read(REG.MCR) & 0xc0) !== 0) return 'none';
  outAll(chip, [
    [REG.LCR, LCR.DLAB | setting('8N1').lcr],
    [REG.DLL, 1],
    [REG.DLM, 0],
    [REG.FCR, FCR.ENABLE | FCR.FIFO_64],
    [REG.LCR, setting('8N1').lcr],
    [REG.FCR, FCR.ENABLE | FCR.CLEAR_RX | FCR.CLEAR_TX],
    [REG.MCR, MCR.LOOP],
  ]);
  drain(chip);
  let count = 0;
  for (; count < 1030 && (chip.read(REG.LSR) & LSR.OE) === 0; count += 1) {
    chip.write(REG.THR, 0);
    for (let waited = 0; (lsr(chip) & LSR.TEMT) === 0 && waited < 1000; waited += 1)
      chip.advance(chip.now + bitTicks(1));
  }
  return count - 1;
}

/** The order of DOS programs: what loopback shows for all outputs off and on, then SCR, then FCR without DLAB. */
function asDosProgramsDo(chip: Uart): string {
  const looped = [MCR.LOOP, MCR.LOOP | 0x0f].map((mcr) => {
    chip.write(REG.MCR, mcr);
    return chip.read(REG.MSR) & 0xf0;
  });
  chip.write(REG.MCR, 0);
  if (looped[0] !== 0x00 || looped[1] !== 0xf0) return 'none';
  if (!scratches(chip)) return '8250';
  chip.write(REG.FCR, FCR.ENABLE);
  const shown = chip.read(REG.IIR) & 0xc0;
  chip.write(REG.FCR, 0);
  return shown === 0xc0 ? '16550A' : shown === 0x80 ? '16550' : '16450';
}

/** The order of the lab's `conf`: FCR E7, and what IIR shows of it. */
function asTheLabDoes(chip: Uart, lcr: number): number {
  outAll(chip, [
    [REG.LCR, lcr],
    [REG.FCR, 0xe7],
  ]);
  return chip.read(REG.IIR) & 0xe0;
}

/** In use for something else before: enabled, a character held, RI on. */
function used(type: (typeof UART_TYPES)[number]): Uart {
  const chip = chipWith({ type, line: '7E1', divisor: 12, fcr: fifos(8), ier: IER.RDA, mcr: 0x0b });
  chip.setPins(MSR.RI | MSR.DSR);
  chip.receive(0x41, 0);
  return chip;
}

const HOLDS = { '8250': 1, '16450': 1, '16550': 1, '16550A': 16, '16750': 64 } as const;
const SHOWS = { '8250': 0x00, '16450': 0x00, '16550': 0x80, '16550A': 0xc0, '16750': 0xc0 } as const;

describe("Drivers' probes", () => {
  for (const type of UART_TYPES) {
    it(`[61][62] §8.6 §TL16C750 find a ${type}, as Linux looks for it`, () => {
      expect(asLinuxDoes(chipWith({ type }))).to.equal(type);
      expect(asLinuxDoes(used(type))).to.equal(type);
    });

    it(`[17][61][62] §8.5 §8.6 §TL16C750 find room for ${HOLDS[type]} in a ${type}, as the BSDs count it`, () => {
      expect(countedInLoopback(chipWith({ type }))).to.equal(HOLDS[type]);
      expect(countedInLoopback(used(type))).to.equal(HOLDS[type]);
    });

    it(`[12][61] §8.10 §8.6 find a ${type}, as DOS programs look for it`, () => {
      const expected = type === '16750' ? '16550A' : type;
      expect(asDosProgramsDo(chipWith({ type }))).to.equal(expected);
      expect(asDosProgramsDo(used(type))).to.equal(expected);
    });

    it(`[61][62] §8.6 §TL16C750 find a ${type} by FCR E7, as the lab looks for it`, () => {
      expect(asTheLabDoes(chipWith({ type }), setting('8N1').lcr)).to.equal(SHOWS[type]);
      expect(asTheLabDoes(chipWith({ type }), LCR.DLAB)).to.equal(type === '16750' ? 0xe0 : SHOWS[type]);
    });
  }
});

describe('The 16750', () => {
  const large = (trigger: 0x00 | 0x40 | 0x80 | 0xc0 = 0xc0, ier = 0): Uart => {
    const chip = chipWith({ type: '16750', ier });
    outAll(chip, [
      [REG.LCR, LCR.DLAB | setting('8N1').lcr],
      [REG.FCR, FCR.ENABLE | FCR.FIFO_64 | trigger],
      [REG.LCR, setting('8N1').lcr],
    ]);
    return chip;
  };

  it('[62] §TL16C750 shows IIR bit 5 while its FIFOs are on and hold 64, and no longer', () => {
    const chip = large();
    const shown = [chip.peek(REG.IIR)];
    for (const fcr of [0x00, 0x01]) {
      chip.write(REG.FCR, fcr);
      shown.push(chip.peek(REG.IIR));
    }
    expect(shown, 'bit 5 stays what it was where DLAB does not open it').to.deep.equal([0xe1, 0x01, 0xe1]);
    outAll(chip, [
      [REG.LCR, LCR.DLAB],
      [REG.FCR, FCR.ENABLE],
    ]);
    expect(chip.peek(REG.IIR)).to.equal(0xc1);
  });

  it('[62][2] §TL16C750 §8.0 forgets the 64 at a reset', () => {
    const chip = large();
    chip.reset(0);
    chip.write(REG.FCR, FCR.ENABLE);
    expect(chip.peek(REG.IIR)).to.equal(0xc1);
  });

  it('[62][7] §TL16C750 §8.5 empties both FIFOs when it changes between 16 and 64, and not when it stays (free)', () => {
    const chip = large();
    chip.receive(0x41, 0);
    for (const char of [1, 2, 3]) chip.write(REG.THR, char);
    chip.write(REG.LCR, LCR.DLAB);
    chip.write(REG.FCR, FCR.ENABLE | FCR.FIFO_64);
    expect([chip.inspect().received, chip.inspect().toSend]).to.deep.equal([[0x41], [2, 3]]);
    chip.write(REG.FCR, FCR.ENABLE);
    expect([chip.inspect().received, chip.inspect().toSend]).to.deep.equal([[], []]);
  });

  it('[62][17] §TL16C750 §8.5 holds 16 until FCR bit 5 is set', () => {
    const chip = chipWith({ type: '16750', fcr: fifos() });
    feed(chip, ...range(17));
    writeAll(chip, range(18));
    expect(chip.inspect().received).to.deep.equal(range(16));
    expect(chip.inspect().toSend).to.deep.equal(range(16, 1));
  });

  it('[62][53] §TL16C750 §8.5 holds 64 to send and one in the shift register, and 64 received', () => {
    const chip = large();
    for (const char of range(66)) chip.write(REG.THR, char);
    for (const char of range(65)) chip.receive(char, 0);
    const { toSend, sending, received } = chip.inspect();
    expect([sending, toSend, received]).to.deep.equal([0, range(64, 1), range(64)]);
    expect([chip.tally.fifoFull, chip.tally.made.overrun]).to.deep.equal([1, 1]);
  });

  for (const { bits, level } of TRIGGERS_64)
    it(`[62][37] §TL16C750 §8.11 asks for an interrupt at ${level} of 64, and below it no longer`, () => {
      const chip = large(bits, IER.RDA);
      for (const char of range(level - 1)) chip.receive(char, 0);
      expect(chip.intr).to.equal(false);
      chip.receive(0xff, 0);
      expect(chip.peek(REG.IIR)).to.equal(0xe4);
      chip.read(REG.RBR);
      expect(chip.intr).to.equal(false);
    });

  it('[62][3][4] §TL16C750 §8.7 §8.8 has IER bits 5 and 4 and MCR bit 5, which are 0 on all the others', () => {
    for (const type of UART_TYPES) {
      const chip = chipWith({ type, ier: 0xff, mcr: 0xff });
      const read = [chip.read(REG.IER), chip.read(REG.MCR)];
      expect(read, type).to.deep.equal(type === '16750' ? [0x3f, 0x3f] : [0x0f, 0x1f]);
    }
  });

  it('[62] §TL16C750 lets IER bits 5 and 4 ask for no interrupt', () => {
    const chip = chipWith({ type: '16750', ier: 0x30 });
    chip.receive(0x41, 0);
    chip.setPins(MSR.RI | MSR.CTS);
    expect([chip.intr, chip.peek(REG.IIR)]).to.deep.equal([false, 0x01]);
  });
});
