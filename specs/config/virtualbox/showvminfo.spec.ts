import { expect } from 'chai';
import { looksLikeShowvminfo, readShowvminfo } from '../../../harness/config/virtualbox/showvminfo.ts';
import { Source } from '../../../harness/ground/source.ts';
import { marked } from '../edited.ts';

const source = (...lines: readonly string[]) => new Source(`${lines.join('\n')}\n`, 'info.txt');
const machinesIn = (...lines: readonly string[]) => readShowvminfo(source(...lines)).machines;
const firstOf = (...lines: readonly string[]) => {
  const [machine] = machinesIn(...lines);
  if (machine === undefined) throw new Error('there is no machine');
  return machine;
};
const endOf = (mode: string) => firstOf('uart1="0x03f8,4"', `uartmode1="${mode}"`).ports[0]?.end;

const ONE = [
  'name="minix-ana"',
  'groups="/"',
  'CfgFile="/home/ana/VirtualBox VMs/minix-ana/minix-ana.vbox"',
  'VMState="poweroff"',
  'uart1="0x03f8,4"',
  'uartmode1="tcpserver,4000"',
  'uarttype1="16550A"',
  'uart2="off"',
  'SharedFolderNameMachineMapping1="shared"',
] as const;

describe('what showvminfo prints for machines', () => {
  it('has name, system, base, IRQ, type and what the port leads to', () => {
    const machine = firstOf(...ONE);
    expect(machine).to.deep.include({ name: 'minix-ana', product: 'virtualbox', format: 'showvminfo' });
    expect(machine.host?.value).to.equal('linux');
    expect(machine.ports.map(({ number, enabled }) => [number, enabled.value])).to.deep.equal([
      [1, true],
      [2, false],
    ]);
    const [port] = machine.ports;
    expect([port?.base?.value, port?.irq?.value, port?.uart?.value]).to.deep.equal([0x3f8, 4, '16550A']);
    expect(port?.end).to.deep.include({ kind: 'tcp' });
  });
  it('is read indented, behind the time of a log, with CRLF, and with lines of others between', () => {
    const lines = ONE.flatMap((line) => [`2024-05-02T10:11:12.345 [info] ${line}\r`, 'something else\r']);
    expect(firstOf(...lines).ports[0]?.end).to.deep.include({ kind: 'tcp' });
    expect(firstOf(...ONE.map((line) => `    ${line}`)).name).to.equal('minix-ana');
  });
  it('is one machine for each name, and without names one for each first UART', () => {
    expect(machinesIn(...ONE, 'name="minix-rui"', 'uart1="off"').map(({ name }) => name)).to.deep.equal([
      'minix-ana',
      'minix-rui',
    ]);
    expect(machinesIn('uart1="0x03f8,4"', 'uart2="off"', 'uart1="off"')).to.have.length(2);
  });
  it('splits a mode at its first comma, and a connector at its first colon', () => {
    const end = endOf('tcpclient,10.0.0.2:4000');
    if (end?.kind !== 'tcp') throw new Error('it is no TCP');
    expect([end.role.value, end.host?.value, end.port?.value]).to.deep.equal([
      'connects',
      '10.0.0.2',
      '4000',
    ]);
    expect([end.host, end.port].map((each) => each && marked(each.at))).to.deep.equal(['10.0.0.2', '4000']);
    expect(endOf('server,/tmp/a, b')).to.deep.include({ kind: 'pipe' });
    expect(endOf('file,/tmp/log')).to.deep.include({ kind: 'file' });
    expect(endOf('/dev/ttyS0')).to.deep.include({ kind: 'device' });
    expect(endOf('disconnected')).to.deep.include({ kind: 'disconnected' });
  });
  it('has a Windows pipe with single or with doubled backslashes', () => {
    for (const written of ['\\\\.\\pipe\\lab7', '\\\\\\\\.\\\\pipe\\\\lab7']) {
      const end = endOf(`server,${written}`);
      expect(end?.kind === 'pipe' && end.path.value).to.equal('\\\\.\\pipe\\lab7');
    }
  });
  it('knows a saved machine', () => {
    expect(firstOf('name="a"', 'VMState="saved"', 'uart1="off"').saved).to.not.equal(undefined);
    expect(firstOf(...ONE).saved).to.equal(undefined);
  });
});

describe('what showvminfo prints for people', () => {
  const PEOPLE = [
    'Name:                        minix-ana',
    'Config file:                 C:\\Users\\ana\\VirtualBox VMs\\minix-ana\\minix-ana.vbox',
    'State:                       saved (since 2024-05-02T10:11:12.000000000)',
    "UART 1:                      I/O base: 0x03f8, IRQ: 3, attached to tcp (client) '10.0.0.2:4000', 16450",
    'UART 2:                      disabled',
  ];
  it('is read too', () => {
    const machine = firstOf(...PEOPLE);
    expect([machine.name, machine.host?.value]).to.deep.equal(['minix-ana', 'windows']);
    expect(machine.saved).to.not.equal(undefined);
    const [port, second] = machine.ports;
    expect([port?.irq?.value, port?.uart?.value, second?.enabled.value]).to.deep.equal([3, '16450', false]);
    const end = port?.end;
    expect(end?.kind === 'tcp' && [end.role.value, end.host?.value, end.port?.value]).to.deep.equal([
      'connects',
      '10.0.0.2',
      '4000',
    ]);
  });
});

describe('a text', () => {
  it('looks like it by its UART lines, and not by a name alone', () => {
    expect(looksLikeShowvminfo(source(...ONE))).to.equal(true);
    expect(looksLikeShowvminfo(source('UART 1:            disabled'))).to.equal(true);
    for (const other of ['name="a"', 'serial0.present = "TRUE"', '--uart1 off', 'the UART 1: it is off'])
      expect(looksLikeShowvminfo(source(other)), other).to.equal(false);
  });
});
