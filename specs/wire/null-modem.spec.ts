import { expect } from 'chai';
import { ALWAYS_ON, crossed } from '../../harness/wire/null-modem.ts';

const CTS = 0x10;
const DSR = 0x20;
const DCD = 0x80;

describe('the null-modem crossing', () => {
  it('[68] §8.8 leads DTR to DSR and DCD: 01 is A0', () => {
    expect(crossed(0x01)).to.equal(DSR | DCD);
  });

  it('[68] §8.8 leads RTS to CTS: 02 is 10', () => {
    expect(crossed(0x02)).to.equal(CTS);
  });

  it('[68] §8.8 leads both at once: 03 is B0', () => {
    expect(crossed(0x03)).to.equal(DSR | DCD | CTS);
  });

  it('leads OUT1, OUT2 and loopback nowhere: they change nothing for all 32 values of MCR', () => {
    for (let mcr = 0; mcr < 32; mcr += 1) expect(crossed(mcr)).to.equal(crossed(mcr & 0x03));
  });

  it('never rings: RI is off for all 32 values', () => {
    for (let mcr = 0; mcr < 32; mcr += 1) expect(crossed(mcr) & 0x40).to.equal(0);
  });

  it('shows B0 on a hypervisor’s port: DCD, DSR and CTS on', () => {
    expect(ALWAYS_ON).to.equal(0xb0);
  });
});
