import { expect } from 'chai';
import { holdsDomain, readLibvirt } from '../../../harness/config/libvirt/libvirt.ts';
import { mendLibvirt } from '../../../harness/config/libvirt/mend-libvirt.ts';
import { readConfiguration } from '../../../harness/config/read.ts';
import { Source } from '../../../harness/ground/source.ts';
import { edited, marked } from '../edited.ts';

const SERIAL = `<serial type='tcp'>\n  <source mode='bind' host='0.0.0.0' service='4000'/>\n</serial>`;
const domain = (name: string) =>
  `<domain type='kvm'>\n<name>${name}</name>\n<devices>${SERIAL}</devices>\n</domain>`;
const script = (...names: string[]) =>
  `#!/bin/sh\n${names.map((name) => `cat > ${name}.xml <<EOF\n${domain(name)}\nEOF\n`).join('')}virsh define a.xml\n`;
const read = (text: string) => readConfiguration(new Source(text, 'run.sh'));

describe("libvirt's domains within another text", () => {
  it('are read where they stand', () => {
    const { machines, findings } = read(script('a', 'b'));
    expect(machines.map(({ name, product }) => [name, product])).to.deep.equal([
      ['a', 'libvirt'],
      ['b', 'libvirt'],
    ]);
    const end = machines[1]?.ports[0]?.end;
    expect(end?.kind === 'tcp' && end.port && marked(end.port.at)).to.equal('4000');
    expect(end?.kind === 'tcp' && end.port?.at.range[0]).to.equal(script('a', 'b').lastIndexOf('4000'));
    expect(findings).to.deep.equal([]);
  });

  it('are mended there', () => {
    const text = script('a', 'b');
    const [, machine] = read(text).machines;
    const edits = machine && mendLibvirt(machine, 1, { end: { kind: 'tcp', role: 'listens', port: 4001 } });
    const after =
      text.slice(0, text.lastIndexOf('4000')) + text.slice(text.lastIndexOf('4000')).replace('4000', '4001');
    expect(edits && edited(text, edits)).to.equal(after);
  });

  it('stand beside the commands of other products', () => {
    const text = `${script('a')}qemu-system-i386 -hda b.img -serial tcp:localhost:4000\n`;
    expect(read(text).machines.map(({ product }) => product)).to.deep.equal(['libvirt', 'qemu']);
  });

  it('are none where they have no serial port, or are no XML', () => {
    for (const text of [
      `see ${domain('a').replace(/<\/?serial/g, '<disk')}`,
      `see ${domain('a & b')}`,
      'see <domain><serial/>',
    ])
      expect(holdsDomain(new Source(text, 'a.txt')), text).to.equal(false);
  });
});

describe('a part of a domain by itself', () => {
  for (const [what, text] of [
    ['the devices', `<devices>\n${SERIAL}\n</devices>`],
    ['a serial port', SERIAL],
  ] as const) {
    it(`is a machine without a name: ${what}`, () => {
      const { machines } = read(text);
      const end = machines[0]?.ports[0]?.end;
      expect(machines[0]?.name).to.equal(undefined);
      expect(end?.kind === 'tcp' && end.port?.value).to.equal('4000');
      const edits =
        machines[0] && mendLibvirt(machines[0], 1, { end: { kind: 'tcp', role: 'listens', port: 4001 } });
      expect(edits && edited(text, edits)).to.equal(text.replace('4000', '4001'));
    });
  }

  it('is not read of devices that have no serial port: other programs have some too', () => {
    expect(read('<devices><disk/></devices>').findings.map(({ code }) => code)).to.deep.equal([
      'format-unknown',
    ]);
    expect(readLibvirt(new Source('<domain/>', 'a.xml')).machines).to.have.length(1);
  });
});
