import { expect } from 'chai';
import { Uart } from '../../harness/uart/chip.ts';
import { ALL_INTERRUPTS, chipWith, fifos, range, setDivisor } from '../support/chip.ts';
import { IER, LCR, LSR, REG } from '../support/datasheet.ts';
import { feed } from '../support/line.ts';

describe('Registers', () => {
  describe('the divisor latch', () => {
    it('[1] §8.1 reads back in two halves while DLAB is set', () => {
      for (const divisor of [1, 2, 12, 0x0180, 0x0900, 0x1234, 0xffff]) {
        const chip = chipWith({ divisor });
        chip.write(REG.LCR, LCR.DLAB);
        expect([chip.read(REG.DLL), chip.read(REG.DLM)]).to.deep.equal([divisor & 0xff, divisor >> 8]);
        expect(chip.inspect().divisor).to.equal(divisor);
      }
    });

    it('[1] §8.1 is written in two halves, each of which leaves the other', () => {
      const chip = chipWith({ divisor: 0x1234 });
      chip.write(REG.LCR, LCR.DLAB);
      chip.write(REG.DLL, 0x56);
      expect(chip.inspect().divisor).to.equal(0x1256);
      chip.write(REG.DLM, 0x78);
      expect(chip.inspect().divisor).to.equal(0x7856);
    });

    it('[1] §8.1 says by `readsAlike` that DLL can be read again, whatever stands in RBR', () => {
      const chip = chipWith();
      feed(chip, 0x41);
      expect(chip.readsAlike(REG.RBR)).to.equal(false);
      chip.write(REG.LCR, LCR.DLAB);
      expect(chip.readsAlike(REG.DLL)).to.equal(true);
    });

    it('[1] §8.1 sends nothing when DLL is written', () => {
      const chip = chipWith();
      chip.write(REG.LCR, LCR.DLAB | 0x03);
      chip.write(REG.DLL, 0x41);
      expect(chip.peek(REG.LSR)).to.equal(LSR.THRE | LSR.TEMT);
      expect([chip.sout.count, chip.tally.written]).to.deep.equal([0, 0]);
    });

    it('[1] §8.1 leaves IER alone when DLM is written', () => {
      const chip = chipWith({ ier: IER.RDA });
      setDivisor(chip, 0x0a01);
      expect(chip.read(REG.IER)).to.equal(IER.RDA);
    });

    it('[1] §8.1 stays as it is when THR and IER are written with DLAB clear', () => {
      const chip = chipWith({ divisor: 0x0102 });
      chip.write(REG.THR, 0x55);
      chip.write(REG.IER, 0x0a);
      expect(chip.inspect().divisor).to.equal(0x0102);
    });

    it('[1] §8.1 pops no character and clears no flag when DLL is read', () => {
      const chip = chipWith({ fcr: fifos() });
      feed(chip, 0x41, 0x42);
      chip.write(REG.LCR, LCR.DLAB | 0x03);
      chip.read(REG.DLL);
      chip.read(REG.DLL);
      chip.write(REG.LCR, 0x03);
      expect(chip.read(REG.LSR) & LSR.DR).to.equal(LSR.DR);
      expect([chip.read(REG.RBR), chip.read(REG.RBR)]).to.deep.equal([0x41, 0x42]);
    });

    it('[1] §8.1 hides no register but those at offsets 0 and 1', () => {
      const chip = chipWith({ mcr: 0x0b, fcr: fifos() });
      chip.write(REG.SCR, 0x5a);
      chip.setPins(0xb0);
      const others = () => range(6, 2).map((offset) => chip.peek(offset));
      expect(others()).to.deep.equal([0xc1, 0x03, 0x0b, 0x60, 0xbb, 0x5a]);
      chip.write(REG.LCR, LCR.DLAB | 0x03);
      expect(others()).to.deep.equal([0xc1, 0x83, 0x0b, 0x60, 0xbb, 0x5a]);
    });
  });

  describe('bits that are always 0', () => {
    it('[3] §8.7 reads IER bits 7 to 4 as 0 for every value written', () => {
      const chip = chipWith();
      for (const value of range(256)) {
        chip.write(REG.IER, value);
        expect(chip.read(REG.IER)).to.equal(value & 0x0f);
      }
    });

    it('[4] §8.8 reads MCR bits 7 to 5 as 0 for every value written', () => {
      const chip = chipWith();
      for (const value of range(256)) {
        chip.write(REG.MCR, value);
        expect(chip.read(REG.MCR)).to.equal(value & 0x1f);
      }
    });

    it('[5] §8.6 reads IIR bits 7 and 6 as 11 exactly while FCR bit 0 is 1, and bits 5 and 4 as 0', () => {
      const chip = chipWith();
      for (const value of range(256)) {
        chip.write(REG.FCR, value);
        expect(chip.read(REG.IIR) & 0xf0, `FCR ${value}`).to.equal(value & 1 ? 0xc0 : 0x00);
      }
    });

    it('[5] §8.6 keeps IIR bits 5 and 4 at 0 whatever is pending', () => {
      const chip = chipWith({ fcr: fifos(), ier: ALL_INTERRUPTS });
      feed(chip, 0x41, 'break');
      for (const ier of range(16)) {
        chip.write(REG.IER, ier);
        expect(chip.peek(REG.IIR) & 0x30).to.equal(0);
      }
    });
  });

  describe('bits that read back', () => {
    it('[12] §8.10 reads every value back from SCR, DLAB set or not', () => {
      const chip = chipWith();
      for (const value of range(256)) {
        chip.write(REG.LCR, value & 1 ? LCR.DLAB : 0);
        chip.write(REG.SCR, value);
        expect(chip.read(REG.SCR)).to.equal(value);
      }
    });

    it('[12] §8.10 holds in SCR at power-on what it is told that it holds', () => {
      for (const scratch of [0xa5, 0x1_a5]) expect(new Uart(scratch).read(REG.SCR)).to.equal(0xa5);
    });

    it('[12] §8.10 changes SCR by no write to another register', () => {
      const chip = chipWith();
      chip.write(REG.SCR, 0x5a);
      for (const offset of range(7)) chip.write(offset, 0x8f);
      expect(chip.read(REG.SCR)).to.equal(0x5a);
    });

    it('[13] §8.1 reads all eight LCR bits back', () => {
      const chip = chipWith();
      for (const value of range(256)) {
        chip.write(REG.LCR, value);
        expect(chip.read(REG.LCR)).to.equal(value);
      }
    });

    it('takes the low eight bits of a wider value', () => {
      const chip = chipWith();
      chip.write(REG.SCR, 0x1_5a);
      expect(chip.read(REG.SCR)).to.equal(0x5a);
      chip.journal = [];
      for (const char of [0x1_41, 0x1_42, 0x1_43]) chip.write(REG.THR, char);
      const told = chip.journal.map(
        (event) => (event.kind === 'frame' || event.kind === 'lost') && event.char,
      );
      expect(told, 'the first leaves, the second is overwritten').to.deep.equal([0x41, 0x42]);
      chip.write(REG.FCR, fifos());
      chip.journal = [];
      for (const char of range(17, 0x1_00)) chip.write(REG.THR, char);
      expect(chip.journal).to.deep.equal([{ kind: 'lost', at: 0, serial: 20, char: 0x10, how: 'fifo-full' }]);
    });
  });

  describe('registers that cannot be written', () => {
    for (const name of ['LSR', 'MSR'] as const) {
      it(`[14] §8.4 §8.9 does nothing when ${name} is written`, () => {
        const chip = chipWith({ fcr: fifos(), ier: ALL_INTERRUPTS });
        chip.setPins(0x90);
        feed(chip, 'break', 0x41);
        const before = chip.inspect();
        for (const value of [0x00, 0xff, 0x55, 0xaa]) chip.write(REG[name], value);
        expect(chip.inspect()).to.deep.equal(before);
      });
    }
  });

  it('changes nothing by `peek` or `inspect`, whatever there is to clear', () => {
    const chip = chipWith({ fcr: fifos(), ier: ALL_INTERRUPTS });
    chip.setPins(0xf0);
    feed(chip, 'break', 0x41);
    const before = chip.inspect();
    for (const offset of range(8)) chip.peek(offset);
    expect(chip.inspect()).to.deep.equal(before);
  });
});
