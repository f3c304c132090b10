import { expect } from 'chai';
import type { Machine } from '../../../harness/config/model.ts';
import { dialling, found, keyAt, labLine, listening, machine, type PortSays, said } from '../machines.ts';

const RUI = dialling('127.0.0.1:4000');
const COM1 = { base: 0x3f8, irq: 4 };
const COM2 = { base: 0x2f8, irq: 3 };

const withPorts = (...ports: readonly PortSays[]): Machine =>
  machine({
    name: 'ana',
    ports: ports.map((port, index) => ({ ...port, end: { role: 'listens', address: `${4000 + index}` } })),
  });

describe('base and IRQ', () => {
  const CASES: readonly (readonly [name: string, port: PortSays, said: string, at: string, wish: object])[] =
    [
      ['COM1 with COM2’s IRQ', { base: 0x3f8, irq: 3 }, 'error irq-wrong', '1.irq: 3', COM1],
      ['COM1 with the mouse’s IRQ', { base: 0x3f8, irq: 12 }, 'error irq-wrong', '1.irq: 12', COM1],
      [
        'the first port at COM2’s base, with COM1’s IRQ',
        { base: 0x2f8, irq: 4 },
        'error irq-wrong',
        '1.irq: 4',
        COM1,
      ],
      ['an IRQ alone', { irq: 3 }, 'error irq-wrong', '1.irq: 3', COM1],
      ['a base that no PC has', { base: 0x3e0, irq: 4 }, 'error base-not-standard', '1.base: 992', COM1],
      [
        'a base and an IRQ that no PC has',
        { base: 0x3f0, irq: 9 },
        'error base-not-standard',
        '1.base: 1008',
        COM1,
      ],
      ['COM2', COM2, 'warning not-com1', '1.base: 760', COM1],
      ['COM3', { base: 0x3e8, irq: 4 }, 'error not-com1', '1.base: 1000', COM1],
      ['a 16450', { uart: '16450' }, 'error no-fifo', '1.uart: 16450', { uart: '16550A' }],
      ['an 8250', { uart: '8250' }, 'error no-fifo', '1.uart: 8250', { uart: '16550A' }],
    ];
  for (const [name, port, expected, at, wish] of CASES) {
    it(`gives one finding for ${name}`, () => {
      const all = found([withPorts(port), RUI]);
      expect(all.map(({ severity, code }) => `${severity} ${code}`)).to.deep.equal([expected]);
      expect(all.map((each) => keyAt(each.at))).to.deep.equal([at]);
      expect(all[0]?.mend?.wish).to.deep.equal(wish);
    });
  }

  it('finds one base at two ports, and gives the second its own', () => {
    for (const second of [COM1, { base: 0x3f8, irq: 3 }]) {
      const all = found([withPorts(COM1, second), RUI]);
      expect(all.map(({ code }) => code)).to.deep.equal(['base-shared']);
      expect(all[0]?.mend).to.deep.include({ port: 2, wish: COM2 });
    }
  });

  it('moves the one that is not at its own base', () => {
    const [only] = found([withPorts(COM2, COM2), RUI]);
    expect(only?.code).to.equal('base-shared');
    expect(only?.mend).to.deep.include({ port: 1, wish: COM1 });
  });

  it('warns of COM1 and COM3, which share IRQ 4', () => {
    const all = found([withPorts(COM1, { number: 3, base: 0x3e8, irq: 4 }), RUI]);
    expect(all.map(({ severity, code }) => `${severity} ${code}`)).to.deep.equal(['warning irq-shared']);
    expect(all[0]?.mend).to.deep.include({ port: 3, wish: COM2 });
  });

  it('says nothing of COM1 and COM2', () => {
    expect(said([withPorts(COM1, COM2), RUI])).to.deep.equal([]);
  });
});

describe('the COM number', () => {
  const onCom2 = withPorts(COM2);

  it('is 2 at one machine: the other’s place is shown', () => {
    const [only] = found([RUI, onCom2]);
    expect(only?.code).to.equal('not-com1');
    expect(only?.also?.length).to.equal(1);
  });

  it('is what the line says: only good to know where they differ', () => {
    expect(said([onCom2, RUI], { lines: { a: labLine(2), b: labLine(1) } })).to.deep.equal([
      'info com-numbers-differ',
    ]);
  });

  it('is not the one that the line opens', () => {
    const [only, ...rest] = found([onCom2, RUI], { lines: { a: labLine(1), b: labLine(1) } });
    expect(rest).to.deep.equal([]);
    expect(only).to.deep.include({ code: 'lab-port-not-linked', severity: 'error' });
    expect(only?.facts).to.include({ machine: 'ana', com: 1, linked: 2 });
    expect(only?.at.source.file).to.equal('--line');
  });

  it('is of the machine that the line was given for', () => {
    const [only] = found([listening('4000'), RUI], { lines: { b: labLine(2) } });
    expect(only?.facts).to.include({ machine: 'rui', com: 2, linked: 1 });
  });

  it('leaves the order of QEMU’s ports to words', () => {
    const ana = machine({
      name: 'ana',
      product: 'qemu',
      ports: [{ end: { kind: 'other', what: 'stdio' } }, { end: { role: 'listens', address: ':4000' } }],
    });
    const all = found([ana, RUI]);
    expect(all.map(({ code }) => code)).to.deep.equal(['not-com1']);
    expect(all[0]?.mend).to.equal(undefined);
  });
});
