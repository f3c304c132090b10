import { expect } from 'chai';
import { Settings } from '../../../harness/peer/qemu/settings.ts';
import { characterTicks, LCR, MCR, REG, settingOf } from '../../support/datasheet.ts';

const EVEN_7 = 0x1a;

describe('what QEMU’s chip has been told of its registers', () => {
  let settings: Settings;

  beforeEach(() => {
    settings = new Settings();
  });

  const character = (): number => settings.timing.character;

  it('is its line: LCR and a divisor, of which it passes over 0', () => {
    expect(character()).to.equal(characterTicks(settingOf(0), 12));
    settings.write(REG.LCR, EVEN_7 | LCR.DLAB);
    settings.write(REG.DLL, 3);
    expect(character()).to.equal(characterTicks(settingOf(EVEN_7), 3));
    settings.write(REG.DLL, 0);
    expect([settings.divisor, character()]).to.deep.equal([0, characterTicks(settingOf(EVEN_7), 3)]);
    settings.write(REG.DLM, 1);
    expect(character()).to.equal(characterTicks(settingOf(EVEN_7), 256));
    expect(settings.registers.IER).to.equal(0);
  });

  it('is each register as it was written last, as far as it has the bits', () => {
    for (const offset of [REG.IER, REG.MCR, REG.SCR]) settings.write(offset, 0xff);
    const { IER, MCR, SCR } = settings.registers;
    expect([IER, MCR, SCR]).to.deep.equal([0x0f, 0x1f, 0xff]);
  });

  it('is each register as it was read last; the divisor latch is no IER', () => {
    settings.noteRead(REG.LSR, 0x61);
    settings.noteRead(REG.RBR, 0x41);
    expect([settings.peek(REG.LSR), settings.peek(REG.RBR)]).to.deep.equal([0x61, undefined]);
    settings.write(REG.LCR, LCR.DLAB);
    settings.noteRead(REG.DLM, 0x07);
    expect(settings.registers.IER).to.equal(0);
  });

  it('opens the gate to the IRQ from the start, and shuts it without OUT2 and in loopback', () => {
    const open = [settings.gateOpen];
    for (const mcr of [0, MCR.OUT2, MCR.OUT2 | MCR.LOOP]) {
      settings.write(REG.MCR, mcr);
      open.push(settings.gateOpen);
    }
    expect(open).to.deep.equal([true, false, true, false]);
  });

  it('is forgotten with the power', () => {
    settings.write(REG.LCR, EVEN_7 | LCR.DLAB);
    settings.write(REG.DLL, 3);
    settings.reset();
    expect(settings).to.deep.equal(new Settings());
  });
});
