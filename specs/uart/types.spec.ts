import { expect } from 'chai';
import fc from 'fast-check';
import { Uart } from '../../harness/uart/chip.ts';
import { UART_TYPES, type UartType } from '../../harness/uart/types.ts';
import { ALL_INTERRUPTS, chipWith, drain, fifos, lsr, pending, range, writeAll } from '../support/chip.ts';
import { FCR, IER, IIR, LCR, LSR, REG } from '../support/datasheet.ts';
import { badParity, feed } from '../support/line.ts';

const WITHOUT_FCR = ['8250', '16450'] as const;
const HOLDING_ONE = ['8250', '16450', '16550'] as const;

/** What stands in IIR bits 7 and 6 when a driver has asked for FIFOs. */
function fifosShown(chip: Uart, fcr: number = FCR.ENABLE): number {
  chip.write(REG.FCR, fcr);
  return chip.read(REG.IIR) >> 6;
}

/** SCR gives back what it is given: AA and 55 have no bit in common. */
const hasScratch = (chip: Uart): boolean =>
  [0xa5, 0x5a].every((byte) => {
    chip.write(REG.SCR, byte);
    return chip.read(REG.SCR) === byte;
  });

/** A 16750 switches to 64 bytes by FCR bit 5, under DLAB only, and shows that in IIR bit 5. */
function has64Bytes(chip: Uart): boolean {
  const shown = [0, LCR.DLAB].map((dlab) => {
    chip.write(REG.LCR, dlab);
    chip.write(REG.FCR, FCR.ENABLE | 0x20);
    return chip.read(REG.IIR) & 0x20;
  });
  chip.write(REG.LCR, 0);
  return shown[0] === 0 && shown[1] !== 0;
}

/** As drivers find out what they have before them. */
function probed(chip: Uart): string {
  const shown = fifosShown(chip);
  if (shown === 0b11) return has64Bytes(chip) ? '16750' : '16550A';
  if (shown === 0b10) return '16550';
  return hasScratch(chip) ? '16450' : '8250';
}

type Act = readonly [act: 'read' | 'write' | 'wait' | 'hear', a: number, b: number];

/** Anything but SCR and FCR. */
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    fc.tuple(fc.constant('read' as const), fc.constantFrom(0, 1, 3, 4, 5, 6), fc.constant(0)),
    fc.tuple(fc.constant('write' as const), fc.constantFrom(0, 0, 0, 1, 4), fc.nat({ max: 15 })),
    fc.tuple(fc.constant('wait' as const), fc.nat({ max: 400 }), fc.constant(0)),
    fc.tuple(fc.constant('hear' as const), fc.nat({ max: 255 }), fc.constant(0)),
  ),
  { maxLength: 40 },
);

/** What a chip does with a script: each read, each change of INTR, and where it stands at the end. */
function told(chip: Uart, script: readonly Act[]) {
  chip.journal = [];
  const reads = script.map(([act, a, b]) => {
    if (act === 'read') return chip.read(a);
    if (act === 'write') chip.write(a, b);
    else if (act === 'wait') chip.advance(chip.now + a);
    else feed(chip, a);
    return null;
  });
  return { reads, journal: chip.journal, tally: chip.tally, intrRises: chip.intrRises, at: chip.deadline };
}

describe('Chip types', () => {
  for (const type of UART_TYPES) {
    it(`[61] §8.6 the ${type} is what a driver's probe says it is`, () => {
      expect(probed(chipWith({ type }))).to.equal(type);
    });

    it(`[61] §8.6 the ${type} is one still after a reset`, () => {
      const chip = chipWith({ type, fcr: FCR.ENABLE });
      chip.reset(0);
      expect(chip.peek(REG.IIR) >> 6).to.equal(0);
      expect(probed(chip)).to.equal(type);
    });

    it(`[5] §8.6 the ${type} shows no FIFOs while FCR bit 0 is 0`, () => {
      expect(fifosShown(chipWith({ type }), 0xc6)).to.equal(0);
    });
  }

  it('[61] §8.6 a chip is a 16550A unless told otherwise', () => {
    expect(probed(new Uart())).to.equal('16550A');
  });

  it('[12] §8.10 the 8250 has no SCR: writes do nothing, and it reads FF', () => {
    const chip = new Uart(0x12, '8250');
    const reads = [0x00, 0x55, 0xaa].map((byte) => {
      chip.write(REG.SCR, byte);
      return [chip.read(REG.SCR), chip.inspect().registers.SCR];
    });
    expect(reads).to.deep.equal(range(3).map(() => [0xff, 0xff]));
  });

  for (const type of ['16450', '16550', '16550A'] as const) {
    it(`[12] §8.10 the ${type} has SCR, with what it held at power-on`, () => {
      const chip = new Uart(0x12, type);
      expect(chip.read(REG.SCR)).to.equal(0x12);
      expect(hasScratch(chip)).to.equal(true);
    });
  }

  for (const type of WITHOUT_FCR) {
    it(`[61] §8.6 the ${type} has no FCR: all 256 writes leave RBR, THR and IIR alone`, () => {
      const chip = chipWith({ type });
      feed(chip, 0x41);
      writeAll(chip, [1, 2]);
      for (const byte of range(256)) chip.write(REG.FCR, byte);
      const { registers, toSend, received } = chip.inspect();
      expect([registers.FCR, registers.IIR, received, toSend]).to.deep.equal([0, IIR.NONE, [0x41], [2]]);
    });
  }

  for (const type of HOLDING_ONE) {
    const chipOn = (ier = 0): Uart => chipWith({ type, fcr: fifos(14), ier });

    it(`[18][61] §8.4 §8.6 the ${type} holds one character received, FIFOs asked for or not: the second replaces it`, () => {
      const chip = chipOn();
      feed(chip, 0x41, 0x42);
      expect(lsr(chip) & LSR.OE).to.equal(LSR.OE);
      expect(drain(chip)).to.deep.equal([0x42]);
    });

    it(`[53][61] §8.5 §8.6 the ${type} holds one character to send behind the one that leaves`, () => {
      const chip = chipOn();
      writeAll(chip, [1, 2, 3]);
      const { sending, toSend } = chip.inspect();
      expect([sending, toSend, chip.tally.overwritten]).to.deep.equal([1, [3], 1]);
    });

    it(`[37][61] §8.11 §8.6 the ${type} asks for an interrupt at the first character, whatever trigger it was given`, () => {
      const chip = chipOn(IER.RDA);
      feed(chip, 0x41);
      expect(pending(chip)).to.equal(IIR.RDA);
    });

    it(`[22][61] §8.4 §8.6 the ${type} never sets LSR bit 7`, () => {
      const chip = chipWith({ type, line: '8E1', fcr: fifos(14) });
      feed(chip, badParity(0x41));
      expect(lsr(chip) & (LSR.PE | LSR.FIFO_ERROR)).to.equal(LSR.PE);
    });

    it(`[38][61] §8.11 §8.6 the ${type} knows no character timeout: nothing is due once a character is there`, () => {
      const chip = chipOn(ALL_INTERRUPTS);
      feed(chip, 0x41);
      expect(chip.deadline).to.equal(Number.POSITIVE_INFINITY);
    });

    it(`[44][61] §8.11 §8.6 the ${type} raises THRE's interrupt as THR becomes empty`, () => {
      const chip = chipOn(IER.THRE);
      chip.read(REG.IIR);
      writeAll(chip, [1, 2]);
      const seen = [159, 160].map((at) => {
        chip.advance(at);
        return pending(chip);
      });
      expect(seen).to.deep.equal([IIR.NONE, IIR.THRE]);
    });

    it(`[61] §8.6 the ${type} does in all else what a 16550A does whose FIFOs are off`, () => {
      fc.assert(
        fc.property(acts, (script) => {
          const reference = told(chipWith({ ier: ALL_INTERRUPTS }), script);
          const mine = told(chipWith({ type, ier: ALL_INTERRUPTS }), script);
          expect(mine).to.deep.equal(reference);
        }),
        { seed: 61, numRuns: 100 },
      );
    });
  }

  it('[17][61] §8.5 §8.6 a 16550A holds sixteen', () => {
    const chip = chipWith({ fcr: fifos() });
    feed(chip, ...range(16));
    expect(lsr(chip) & LSR.OE).to.equal(0);
    expect(drain(chip)).to.deep.equal(range(16));
  });

  it('[8][9] §8.5 lets FCR empty the RBR and THR of a 16550, as it empties the FIFOs of a 16550A', () => {
    const held = (['16550', '16550A'] as const).map((type: UartType) => {
      const chip = chipWith({ type, fcr: FCR.ENABLE });
      feed(chip, 0x41);
      writeAll(chip, [1, 2]);
      chip.write(REG.FCR, FCR.ENABLE | FCR.CLEAR_RX | FCR.CLEAR_TX);
      const { received, toSend, sending } = chip.inspect();
      return [received, toSend, sending];
    });
    expect(held).to.deep.equal([
      [[], [], 1],
      [[], [], 1],
    ]);
  });
});
