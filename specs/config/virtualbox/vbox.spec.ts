import { expect } from 'chai';
import type { Port } from '../../../harness/config/model.ts';
import { readVbox } from '../../../harness/config/virtualbox/vbox.ts';
import { Source } from '../../../harness/ground/source.ts';
import { edited, marked } from '../edited.ts';
import { CONNECTOR, LISTENER, PIPE, snapshotOf, uartOf, type VboxParts, vbox5, vbox7 } from './vbox-file.ts';

const readingOf = (text: string) => readVbox(new Source(text, 'a.vbox'));

function machineIn(text: string) {
  const { machines, findings } = readingOf(text);
  expect(findings.map(({ code }) => code)).to.deep.equal([]);
  const [machine] = machines;
  if (machine === undefined) throw new Error('there is no machine');
  return machine;
}

/** The port of a file of VirtualBox 5 with this `Port` alone. */
function portOf(port: string, parts: VboxParts = {}): Port {
  const [only] = machineIn(vbox5({ ...parts, uart: uartOf(port) })).ports;
  if (only === undefined) throw new Error('there is no port');
  return only;
}

const withAttribute = (name: string, value: string, port = LISTENER) =>
  port.replace(new RegExp(` ${name}="[^"]*"`), value === '' ? '' : ` ${name}="${value}"`);

describe('a machine in a .vbox file', () => {
  it('has its name, its file version and the system of its host', () => {
    const machine = machineIn(vbox5({ name: 'Jo&#xE3;o &amp; Ana', version: '1.16-windows' }));
    expect(machine.name).to.equal('João & Ana');
    expect(machine.settings?.value).to.equal('1.16');
    expect(machine.settings && marked(machine.settings.at)).to.equal('1.16');
    expect(machine.host?.value).to.equal('windows');
    expect(machine.host && marked(machine.host.at)).to.equal('windows');
    expect(marked(machine.at)).to.match(/^<Machine uuid=.*>$/);
  });

  it('has no host where the version names none, or one that nobody knows', () => {
    for (const version of ['1.15', '1.15-os2', '1.15-'])
      expect(machineIn(vbox5({ version }))).not.to.have.property('host');
  });

  it('has the version of the product where a guest property tells it', () => {
    expect(machineIn(vbox7()).productVersion).to.equal('7.1.4');
    expect(machineIn(vbox5())).not.to.have.property('productVersion');
  });

  it('is saved where it names the file of its state, and not where it was aborted', () => {
    const { saved } = machineIn(vbox5({ machine: ' stateFile="Snapshots/2020.sav" aborted="true"' }));
    expect(saved && marked(saved)).to.equal('Snapshots/2020.sav');
    expect(machineIn(vbox5({ machine: ' aborted="true"' }))).not.to.have.property('saved');
  });

  it('has no ports and no finding where it has no UART', () => {
    for (const text of [vbox5(), vbox7(), vbox5({ uart: '<UART/>' })])
      expect(machineIn(text).ports).to.deep.equal([]);
  });

  it('has the serial ports, and not the parallel ones', () => {
    const { ports } = machineIn(vbox5({ uart: uartOf(PIPE, LISTENER) }));
    expect(ports.map(({ number, end }) => [number, end.kind])).to.deep.equal([
      [1, 'tcp'],
      [2, 'pipe'],
    ]);
  });

  it('takes the machine’s own Hardware, and keeps the snapshots’ ports that are on apart', () => {
    const off = LISTENER.replace('enabled="true"', 'enabled="false"');
    const snapshots = snapshotOf(uartOf(off, PIPE), snapshotOf(uartOf(CONNECTOR)));
    const { ports, inSnapshots } = machineIn(vbox5({ snapshots, uart: uartOf(LISTENER) }));
    expect(ports.map(({ end }) => end.kind === 'tcp' && end.role.value)).to.deep.equal(['listens']);
    expect(inSnapshots?.map(({ number, end }) => [number, end.kind])).to.deep.equal([
      [2, 'pipe'],
      [1, 'tcp'],
    ]);
  });

  it('says nothing of what is wrong in a snapshot', () => {
    const snapshots = snapshotOf(uartOf(withAttribute('hostMode', 'tcp')));
    expect(machineIn(vbox5({ snapshots })).ports).to.deep.equal([]);
  });

  it('goes down a long line of snapshots', () => {
    let snapshots = '';
    for (let depth = 0; depth < 250; depth += 1) snapshots = snapshotOf(uartOf(LISTENER), snapshots);
    expect(machineIn(vbox5({ snapshots })).inSnapshots).to.have.length(250);
  });

  it('is the same in the namespace of old files, and with a prefix', () => {
    const text = vbox5({ uart: uartOf(LISTENER), version: '1.12-macosx' }).replace(
      'http://www.virtualbox.org/',
      'http://www.innotek.de/VirtualBox-settings',
    );
    expect(readingOf(text).machines[0]?.ports).to.have.length(1);
    const prefixed = text.replace(/<(\/?)(?=[A-Z])/g, '<$1vb:').replace('xmlns=', 'xmlns:vb=');
    expect(readingOf(prefixed).machines[0]?.ports).to.have.length(1);
  });
});

describe('a Port in a .vbox file', () => {
  it('has its number, base and IRQ, each with its place', () => {
    const port = portOf(PIPE);
    expect([port.number, port.enabled.value, port.base?.value, port.irq?.value]).to.deep.equal([
      2,
      true,
      0x2f8,
      3,
    ]);
    expect(port.base && marked(port.base.at)).to.equal('0x2f8');
    expect(port.irq && marked(port.irq.at)).to.equal('3');
    expect(marked(port.at)).to.equal(PIPE);
  });

  it('has numbers in hex, decimal and octal, and flags in three spellings', () => {
    for (const base of ['0x3F8', '0X3f8', '1016', '01770'])
      expect(portOf(withAttribute('IOBase', base)).base?.value, base).to.equal(0x3f8);
    for (const yes of ['true', 'yes', '1'])
      expect(portOf(withAttribute('enabled', yes)).enabled.value, yes).to.equal(true);
    for (const no of ['false', 'no', '0'])
      expect(portOf(withAttribute('enabled', no)).enabled.value, no).to.equal(false);
  });

  it('listens on its whole path', () => {
    const { end } = portOf(withAttribute('path', '127.0.0.1:4000'));
    expect(end).to.nested.include({
      kind: 'tcp',
      'role.value': 'listens',
      'port.value': '127.0.0.1:4000',
      'framing.value': 'raw',
    });
    expect(end).not.to.have.property('host');
  });

  for (const [path, host, port] of [
    ['10.0.0.2:4000', '10.0.0.2', '4000'],
    ['fe80::1:4000', 'fe80', ':1:4000'],
    ['tcp://ana:4000', 'tcp', '//ana:4000'],
    [':4000', undefined, '4000'],
    ['ana:', 'ana', undefined],
    ['ana', 'ana', undefined],
    ['', undefined, undefined],
  ] as const)
    it(`splits a connector’s path at the first colon: ${JSON.stringify(path)}`, () => {
      const { end } = portOf(CONNECTOR.replace('10.0.0.2:4000', path));
      if (end.kind !== 'tcp') throw new Error(end.kind);
      expect([end.host?.value, end.port?.value, end.address.value]).to.deep.equal([host, port, path]);
      if (host !== undefined && end.host !== undefined) expect(marked(end.host.at)).to.equal(host);
      if (port !== undefined && end.port !== undefined) expect(marked(end.port.at)).to.equal(port);
    });

  it('connects where it does not say server', () => {
    const port = portOf(withAttribute('server', '', CONNECTOR));
    expect(port.end).to.nested.include({ 'role.value': 'connects', 'host.value': '10.0.0.2' });
  });

  it('marks its tag where it has no path, and the attribute where the path is empty', () => {
    const addressAt = (port: Port) => port.end.kind === 'tcp' && marked(port.end.address.at);
    expect(addressAt(portOf(LISTENER.replace(' path="4000"', '')))).to.match(/^<Port /);
    expect(addressAt(portOf(LISTENER.replace('"4000"', '""')))).to.equal('path=""');
  });

  it('marks a value of entities as a whole', () => {
    const { end } = portOf(CONNECTOR.replace('10.0.0.2', 'a&amp;b'));
    if (end.kind !== 'tcp' || end.port === undefined) throw new Error(end.kind);
    expect([end.port.value, marked(end.port.at)]).to.deep.equal(['4000', 'a&amp;b:4000']);
  });

  for (const [mode, kind] of [
    ['HostPipe', 'pipe'],
    ['RawFile', 'file'],
    ['HostDevice', 'device'],
    ['Disconnected', 'disconnected'],
  ] as const)
    it(`leads to a ${kind} by hostMode ${mode}`, () => {
      const { end } = portOf(withAttribute('hostMode', mode).replace('"4000"', '"/tmp/lab7"'));
      expect(end.kind).to.equal(kind);
      if (end.kind === 'pipe')
        expect([end.role.value, end.path.value, end.form]).to.deep.equal(['listens', '/tmp/lab7', 'socket']);
      else if (end.kind !== 'tcp') expect(end.what.value).to.equal('/tmp/lab7');
    });

  it('is read from attributes in any order, over several lines, in quotes of either kind', () => {
    const port = portOf(
      `<Port\n   hostMode='TCP'\tpath = "10.0.0.2:4000"\r\n IRQ="4"  IOBase='0x3f8' enabled="true" slot='0'\n></Port>`,
    );
    expect(port).to.nested.include({
      number: 1,
      'end.kind': 'tcp',
      'end.port.value': '4000',
      'irq.value': 4,
    });
  });

  it('has IOAddress from 1.20 on, and IOBase before', () => {
    const modern = LISTENER.replace('IOBase', 'IOAddress');
    expect(machineIn(vbox7({ uart: uartOf(modern) })).ports[0]?.base?.value).to.equal(0x3f8);
    expect(
      machineIn(vbox7({ uart: uartOf(LISTENER), version: '1.19-linux' })).ports[0]?.base?.value,
    ).to.equal(0x3f8);
  });

  it('has the type of its UART', () => {
    const text = vbox5({
      version: '1.17-linux',
      uart: uartOf(LISTENER.replace('/>', ' uartType="16750"/>')),
    });
    expect(machineIn(text).ports[0]?.uart?.value).to.equal('16750');
    expect(portOf(LISTENER)).not.to.have.property('uart');
  });
});

/** The findings of a text; that they are gone when their edits are made; and what the file then says. */
function mendedBy(text: string) {
  const { findings } = readingOf(text);
  const after = edited(
    text,
    findings.flatMap(({ edits = [] }) => edits),
  );
  expect(readingOf(after).findings, after.match(/<Port[^>]*>/)?.[0]).to.deep.equal([]);
  return { findings, after };
}

describe('a .vbox file that VirtualBox refuses', () => {
  const file = (...ports: readonly string[]) => vbox5({ uart: uartOf(...ports) });

  for (const [value, meant] of [
    ['tcp', 'TCP'],
    ['Tcp', 'TCP'],
    ['tcpserver', 'TCP'],
    ['hostpipe', 'HostPipe'],
    ['HostPip', 'HostPipe'],
    ['Pipe', 'HostPipe'],
    ['rawfile', 'RawFile'],
    ['Network', 'TCP'],
    ['', 'TCP'],
    ['?', 'TCP'],
  ] as const)
    it(`has a hostMode of ${JSON.stringify(value)}, which is ${meant}`, () => {
      const text = file(LISTENER.replace('hostMode="TCP"', `hostMode="${value}"`));
      const { findings } = mendedBy(text);
      expect(findings).to.have.length(1);
      expect(findings[0]).to.deep.include({ code: 'hostmode-invalid', facts: { value, nearest: meant } });
      expect(findings[0] && marked(findings[0].at)).to.equal(value === '' ? 'hostMode=""' : value);
    });

  for (const [name, value, likeliest] of [
    ['IRQ', 'four', '4'],
    ['IRQ', ' 4', '4'],
    ['IRQ', 'IRQ3', '3'],
    ['IOBase', '3f8', '0x3f8'],
    ['IOBase', '2F8h', '0x2f8'],
    ['IOBase', 'COM2', '0x2f8'],
    ['IOBase', '0x3f8 ', '0x3f8'],
    ['IOBase', '99999999999', '0x3f8'],
    ['enabled', 'TRUE', 'true'],
    ['enabled', 'off', 'false'],
    ['enabled', '', 'true'],
    ['server', 'True', 'true'],
    ['slot', '4', '0'],
    ['slot', 'COM1', '0'],
  ] as const)
    it(`has ${name}="${value}", which is ${likeliest}`, () => {
      const { findings } = mendedBy(
        file(LISTENER.replace(new RegExp(`${name}="[^"]*"`), `${name}="${value}"`)),
      );
      expect(findings.map(({ code }) => code)).to.deep.equal(['value-invalid']);
      expect(findings[0]?.facts).to.deep.include({ name, value, nearest: likeliest });
    });

  it('has a uartType that is none', () => {
    const { findings, after } = mendedBy(file(LISTENER.replace('/>', ' uartType="16550"/>')));
    expect(findings[0]?.facts).to.include({ name: 'uartType', nearest: '16550A' });
    expect(after).to.contain('uartType="16550A"');
  });

  it('does not refuse a server that is no flag where none is asked for', () => {
    const text = file(withAttribute('hostMode', 'Disconnected').replace('server="true"', 'server="x"'));
    expect(readingOf(text).findings).to.deep.equal([]);
  });

  for (const name of ['slot', 'enabled', 'IOBase', 'IRQ', 'hostMode'])
    it(`lacks ${name}`, () => {
      const { findings, after } = mendedBy(file(withAttribute(name, '')));
      expect(findings.map(({ code, facts }) => [code, facts])).to.deep.equal([
        ['attribute-missing', { attribute: name }],
      ]);
      const { machines } = readingOf(after);
      expect(machines[0]?.ports[0]).to.nested.include({
        number: 1,
        'enabled.value': true,
        'base.value': 0x3f8,
        'irq.value': 4,
        'end.kind': 'tcp',
      });
    });

  for (const [text, facts] of [
    [
      file(LISTENER.replace('IOBase', 'IOAddress')),
      { attribute: 'IOAddress', needed: 'IOBase', settings: '1.15' },
    ],
    [vbox7({ uart: uartOf(LISTENER, PIPE) }), { attribute: 'IOBase', needed: 'IOAddress', settings: '1.20' }],
  ] as const)
    it(`has ${facts.attribute} at ${facts.settings}, which is one finding for all its ports`, () => {
      const { findings, after } = mendedBy(text);
      expect(findings.map((each) => [each.code, each.facts, marked(each.at)])).to.deep.equal([
        ['iobase-attribute', facts, facts.attribute],
      ]);
      expect(readingOf(after).machines[0]?.ports[0]?.base?.value).to.equal(0x3f8);
    });

  it('takes either name of the base where it does not say of which version it is', () => {
    const text = (port: string) => file(port).replace(/ version="1.15-linux"/, '');
    for (const port of [LISTENER, LISTENER.replace('IOBase', 'IOAddress')])
      expect(machineIn(text(port)).ports[0]?.base?.value).to.equal(0x3f8);
  });

  it('has a slot twice: the base tells which port the second is', () => {
    const { findings, after } = mendedBy(file(LISTENER, PIPE.replace('slot="1"', 'slot="0"')));
    expect(findings.map(({ code, facts, also }) => [code, facts, also?.map(marked)])).to.deep.equal([
      ['slot-duplicate', { slot: 0 }, ['0']],
    ]);
    expect(readingOf(after).machines[0]?.ports.map(({ number, end }) => [number, end.kind])).to.deep.equal([
      [1, 'tcp'],
      [2, 'pipe'],
    ]);
  });

  it('has the same port twice: the first holds, and nothing says what the second was to be', () => {
    const { machines, findings } = readingOf(file(LISTENER, CONNECTOR));
    expect(machines[0]?.ports.map(({ end }) => end.kind === 'tcp' && end.role.value)).to.deep.equal([
      'listens',
    ]);
    expect(findings.map(({ code, edits }) => [code, edits])).to.deep.equal([['slot-duplicate', undefined]]);
  });

  it('has TCP before 1.15, and a UART type before 1.17', () => {
    const old = mendedBy(vbox5({ version: '1.14-linux', uart: uartOf(LISTENER) }));
    expect(old.findings.map(({ code, facts }) => [code, facts])).to.deep.equal([
      [
        'settings-too-old',
        { machine: 'Minix A', product: 'virtualbox', settings: '1.14', needed: '1.15', for: 'tcp' },
      ],
    ]);
    expect(old.findings[0] && marked(old.findings[0].at)).to.equal('1.14-linux');
    expect(old.after).to.contain('version="1.15-linux"');
    const typed = mendedBy(
      vbox5({ version: '1.16', uart: uartOf(LISTENER.replace('/>', ' uartType="16450"/>')) }),
    );
    expect(typed.findings[0]).to.nested.include({
      severity: 'warning',
      'facts.needed': '1.17',
      'facts.for': 'uartType',
    });
  });

  it('does not mind TCP at a port that is off, nor a pipe, in an old file', () => {
    const off = LISTENER.replace('enabled="true"', 'enabled="false"');
    expect(readingOf(vbox5({ version: '1.12-linux', uart: uartOf(off, PIPE) })).findings).to.deep.equal([]);
  });
});

describe('a .vbox file without a machine', () => {
  const codes = (text: string) => readingOf(text).findings.map(({ code, facts }) => [code, facts]);

  it('is encrypted where its machine is', () => {
    const text =
      '<VirtualBox version="1.19-linux"><MachineEncrypted uuid="{1}" keyId="a" keyStore="b">U0NO</MachineEncrypted></VirtualBox>';
    expect(codes(text)).to.deep.equal([['vbox-encrypted', { file: 'a.vbox' }]]);
  });

  it('is the list of all machines, say', () => {
    const text =
      '<VirtualBox version="1.12-linux"><Global><ExtraData/><MachineRegistry/></Global></VirtualBox>';
    expect(codes(text)).to.deep.equal([['no-machine', { file: 'a.vbox', format: 'vbox' }]]);
  });

  it('is malformed, with the place and the tag that is open', () => {
    const { machines, findings } = readingOf(vbox5({ uart: uartOf(LISTENER) }).replace('</UART>', ''));
    expect(machines).to.deep.equal([]);
    expect(
      findings.map((each) => [each.code, each.facts, marked(each.at), each.also?.map(marked)]),
    ).to.deep.equal([['xml-malformed', { file: 'a.vbox', fault: 'closing-tag' }, '</Hardware>', ['<UART>']]]);
  });

  it('is cut off', () => {
    const text = vbox5();
    const { findings } = readingOf(text.slice(0, text.indexOf('</Hardware>')));
    expect(findings[0]?.facts).to.deep.equal({ file: 'a.vbox', fault: 'ends-early' });
  });
});
