import { expect } from 'chai';
import sinon from 'sinon';
import { conf } from '../../harness/lab7/conf.ts';
import { accesses, Pair, PORT } from './support.ts';

describe('lab7 conf', () => {
  let pair: Pair;
  beforeEach(async () => {
    pair = await Pair.joined();
  });
  afterEach(() => sinon.restore());

  const printed = async (): Promise<string> => {
    await pair.runAlone(pair.a, conf(PORT));
    return pair.a.processor.output;
  };

  it('prints 8 lines for COM1 at 9600 8E1, all but the first behind a tab', async () => {
    pair.a.setLine(0x1b, 12);
    expect(await printed()).to.equal(
      [
        'COM1 configuration:',
        '\tLCR = 0x1B: 8 bits per char',
        '\t1 stop bit',
        '\tEVEN parity',
        '\tDLM = 0x00 DLL=0x0C: bitrate = 9600 bps',
        '\tIER = 0x00: Rx interrupts: DISABLED',
        '\tTx interrupts: DISABLED',
        '\tUART_VERSION: 16550A - 16 byte FIFO',
        '',
      ].join('\n'),
    );
  });

  it('prints line by line: 8 prints', async () => {
    await printed();
    expect(pair.records('A', 'print')).to.have.length(8);
  });

  it('reads 5 to 8 bits, 1, 1.5 and 2 stop bits, and 5 parities off LCR', async () => {
    for (const [lcr, lines] of [
      [0x00, ['LCR = 0x00: 5 bits per char', '1 stop bit', 'NO parity']],
      [0x04, ['LCR = 0x04: 5 bits per char', '1.5 stop bits', 'NO parity']],
      [0x0d, ['LCR = 0x0D: 6 bits per char', '2 stop bits', 'ODD parity']],
      [0x1a, ['LCR = 0x1A: 7 bits per char', '1 stop bit', 'EVEN parity']],
      [0x17, ['LCR = 0x17: 8 bits per char', '2 stop bits', 'NO parity']],
      [0x2b, ['LCR = 0x2B: 8 bits per char', '1 stop bit', 'MARK parity']],
      [0x3b, ['LCR = 0x3B: 8 bits per char', '1 stop bit', 'SPACE parity']],
    ] as const) {
      pair.a.setLine(lcr, 12);
      expect((await printed()).split('\n').slice(1, 4)).to.deep.equal(lines.map((line) => `\t${line}`));
    }
  });

  it('prints the bit rate of divisors 1, 7, 384 and 2304, without its fraction', async () => {
    for (const [divisor, line] of [
      [1, 'DLM = 0x00 DLL=0x01: bitrate = 115200 bps'],
      [7, 'DLM = 0x00 DLL=0x07: bitrate = 16457 bps'],
      [384, 'DLM = 0x01 DLL=0x80: bitrate = 300 bps'],
      [2304, 'DLM = 0x09 DLL=0x00: bitrate = 50 bps'],
    ] as const) {
      pair.a.setLine(0x03, divisor);
      expect((await printed()).split('\n')[4]).to.equal(`\t${line}`);
    }
  });

  it('tells Rx interrupts by IER bit 0 and Tx interrupts by bit 1', async () => {
    for (const [ier, rx, tx] of [
      ['01', 'ENABLED', 'DISABLED'],
      ['02', 'DISABLED', 'ENABLED'],
      ['0F', 'ENABLED', 'ENABLED'],
      ['0C', 'DISABLED', 'DISABLED'],
    ] as const) {
      pair.a.out([1, Number.parseInt(ier, 16)]);
      expect((await printed()).split('\n').slice(5, 7)).to.deep.equal([
        `\tIER = 0x${ier}: Rx interrupts: ${rx}`,
        `\tTx interrupts: ${tx}`,
      ]);
    }
  });

  for (const [bits, version] of [
    [0x00, '8250-16450'],
    [0x80, '16550'],
    [0xc0, '16550A - 16 byte FIFO'],
    [0xe0, '16750'],
  ] as const) {
    it(`calls a chip that shows IIR bits 7-5 as ${bits.toString(2).padStart(8, '0').slice(0, 3)} a ${version}`, async () => {
      const read = pair.a.pc.in.bind(pair.a.pc);
      sinon.replace(pair.a.pc, 'in', (port) => (port === 0x3fa ? bits | 0x01 : read(port)));
      expect((await printed()).split('\n')[7]).to.equal(`\tUART_VERSION: ${version}`);
    });
  }

  it("makes the course's 8 accesses in their order, between one read of IIR and one write of FCR 00", async () => {
    pair.a.setLine(0x1b, 12);
    const made = accesses(pair.a);
    await pair.runAlone(pair.a, conf(PORT));
    expect(made()).to.deep.equal([
      'in 3FA 01',
      'in 3FB 1B',
      'out 3FB 9B',
      'in 3F8 0C',
      'in 3F9 00',
      'out 3FB 1B',
      'in 3F9 00',
      'out 3FA E7',
      'in 3FA C1',
      'out 3FA 00',
    ]);
  });

  it('writes FCR once, E7, where the FIFOs are on already', async () => {
    pair.a.out([2, 0x07]);
    const made = accesses(pair.a);
    await pair.runAlone(pair.a, conf(PORT));
    expect(made().filter((access) => access.startsWith('out 3FA'))).to.deep.equal(['out 3FA E7']);
    expect(pair.a.state.fifos).to.equal(true);
  });

  it('names COM2 at 0x2F8, and calls a port of no name by its address', async () => {
    await pair.runAlone(pair.a, conf({ base: 0x2f8, irq: 3 }));
    expect(pair.a.processor.output).to.match(/^COM2 configuration:\n/);
    await pair.runAlone(pair.a, conf({ base: 0x100, irq: 5 }));
    expect(pair.a.processor.output).to.match(/^0x100 configuration:\n/);
  });
});
