import { expect } from 'chai';
import type { Uart } from '../../harness/uart/chip.ts';
import { identify } from '../../harness/uart/interrupts.ts';
import { ALL_INTERRUPTS, chipWith, fifos, lsr, pending, range } from '../support/chip.ts';
import { IER, IIR, LSR, MCR, MSR, REG } from '../support/datasheet.ts';
import { badParity, feed } from '../support/line.ts';

/** 8E1 with trigger 4: every source pending at once. */
function everything(ier: number): Uart {
  const chip = chipWith({ line: '8E1', fcr: fifos(4), ier });
  feed(chip, badParity(1), 2, 3, 4);
  chip.setPins(MSR.CTS);
  return chip;
}

describe('Interrupts', () => {
  it('[33] §8.6 go away one by one in the order 06, 04, 02, 00, 01 as each is served', () => {
    const chip = everything(ALL_INTERRUPTS);
    const codes = [pending(chip)];
    const serve = (action: () => void) => {
      action();
      codes.push(pending(chip));
    };
    serve(() => chip.read(REG.LSR));
    serve(() => chip.read(REG.RBR));
    serve(() => chip.read(REG.IIR));
    serve(() => chip.read(REG.MSR));
    expect(codes).to.deep.equal([IIR.RLS, IIR.RDA, IIR.THRE, IIR.MODEM, IIR.NONE]);
    expect(chip.intr).to.equal(false);
  });

  it('[33] §8.6 show, of any sources that stand, the first that is enabled', () => {
    const ladder = [
      [IER.RLS, 'lineStatus', IIR.RLS],
      [IER.RDA, 'dataAvailable', IIR.RDA],
      [IER.RDA, 'characterTimeout', IIR.TIMEOUT],
      [IER.THRE, 'thre', IIR.THRE],
      [IER.MODEM, 'modemStatus', IIR.MODEM],
    ] as const;
    for (const ier of range(16)) {
      for (const standing of range(32)) {
        const on = (place: number): boolean => ((standing >> place) & 1) === 1;
        const sources = {
          lineStatus: on(0),
          dataAvailable: on(1),
          characterTimeout: on(2),
          thre: on(3),
          modemStatus: on(4),
        };
        const first = ladder.find(([enable, source]) => (ier & enable) !== 0 && sources[source]);
        expect(identify(ier, sources), `IER ${ier}, sources ${standing}`).to.equal(first?.[2] ?? IIR.NONE);
      }
    }
  });

  it('[34] §8.6 are read as they stood before the read', () => {
    const chip = chipWith({ ier: IER.THRE });
    expect([chip.read(REG.IIR), chip.read(REG.IIR)]).to.deep.equal([IIR.THRE, IIR.NONE]);
  });

  it('[35] §8.7 are weighed anew at each IER write', () => {
    const chip = everything(0);
    const sources = [IER.RLS, IER.RDA, IER.THRE, IER.MODEM, 0, IER.MODEM | IER.RDA];
    const codes = sources.map((ier) => {
      chip.write(REG.IER, ier);
      return [pending(chip), chip.intr];
    });
    expect(codes).to.deep.equal([
      [IIR.RLS, true],
      [IIR.RDA, true],
      [IIR.THRE, true],
      [IIR.MODEM, true],
      [IIR.NONE, false],
      [IIR.RDA, true],
    ]);
  });

  it('[35] §8.7 come for what happened while they were masked', () => {
    const chip = chipWith();
    feed(chip, 0x41);
    chip.write(REG.IER, IER.RDA);
    expect(chip.intr).to.equal(true);
  });

  it('[36] §8.7 are none with IER 0, whatever LSR and MSR say', () => {
    const chip = everything(0);
    expect(lsr(chip)).to.equal(LSR.DR | LSR.PE | LSR.THRE | LSR.TEMT | LSR.FIFO_ERROR);
    expect(chip.read(REG.IIR)).to.equal(0xc1);
    expect([chip.intr, chip.intrRises]).to.deep.equal([false, 0]);
  });

  it('[37] §8.11 lose data available when a read takes the FIFO below its trigger, and not one before', () => {
    for (const trigger of [4, 8, 14]) {
      const chip = chipWith({ fcr: fifos(trigger), ier: IER.RDA });
      feed(chip, ...range(trigger + 1));
      chip.read(REG.RBR);
      expect([pending(chip), chip.intr]).to.deep.equal([IIR.RDA, true]);
      chip.read(REG.RBR);
      expect([pending(chip), chip.intr]).to.deep.equal([IIR.NONE, false]);
    }
  });

  it('[37] §8.11 lose data available without the FIFO at the RBR read', () => {
    const chip = chipWith({ ier: IER.RDA });
    feed(chip, 0x41);
    expect(pending(chip)).to.equal(IIR.RDA);
    chip.read(REG.RBR);
    expect(pending(chip)).to.equal(IIR.NONE);
  });

  it('[46] §8.4 show 06 for an overrun until LSR is read', () => {
    const chip = chipWith({ ier: IER.RLS });
    feed(chip, 0x41);
    expect(pending(chip)).to.equal(IIR.NONE);
    feed(chip, 0x42);
    expect(pending(chip)).to.equal(IIR.RLS);
    chip.read(REG.IIR);
    chip.read(REG.RBR);
    expect(pending(chip), 'neither an IIR nor an RBR read ends it').to.equal(IIR.RLS);
    chip.read(REG.LSR);
    expect(pending(chip)).to.equal(IIR.NONE);
  });

  it('[21][46] §8.4 show 06 when the character with the error reaches the top of the FIFO', () => {
    const chip = chipWith({ line: '8E1', fcr: fifos(14), ier: IER.RLS });
    feed(chip, 0x41, badParity(0x42), 0x43, badParity(0x44));
    const codes = range(4).map(() => {
      chip.read(REG.RBR);
      const code = pending(chip);
      chip.read(REG.LSR);
      return [code, pending(chip)];
    });
    const none = [IIR.NONE, IIR.NONE];
    expect(codes).to.deep.equal([[IIR.RLS, IIR.NONE], none, [IIR.RLS, IIR.NONE], none]);
  });

  it('[46] §8.4 show nothing for a line error without IER bit 2', () => {
    const chip = chipWith({ line: '8E1', ier: IER.RDA | IER.MODEM });
    feed(chip, badParity(0x41));
    expect(pending(chip)).to.equal(IIR.RDA);
  });

  it('[47] §8.8 reach IIR and INTR with OUT2 off as with OUT2 on', () => {
    const chip = chipWith({ ier: IER.RDA });
    feed(chip, 0x41);
    const seen = [0, MCR.OUT2, 0].map((mcr) => {
      chip.write(REG.MCR, mcr);
      return [pending(chip), chip.intr, chip.outputs];
    });
    expect(seen).to.deep.equal([
      [IIR.RDA, true, 0],
      [IIR.RDA, true, MCR.OUT2],
      [IIR.RDA, true, 0],
    ]);
  });

  it('[48] §8.6 keep INTR high, without a further rise, while another source is pending', () => {
    const chip = everything(ALL_INTERRUPTS);
    const rises = chip.intrRises;
    chip.read(REG.LSR);
    chip.read(REG.RBR);
    chip.read(REG.IIR);
    expect([chip.intr, chip.intrRises]).to.deep.equal([true, rises]);
    chip.read(REG.MSR);
    expect(chip.intr).to.equal(false);
    chip.setPins(0);
    expect([chip.intr, chip.intrRises]).to.deep.equal([true, rises + 1]);
  });

  it('[42][48] §8.6 lets INTR fall and rise again within a THR write that finds the shift register idle', () => {
    const chip = chipWith({ ier: IER.THRE });
    expect(chip.intrRises).to.equal(1);
    chip.write(REG.THR, 0x41);
    expect([chip.intr, chip.intrRises, pending(chip)]).to.deep.equal([true, 2, IIR.THRE]);
  });
});
