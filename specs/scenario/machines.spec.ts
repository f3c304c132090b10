import { expect } from 'chai';
import { profileOf } from '../../harness/run/bench.ts';
import { readLine } from '../../harness/scenario/line-text.ts';
import type { MachineSetup } from '../../harness/scenario/model.ts';
import { file, found, onlyOne, scenarioOf } from './files.ts';

const machine = (A: string): MachineSetup => scenarioOf(file({ A })).machines.A;
const fixOf = (A: string) => onlyOne(file({ A })).fix;

describe('the port of a machine', () => {
  const ports: readonly [string, number, number][] = [
    ['COM1', 0x3f8, 4],
    ['COM2', 0x2f8, 3],
    ['COM3', 0x3e8, 4],
    ['COM4', 0x2e8, 3],
    ['com1', 0x3f8, 4],
    ['{ base: 0x2F8, irq: 5 }', 0x2f8, 5],
    ['{ base: 0x2f8, irq: 5 }', 0x2f8, 5],
  ];
  it('has the addresses and interrupt lines of the PC, under any name in upper or lower case', () => {
    for (const [port, base, irq] of ports)
      expect(machine(`{ port: ${port} }`), port).to.deep.equal({ base, irq });
  });

  it('is COM1 when the file does not say', () =>
    expect(machine('{}')).to.deep.equal({ base: 0x3f8, irq: 4 }));
  it('has no COM5', () =>
    expect(found(file({ A: '{ port: COM5 }' }))).to.deep.equal(['scenario-wrong-value 4:31 COM5']));
  it('cannot be a number', () =>
    expect(found(file({ A: '{ port: 0x3F8 }' }))).to.deep.equal(['scenario-wrong-value 4:31 0x3F8']));
  it('cannot be a list', () => {
    expect(onlyOne(file({ A: '{ port: [COM1] }' })).what).to.equal('`port` cannot be a list.');
  });
  it('needs both its base and its IRQ', () => {
    expect(found(file({ A: '{ port: { base: 0x3F8 } }' }))).to.deep.equal(['scenario-missing-key 4:25 port']);
  });
  it('has eight I/O ports below 0x10000', () => {
    expect(machine('{ port: { base: 0xFFF8, irq: 15 } }')).to.deep.equal({ base: 0xfff8, irq: 15 });
    expect(found(file({ A: '{ port: { base: 0xFFF9, irq: 16 } }' }))).to.deep.equal([
      'scenario-wrong-value 4:39 0xFFF9',
      'scenario-wrong-value 4:52 16',
    ]);
  });
});

describe('the line of a machine', () => {
  const lines: readonly [string, number, number, string, number][] = [
    ['9600 8E1', 9600, 8, 'even', 1],
    ['115200 8n1', 115_200, 8, 'none', 1],
    ['50 5O1.5', 50, 5, 'odd', 1.5],
    ['1200 5M2', 1200, 5, 'mark', 1.5],
    ['1200 6S2', 1200, 6, 'space', 2],
    ['300 7N2', 300, 7, 'none', 2],
    ['{ rate: 9600, bits: 5, parity: odd, stop: 2 }', 9600, 5, 'odd', 1.5],
    ['{ rate: 57600, bits: 8, parity: space, stop: 2 }', 57_600, 8, 'space', 2],
  ];
  it('has rate, bits, parity and stop bits, in short or one by one; 2 stop bits of 5 data bits are 1.5', () => {
    for (const [line, rate, bits, parity, stop] of lines) {
      expect(machine(`{ line: ${line} }`).line, line).to.deep.equal({ rate, bits, parity, stop });
    }
  });

  it('is undefined when the file does not say', () =>
    expect(machine('{ fifo: 8 }')).to.not.have.property('line'));

  const wrong: readonly [string, string, string][] = [
    ['9601 does not divide 115200', '9601 8N1', 'Write 9600, the nearest rate that it can.'],
    ['a rate of 49 is below 50', '49 8N1', 'Write 50, the nearest rate that it can.'],
    ['a rate of 0 is no rate', '0 8N1', 'Write 50, the nearest rate that it can.'],
    ['a rate of 230400 is above 115200', '230400 8N1', 'Write 115200, the nearest rate that it can.'],
    ['there are no 9 data bits', '9600 9N1', 'Write 5, 6, 7 or 8 bits.'],
    ['X is no parity', '9600 8X1', 'Write one of N, O, E, M, S.'],
    ['8 data bits have no 1.5 stop bits', '9600 8N1.5', 'Write 2 for the stop bits.'],
    ['there are no 3 stop bits', '9600 8N3', 'Write 1 for the stop bits.'],
    ['a bare 7E2 of a matrix is a number in YAML', '9600 700', 'Write "7E2" in quotes.'],
    ['commas are another program’s', '"9600,8,n,1"', 'Write 9600 8N1.'],
    ['blanks inside are another program’s', '9600 8 N 1', 'Write 9600 8N1.'],
    ['a rate alone is not enough', '"9600"', 'Write it like 9600 8N1.'],
  ];
  for (const [title, line, fix] of wrong) {
    it(`${title}: ${line}`, () => {
      expect(found(file({ A: `{ line: ${line} }` }))).to.deep.equal([`scenario-wrong-value 4:31 ${line}`]);
      expect(fixOf(`{ line: ${line} }`)).to.equal(fix);
    });
  }

  it('reports each of its wrong parts at its own place', () => {
    expect(found(file({ A: '{ line: { rate: 9601, bits: 9, parity: E, stop: 3 } }' }))).to.deep.equal([
      'scenario-wrong-value 4:39 9601',
      'scenario-wrong-value 4:51 9',
      'scenario-wrong-value 4:62 E',
      'scenario-wrong-value 4:71 3',
    ]);
  });
  it('takes words for its parity, and E is nearest to even', () => {
    expect(fixOf('{ line: { rate: 9600, bits: 8, parity: E, stop: 1 } }')).to.equal('Write even.');
  });
  it('has 1.5 stop bits with 5 data bits only', () => {
    expect(found(file({ A: '{ line: { rate: 9600, bits: 6, parity: odd, stop: 1.5 } }' }))).to.deep.equal([
      'scenario-wrong-value 4:73 1.5',
    ]);
  });
  it('can have each of the 68 rates from 50 on that divide 115200', () => {
    const rates = Array.from({ length: 115_200 }, (_, index) => index + 1).filter(
      (rate) => 'value' in readLine(`${rate} 8N1`),
    );
    expect(rates.every((rate) => 115_200 % rate === 0 && rate >= 50)).to.equal(true);
    expect(rates).to.have.length(68);
  });
});

describe('the FIFO of a machine', () => {
  it('has its trigger at 1, 4, 8 or 14', () => {
    for (const trigger of [1, 4, 8, 14]) expect(machine(`{ fifo: ${trigger} }`).fifo).to.equal(trigger);
  });
  it('has no trigger at 16', () =>
    expect(found(file({ A: '{ fifo: 16 }' }))).to.deep.equal(['scenario-wrong-value 4:31 16']));
  it('takes a number, not text', () => expect(fixOf('{ fifo: "14" }')).to.equal('Write 14 without quotes.'));
});

describe('the chip of a machine', () => {
  const QEMU = '{ chip: qemu }';
  const link = (A: string, given = '') =>
    scenarioOf(file({ A, ...(given === '' ? {} : { link: given }) })).link;

  it('is ours when the file does not say, or that of QEMU', () => {
    for (const ours of ['{}', '{ chip: ours }']) {
      expect(machine(ours).chip).to.equal(undefined);
      expect(profileOf(link(ours))).to.equal('wire');
    }
    expect(machine(QEMU).chip).to.equal('qemu');
  });
  it('is nobody else’s', () => {
    expect(found(file({ A: '{ chip: quemu }' }))).to.deep.equal(['scenario-wrong-value 4:31 quemu']);
    expect(fixOf('{ chip: quemu }')).to.equal('Write qemu.');
  });
  it('makes the rules of QEMU the usual ones, over each transport, and leaves the named ones', () => {
    expect(profileOf(link('{}'))).to.equal('wire');
    expect(profileOf(link(QEMU))).to.equal('qemu');
    expect(profileOf(link(QEMU, '{ transport: tcp }'))).to.equal('qemu');
    expect(profileOf(link(QEMU, '{ profile: virtualbox5 }'))).to.equal('virtualbox5');
  });
  it('cannot be QEMU’s on a wire', () => {
    const text = file({ A: QEMU, link: '{ profile: wire }' });
    expect(found(text)).to.deep.equal(['scenario-conflict 3:18 wire']);
    expect(onlyOne(text).fix).to.equal('Write qemu, or take `profile` out.');
  });
  it('is a 16550A where it is QEMU’s, with a right crystal', () => {
    expect(machine('{ chip: qemu, type: 16550A }').type).to.equal('16550A');
    expect(found(file({ A: '{ chip: qemu, type: 16450 }' }))).to.deep.equal(['scenario-conflict 4:43 16450']);
    expect(fixOf('{ chip: qemu, type: 16450 }')).to.equal('Take `type` out, or `chip`.');
    expect(found(file({ A: '{ chip: qemu, crystal: +200ppm }' }))).to.deep.equal([
      'scenario-conflict 4:37 crystal',
    ]);
  });
});

describe('the machines', () => {
  it('are both there', () => {
    const text = 'version: 1\nname: x\nmachines: { A: {} }\nsteps: [ wait: { for: 1s } ]\n';
    expect(found(text)).to.deep.equal(['scenario-missing-key 3:1 machines']);
    expect(onlyOne(text).fix).to.equal('Add `B: { port: COM1, line: 9600 8N1 }`.');
  });
  it('are no more than two', () => {
    expect(found(file({ A: '{}, C: {}' }))).to.deep.equal(['scenario-unknown-key 4:27 C']);
  });
  it('are named by upper-case letters', () => {
    const text = 'version: 1\nname: x\nmachines: { a: {}, B: {} }\nsteps: [ wait: { for: 1s } ]\n';
    expect(found(text)).to.deep.equal(['scenario-unknown-key 3:13 a']);
    expect(onlyOne(text).fix).to.equal('Write `A`.');
  });
  it('have a key for each thing that they name: boud is unknown', () => {
    expect(found(file({ A: '{ boud: 9600 }' }))).to.deep.equal(['scenario-unknown-key 4:25 boud']);
    expect(onlyOne(file({ A: '{ boud: 9600 }' })).why).to.equal(
      'Its keys are: port, line, fifo, type, chip, crystal.',
    );
  });
});
