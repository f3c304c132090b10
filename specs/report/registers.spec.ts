import { expect } from 'chai';
import { bitsInWords, lineFlags, registerName, valueInWords } from '../../harness/report/registers.ts';

describe('a register by its place', () => {
  const names = (access: 'in' | 'out', dlab: boolean) =>
    [0, 1, 2, 3, 4, 5, 6, 7].map((offset) => registerName(offset, access, dlab)).join(' ');

  it('is one of eight when read', () => {
    expect(names('in', false)).to.equal('RBR IER IIR LCR MCR LSR MSR SCR');
  });
  it('is THR and FCR at offsets 0 and 2 when written', () => {
    expect(names('out', false)).to.equal('THR IER FCR LCR MCR LSR MSR SCR');
  });
  it('is the divisor latch at offsets 0 and 1 while DLAB is set, read or written', () => {
    expect(names('in', true)).to.equal('DLL DLM IIR LCR MCR LSR MSR SCR');
    expect(names('out', true)).to.equal('DLL DLM FCR LCR MCR LSR MSR SCR');
  });
  it('is that without DLAB when nobody says', () => {
    expect(registerName(0, 'out')).to.equal('THR');
  });
});

describe('the bits of a register in words', () => {
  it('are those of LSR, bit 0 first: 0x61 is DR THRE TEMT', () => {
    expect(bitsInWords('LSR', 0x61)).to.equal('DR THRE TEMT');
    expect(bitsInWords('LSR', 0xff)).to.equal('DR OE PE FE BI THRE TEMT FIFO-error');
    expect(bitsInWords('LSR', 0x00)).to.equal('');
  });
  for (const [value, meaning] of [
    [0x01, 'no interrupt'],
    [0xc1, 'no interrupt'],
    [0xc6, 'receiver line status'],
    [0x06, 'receiver line status'],
    [0xc4, 'received data available'],
    [0xcc, 'character timeout'],
    [0xc2, 'THR empty'],
    [0xc0, 'modem status'],
    [0x08, 'not an interrupt of a 16550A'],
  ] as const) {
    it(`are the meaning of IIR: 0x${value.toString(16).padStart(2, '0')} is ${meaning}`, () => {
      expect(bitsInWords('IIR', value)).to.equal(meaning);
    });
  }
  it('are the four of IER, and nothing of its upper half', () => {
    expect(bitsInWords('IER', 0x05)).to.equal('RDA RLS');
    expect(bitsInWords('IER', 0xff)).to.equal('RDA THRE RLS MODEM SLEEP(16750) LOW-POWER(16750)');
  });
  it('are the deltas and the pins of MSR: 0xB0 is CTS DSR DCD', () => {
    expect(bitsInWords('MSR', 0xb0)).to.equal('CTS DSR DCD');
    expect(bitsInWords('MSR', 0xff)).to.equal('DCTS DDSR TERI DDCD CTS DSR RI DCD');
  });
  it('are the outputs and the loop of MCR: 0x0B is DTR RTS OUT2', () => {
    expect(bitsInWords('MCR', 0x0b)).to.equal('DTR RTS OUT2');
    expect(bitsInWords('MCR', 0xff)).to.equal('DTR RTS OUT1 OUT2 LOOP AFE(16750)');
  });
  it('are the line settings of LCR, then break and DLAB', () => {
    expect(bitsInWords('LCR', 0x1b)).to.equal('8E1');
    expect(bitsInWords('LCR', 0x9b)).to.equal('8E1 DLAB');
    expect(bitsInWords('LCR', 0x43)).to.equal('8N1 break');
    expect(bitsInWords('LCR', 0x04)).to.equal('5N1.5');
    expect(lineFlags(0xc3)).to.deep.equal(['break', 'DLAB']);
    expect(lineFlags(0x3f)).to.deep.equal([]);
  });
  it('are what FCR does: on or off, the trigger, what is cleared', () => {
    expect(bitsInWords('FCR', 0x00)).to.equal('FIFOs off');
    expect(bitsInWords('FCR', 0xc6)).to.equal('FIFOs off');
    expect(bitsInWords('FCR', 0x01)).to.equal('FIFOs on, trigger 1');
    expect(bitsInWords('FCR', 0xe1)).to.equal('FIFOs on, trigger 14, or 56 on a 16750 with 64 bytes');
    expect(bitsInWords('FCR', 0x43)).to.equal('FIFOs on, trigger 4, receive cleared');
    expect(bitsInWords('FCR', 0xc7)).to.equal('FIFOs on, trigger 14, receive cleared, transmit cleared');
  });
  it('are a character of RBR and THR when it can be shown', () => {
    expect(bitsInWords('RBR', 0x21)).to.equal("'!'");
    expect(bitsInWords('THR', 0x7e)).to.equal("'~'");
    for (const value of [0x00, 0x20, 0x7f, 0xe9]) expect(bitsInWords('RBR', value)).to.equal('');
  });
  it('say nothing of the divisor latch and of SCR', () => {
    for (const name of ['DLL', 'DLM', 'SCR'] as const) expect(bitsInWords(name, 0x41)).to.equal('');
  });
  it('stand behind the value in brackets, and nothing stands there when there are none', () => {
    expect(valueInWords('LSR', 0x61)).to.equal('0x61 (DR THRE TEMT)');
    expect(valueInWords('LSR', 0x00)).to.equal('0x00');
  });
});
