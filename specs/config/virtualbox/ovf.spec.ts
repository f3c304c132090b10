import { expect } from 'chai';
import { readOvf } from '../../../harness/config/virtualbox/ovf.ts';
import { Source } from '../../../harness/ground/source.ts';
import { marked } from '../edited.ts';
import { ovfOf } from './ovf-file.ts';
import { LISTENER, uartOf } from './vbox-file.ts';

const readingOf = (text: string) => readOvf(new Source(text, 'a.ovf'));

describe('an OVF file', () => {
  it('has VirtualBox’s machine, its version on the machine itself', () => {
    const { machines, findings } = readingOf(ovfOf(uartOf(LISTENER)));
    expect(findings).to.deep.equal([]);
    expect(machines).to.have.length(1);
    expect(machines[0]).to.nested.include({
      format: 'ovf',
      product: 'virtualbox',
      name: 'minix',
      'settings.value': '1.16',
      'host.value': 'macosx',
    });
    expect(machines[0]?.ports[0]).to.nested.include({
      number: 1,
      'end.kind': 'tcp',
      'end.port.value': '4000',
    });
  });

  it('has what is wrong with a port of it', () => {
    const { findings } = readingOf(ovfOf(uartOf(LISTENER.replace('"TCP"', '"tcp"'))));
    expect(findings.map(({ code, at }) => [code, marked(at)])).to.deep.equal([['hostmode-invalid', 'tcp']]);
  });

  it('has the ports of another product’s machine, and not what they lead to', () => {
    const [machine] = readingOf(ovfOf(undefined)).machines;
    expect(machine).to.include({ product: 'vmware', name: 'minix' });
    expect(
      machine?.ports.map(({ number, end }) => [number, end.kind, end.kind === 'other' && end.what.value]),
    ).to.deep.equal([
      [1, 'other', 'serial0'],
      [2, 'other', 'serial1'],
    ]);
  });

  it('has every machine of a collection', () => {
    const systems = ['a', 'b'].map(
      (name) => /<VirtualSystem [\s\S]*<\/VirtualSystem>/.exec(ovfOf(uartOf(LISTENER), name))?.[0],
    );
    const text = `<Envelope><VirtualSystemCollection ovf:id="both">${systems.join('')}</VirtualSystemCollection></Envelope>`;
    expect(readingOf(text).machines.map(({ name }) => name)).to.deep.equal(['a', 'b']);
  });

  it('may have no machine, or be malformed', () => {
    expect(readingOf('<Envelope/>').findings.map(({ code }) => code)).to.deep.equal(['no-machine']);
    expect(readingOf('<Envelope>').findings.map(({ code }) => code)).to.deep.equal(['xml-malformed']);
  });
});
