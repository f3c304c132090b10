import { expect } from 'chai';
import { chipWith, msr, pending, range } from '../support/chip.ts';
import { IER, IIR, MCR, MSR, REG } from '../support/datasheet.ts';

const INPUTS = [
  { name: 'CTS', pin: MSR.CTS, delta: MSR.DCTS },
  { name: 'DSR', pin: MSR.DSR, delta: MSR.DDSR },
  { name: 'DCD', pin: MSR.DCD, delta: MSR.DDCD },
] as const;

describe('Modem lines', () => {
  for (const { name, pin, delta } of INPUTS) {
    it(`[54] §8.9 show ${name} with its delta, either way, until MSR is read`, () => {
      const chip = chipWith();
      chip.setPins(pin);
      expect([chip.read(REG.MSR), chip.read(REG.MSR)]).to.deep.equal([pin | delta, pin]);
      chip.setPins(0);
      expect([chip.read(REG.MSR), chip.read(REG.MSR)]).to.deep.equal([delta, 0]);
    });

    it(`[54] §8.9 keep the delta of ${name} when it toggles back`, () => {
      const chip = chipWith();
      chip.setPins(pin);
      chip.setPins(0);
      expect(chip.read(REG.MSR)).to.equal(delta);
    });
  }

  it('[55] §8.9 set no TERI when RI goes from 0 to 1', () => {
    const chip = chipWith();
    chip.setPins(MSR.RI);
    expect(chip.read(REG.MSR)).to.equal(MSR.RI);
  });

  it('[55] §8.9 set TERI when RI goes from 1 to 0', () => {
    const chip = chipWith();
    chip.setPins(MSR.RI);
    chip.setPins(0);
    expect([chip.read(REG.MSR), chip.read(REG.MSR)]).to.deep.equal([MSR.TERI, 0]);
  });

  it('[55] §8.9 keep TERI when RI rises again', () => {
    const chip = chipWith();
    for (const pins of [MSR.RI, 0, MSR.RI]) chip.setPins(pins);
    expect(chip.read(REG.MSR)).to.equal(MSR.RI | MSR.TERI);
  });

  it('[54] §8.9 keep each delta when another line changes after it', () => {
    const PINS = [MSR.CTS, MSR.DSR, MSR.RI, MSR.DCD];
    const ALL = MSR.DCTS | MSR.DDSR | MSR.TERI | MSR.DDCD;
    for (const first of PINS) {
      const chip = chipWith();
      chip.setPins(MSR.RI);
      for (const pin of [first, ...PINS.filter((other) => other !== first)]) chip.setPins(msr(chip) ^ pin);
      expect(msr(chip) & 0x0f, `${first} first`).to.equal(ALL);
    }
  });

  it('[54] §8.9 set exactly the deltas of what changes, for each of 256 changes', () => {
    for (const from of range(16)) {
      for (const to of range(16)) {
        const chip = chipWith();
        chip.setPins(from << 4);
        chip.read(REG.MSR);
        chip.setPins(to << 4);
        const changed = from ^ to;
        const teri = (from & ~to & 4) !== 0;
        const deltas = (changed & 0x0b) | (teri ? MSR.TERI : 0);
        expect(msr(chip), `${from} to ${to}`).to.equal((to << 4) | deltas);
      }
    }
  });

  it('set no delta when the pins are told as they were', () => {
    const chip = chipWith({ ier: IER.MODEM });
    chip.setPins(MSR.CTS);
    chip.read(REG.MSR);
    chip.setPins(MSR.CTS);
    expect([msr(chip), chip.intr]).to.deep.equal([MSR.CTS, false]);
  });

  it('take no notice of what is told in bits 3 to 0', () => {
    const chip = chipWith();
    chip.setPins(0x0f);
    expect(msr(chip)).to.equal(0);
  });

  it('[45] §8.9 ask for an interrupt with IER bit 3 until MSR is read', () => {
    const chip = chipWith({ ier: IER.MODEM });
    chip.setPins(MSR.DSR);
    expect([pending(chip), chip.intr]).to.deep.equal([IIR.MODEM, true]);
    chip.read(REG.IIR);
    expect(chip.intr).to.equal(true);
    chip.read(REG.MSR);
    expect([pending(chip), chip.intr]).to.deep.equal([IIR.NONE, false]);
  });

  it('[45] §8.9 ask for none without IER bit 3', () => {
    const chip = chipWith({ ier: IER.RDA | IER.RLS });
    chip.setPins(0xf0);
    expect(chip.intr).to.equal(false);
  });

  it('[45] §8.9 ask for none when RI rises', () => {
    const chip = chipWith({ ier: IER.MODEM });
    chip.setPins(MSR.RI);
    expect(chip.intr).to.equal(false);
    chip.setPins(0);
    expect(chip.intr).to.equal(true);
  });

  it('give DTR, RTS, OUT1 and OUT2 as MCR has them', () => {
    const chip = chipWith();
    const given = range(16).map((mcr) => {
      chip.write(REG.MCR, mcr);
      return chip.outputs;
    });
    expect(given).to.deep.equal(range(16));
  });

  it('change nothing in MSR when MCR is written outside loopback', () => {
    const chip = chipWith();
    chip.write(REG.MCR, MCR.DTR | MCR.RTS | MCR.OUT1 | MCR.OUT2);
    expect(msr(chip)).to.equal(0);
  });
});
