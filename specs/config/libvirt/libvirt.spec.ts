import { expect } from 'chai';
import { readLibvirt } from '../../../harness/config/libvirt/libvirt.ts';
import type { End } from '../../../harness/config/model.ts';
import { Source } from '../../../harness/ground/source.ts';
import { edited, marked } from '../edited.ts';
import { CONNECTOR, CONSOLE, domainOf, LISTENER } from './domain-file.ts';

const readingOf = (text: string) => readLibvirt(new Source(text, 'a.xml'));

function portsOf(devices: string) {
  const { machines, findings } = readingOf(domainOf(devices));
  expect(findings.map(({ code, facts }) => [code, facts])).to.deep.equal([]);
  return machines[0]?.ports ?? [];
}

function endOf(devices: string): End {
  const [port] = portsOf(devices);
  if (port === undefined) throw new Error('there is no port');
  return port.end;
}

/** What can be told of an end in one line. */
const lineOf = (end: End): string =>
  end.kind === 'tcp'
    ? [end.kind, end.framing.value, end.role.value, end.host?.value, end.port?.value].join(' ')
    : end.kind === 'pipe'
      ? [end.kind, end.form, end.role.value, end.path.value].join(' ')
      : [end.kind, end.what.value].join(' ');

const serial = (type: string, inside = '') => `<serial type='${type}'>${inside}<target port='0'/></serial>`;

describe('a libvirt domain', () => {
  it('has its name', () => {
    const [machine] = readingOf(domainOf(LISTENER, ' Minix &amp; Ana\n')).machines;
    expect(machine).to.include({ format: 'libvirt', product: 'libvirt', name: 'Minix & Ana' });
    expect(machine && marked(machine.at)).to.match(/^<domain type='kvm'.*>$/);
  });

  it('has the first serial port once, though a console repeats it', () => {
    expect(portsOf(`${LISTENER}\n    ${CONSOLE}`).map(({ number, end }) => [number, end.kind])).to.deep.equal(
      [[1, 'tcp']],
    );
  });

  it('has a console alone for its first port, where its target is a serial one or none', () => {
    expect(portsOf(CONSOLE).map(({ number, end }) => [number, end.kind])).to.deep.equal([[1, 'tcp']]);
    expect(portsOf("<console type='pty'/>").map(({ end }) => lineOf(end))).to.deep.equal(['other pty']);
    expect(portsOf("<console type='pty'><target type='virtio' port='0'/></console>")).to.deep.equal([]);
  });

  it('has no port where other devices have a socket alone', () => {
    expect(portsOf('')).to.deep.equal([]);
  });

  it('has the number of a port by its target, or the next one', () => {
    const numbered = (...targets: string[]) =>
      portsOf(targets.map((target) => `<serial type='pty'>${target}</serial>`).join('')).map(
        ({ number }) => number,
      );
    expect(numbered("<target port='1'/>", "<target port='0'/>")).to.deep.equal([1, 2]);
    expect(numbered("<target port='1'/>", '')).to.deep.equal([2, 3]);
    expect(numbered('', '', '', '', '')).to.deep.equal([1, 2, 3, 4]);
  });

  it('has no COM port on USB or PCI, though they count', () => {
    const usb = "<serial type='pty'><target type='usb-serial'/></serial>";
    const isa = "<serial type='pty'><target type='isa-serial'><model name='isa-serial'/></target></serial>";
    expect(portsOf(usb + isa).map(({ number }) => number)).to.deep.equal([2]);
  });

  it('has its base and IRQ where its address says them', () => {
    const [port] = portsOf(serial('pty', "<address type='isa' iobase='0x2f8' irq='0x3'/>"));
    expect([port?.base?.value, port?.irq?.value]).to.deep.equal([0x2f8, 3]);
    expect(portsOf(LISTENER)[0]).not.to.have.any.keys('base', 'irq');
  });

  it('is found within other elements', () => {
    const domain = domainOf(LISTENER);
    for (const [text, count] of [
      [`<domainsnapshot><name>before</name>${domain}</domainsnapshot>`, 1],
      [`<domstatus state='running'>${domain}</domstatus>`, 1],
      [`<domains>${domain}${domain}</domains>`, 2],
    ] as const)
      expect(readingOf(text).machines.map(({ name }) => name)).to.deep.equal(
        Array.from({ length: count }, () => 'minix'),
      );
  });

  it('may be missing, or malformed', () => {
    expect(readingOf('<domains/>').findings.map(({ code }) => code)).to.deep.equal(['no-machine']);
    expect(readingOf('<domain>').findings.map(({ code }) => code)).to.deep.equal(['xml-malformed']);
  });
});

describe('a serial port of a libvirt domain', () => {
  for (const [devices, line] of [
    [LISTENER, 'tcp raw listens 0.0.0.0 4000'],
    [CONNECTOR, 'tcp raw connects 10.0.0.2 4000'],
    [serial('tcp', "<source host='a' service='1'/>"), 'tcp raw connects a 1'],
    [serial('tcp', "<source mode='bind' host='' service='1'/>"), 'tcp raw listens  1'],
    [serial('tcp', "<source mode='connect' host='a'/>"), 'tcp raw connects a '],
    [serial('tcp', ''), 'tcp raw connects  '],
    [
      serial('tcp', "<source mode='bind' host='a' service='1'/><protocol type='telnet'/>"),
      'tcp telnet listens a 1',
    ],
    [
      serial('tcp', "<source mode='bind' host='a' service='1'/><protocol type='tls'/>"),
      'tcp tls listens a 1',
    ],
    [serial('tcp', "<source mode='bind' host='a' service='1' tls='yes'/>"), 'tcp tls listens a 1'],
    [serial('tcp', "<source mode='bind' host='a' service='1' tls='no'/>"), 'tcp raw listens a 1'],
    [
      serial(
        'udp',
        "<source mode='bind' host='a' service='1'/><source mode='connect' host='b' service='2'/>",
      ),
      'tcp udp connects b 2',
    ],
    [serial('unix', "<source mode='bind' path='/tmp/lab7'/>"), 'pipe socket listens /tmp/lab7'],
    [serial('unix', "<source path='/tmp/lab7'/>"), 'pipe socket connects /tmp/lab7'],
    [serial('pipe', "<source path='/tmp/lab7'/>"), 'pipe fifos connects /tmp/lab7'],
    [serial('file', "<source path='/tmp/log'/>"), 'file /tmp/log'],
    [serial('dev', "<source path='/dev/ttyS0'/>"), 'device /dev/ttyS0'],
    [serial('pty', "<source path='/dev/pts/3'/>"), 'other pty'],
    [serial('stdio'), 'other stdio'],
    [serial('null'), 'disconnected null'],
  ] as const)
    it(`is ${line}`, () => {
      expect(lineOf(endOf(devices))).to.equal(line);
    });

  it('has the place of each value', () => {
    const end = endOf(LISTENER);
    if (end.kind !== 'tcp') throw new Error(end.kind);
    expect([end.role, end.host, end.port, end.framing].map((each) => each && marked(each.at))).to.deep.equal([
      'bind',
      '0.0.0.0',
      '4000',
      'raw',
    ]);
    expect([end.address.value, marked(end.address.at)]).to.deep.equal([
      '0.0.0.0:4000',
      "<source mode='bind' host='0.0.0.0' service='4000'/>",
    ]);
  });

  it('dials again where it says so', () => {
    const again = (inside: string) => {
      const end = endOf(serial('tcp', `<source mode='connect' host='a' service='1'>${inside}</source>`));
      return end.kind === 'tcp' ? end.reconnects?.value : end.kind;
    };
    expect(again("<reconnect enabled='yes' timeout='10'/>")).to.equal(true);
    expect(again("<reconnect enabled='no'/>")).to.equal(false);
    expect(again('')).to.equal(undefined);
  });

  it('has a value that only a template fills in', () => {
    for (const value of ['{{ port }}', '$PORT', `\${PORT}`, '%(port)s', '{port}', '@PORT@']) {
      const end = endOf(serial('tcp', `<source mode='bind' host='0.0.0.0' service='${value}'/>`));
      expect(end.kind === 'tcp' && [end.port?.later, end.address.later]).to.deep.equal([value, value]);
    }
  });

  for (const [written, name, nearest] of [
    [LISTENER.replace("'bind'", "'server'"), 'mode', 'bind'],
    [LISTENER.replace("'bind'", "'Bind'"), 'mode', 'bind'],
    [LISTENER.replace("'bind'", "'client'"), 'mode', 'connect'],
    [LISTENER.replace("'tcp'", "'TCP'"), 'type', 'tcp'],
    [LISTENER.replace("'raw'", "'telnett'"), 'type', 'telnet'],
    [LISTENER.replace("'0'", "'COM1'"), 'port', '0'],
    [LISTENER.replace("port='0'", "port='7'"), 'port', '0'],
  ] as const)
    it(`is refused for a ${name} that is none, which is ${nearest}`, () => {
      const text = domainOf(written);
      const { findings } = readingOf(text);
      expect(
        findings.map(({ code, facts }) => [
          code,
          'name' in facts && facts.name,
          'nearest' in facts && facts.nearest,
        ]),
      ).to.deep.equal([['value-invalid', name, nearest]]);
      const after = edited(
        text,
        findings.flatMap(({ edits = [] }) => edits),
      );
      expect(readingOf(after).findings).to.deep.equal([]);
    });
});
