import { expect } from 'chai';
import { baseOf, irqOf, type Machine } from '../../../harness/config/model.ts';
import { looksLikeModifyvm, readModifyvm } from '../../../harness/config/virtualbox/modifyvm.ts';
import { Source } from '../../../harness/ground/source.ts';
import { edited, marked } from '../edited.ts';

const read = (text: string, file = 'text') => readModifyvm(new Source(text, file));

/** A port, short. */
function portsOf({ ports }: Machine): string[] {
  return ports.map((port) => {
    const { number, enabled, uart, end } = port;
    const place = `${baseOf(port)?.toString(16)}/${irqOf(port)}`;
    const on = enabled.value ? '' : ' off';
    const led =
      end.kind === 'tcp'
        ? `tcp ${end.role.value} ${end.host?.value ?? '*'} ${end.port?.value ?? '-'}`
        : end.kind === 'pipe'
          ? `pipe ${end.role.value} ${end.path.value}`
          : `${end.kind} ${end.what.value}`;
    return `${number}${on} ${place}${uart === undefined ? '' : ` ${uart.value}`} ${led}`;
  });
}

const ports = (text: string, file?: string) => read(text, file).machines.map(portsOf);
const codes = (text: string, file?: string) => read(text, file).findings.map(({ code }) => code);
const names = (text: string) => read(text).machines.map(({ name }) => name);

const ONE: Readonly<Record<string, readonly [options: string, port: string]>> = {
  'a listener': ['--uart1 0x3F8 4 --uartmode1 tcpserver 4000', '1 3f8/4 tcp listens * 4000'],
  'a connector': ['--uart1 0x3F8 4 --uartmode1 tcpclient rui:4000', '1 3f8/4 tcp connects rui 4000'],
  'a connector without a port': ['--uart1 0x3F8 4 --uartmode1 tcpclient rui', '1 3f8/4 tcp connects rui -'],
  'a pipe': ['--uart1 0x3F8 4 --uartmode1 server "/tmp/my lab"', '1 3f8/4 pipe listens /tmp/my lab'],
  "a pipe's other end": ['--uart2 0x2F8 3 --uartmode2 client /tmp/a', '2 2f8/3 pipe connects /tmp/a'],
  'a file': ['--uart1 0x3F8 4 --uartmode1 file /tmp/a', '1 3f8/4 file /tmp/a'],
  'a device': ['--uart1 0x3F8 4 --uartmode1 /dev/ttyS0', '1 3f8/4 device /dev/ttyS0'],
  'a device of Windows': ['--uart1 0x3F8 4 --uartmode1 COM1', '1 3f8/4 device COM1'],
  nothing: ['--uart1 0x3F8 4 --uartmode1 disconnected', '1 3f8/4 disconnected disconnected'],
  'no mode': ['--uart1 0x3F8 4', '1 3f8/4 disconnected '],
  'a port that is off': ['--uart1 off', '1 off 3f8/4 disconnected '],
  'a port that is off, in one word': ['--uart1=off', '1 off 3f8/4 disconnected '],
  'a mode in one word with its option': [
    '--uart1=0x3F8 4 --uartmode1=tcpserver 4000',
    '1 3f8/4 tcp listens * 4000',
  ],
  'decimal numbers': ['--uart1 1016 4 --uartmode1 tcpserver 4000', '1 3f8/4 tcp listens * 4000'],
  'keywords in any case': [
    '--uart1 OFF --uart1 0x3f8 4 --uartmode1 TCPServer 4000',
    '1 3f8/4 tcp listens * 4000',
  ],
  'the spelling of 7.x': [
    '--uart1 0x3F8 4 --uart-type1 16450 --uart-mode1 tcpserver 4000',
    '1 3f8/4 16450 tcp listens * 4000',
  ],
  'the spelling of old versions': ['-uart1 0x3F8 4 -uartmode1 client /tmp/a', '1 3f8/4 pipe connects /tmp/a'],
  'a mode alone, so that the port stays off': [
    '--uartmode1 tcpserver 4000',
    '1 off 3f8/4 tcp listens * 4000',
  ],
  'what is said last': [
    '--uart1 off --uartmode1 file x --uart1 0x3F8 4 --uartmode1 tcpserver 4000',
    '1 3f8/4 tcp listens * 4000',
  ],
};

const WRONG: Readonly<Record<string, readonly [options: string, code: string, mended: string]>> = {
  'a misspelt mode': [
    '--uart1 0x3F8 4 --uartmode1 tcpsrver 4000',
    'mode-unknown',
    '--uart1 0x3F8 4 --uartmode1 tcpserver 4000',
  ],
  'a mode with a hyphen': [
    '--uart1 0x3F8 4 --uartmode1 tcp-server 4000',
    'mode-unknown',
    '--uart1 0x3F8 4 --uartmode1 tcpserver 4000',
  ],
  'TCP with a port': [
    '--uart1 0x3F8 4 --uartmode1 TCP 4000',
    'mode-unknown',
    '--uart1 0x3F8 4 --uartmode1 tcpserver 4000',
  ],
  'TCP with a host': [
    '--uart1 0x3F8 4 --uartmode1 TCP a:4000',
    'mode-unknown',
    '--uart1 0x3F8 4 --uartmode1 tcpclient a:4000',
  ],
  HostPipe: [
    '--uart1 0x3F8 4 --uartmode1 HostPipe /tmp/a',
    'mode-unknown',
    '--uart1 0x3F8 4 --uartmode1 server /tmp/a',
  ],
  'a forgotten tcpserver': [
    '--uart1 0x3F8 4 --uartmode1 4000',
    'mode-unknown',
    '--uart1 0x3F8 4 --uartmode1 tcpserver 4000',
  ],
  'a forgotten tcpclient': [
    '--uart1 0x3F8 4 --uartmode1 a.b:4000',
    'mode-unknown',
    '--uart1 0x3F8 4 --uartmode1 tcpclient a.b:4000',
  ],
  'a forgotten file': [
    '--uart1 0x3F8 4 --uartmode1 /tmp/a.log',
    'mode-unknown',
    '--uart1 0x3F8 4 --uartmode1 file /tmp/a.log',
  ],
  "showvminfo's comma": [
    '--uart1 0x3F8 4 --uartmode1 tcpserver,4000',
    'mode-unknown',
    '--uart1 0x3F8 4 --uartmode1 tcpserver 4000',
  ],
  'a missing IRQ': [
    '--uart1 0x3F8 --uartmode1 tcpserver 4000',
    'value-missing',
    '--uart1 0x3F8 4 --uartmode1 tcpserver 4000',
  ],
  'a missing base': [
    '--uart1 --uartmode1 tcpserver 4000',
    'value-missing',
    '--uart1 0x3F8 4 --uartmode1 tcpserver 4000',
  ],
  'a base and an IRQ in one word': [
    '--uart1 "0x3F8 4" --uartmode1 tcpserver 4000',
    'uart-one-item',
    '--uart1 "0x3F8", "4" --uartmode1 tcpserver 4000',
  ],
  'a base without 0x': [
    '--uart1 3F8 4 --uartmode1 tcpserver 4000',
    'value-invalid',
    '--uart1 0x3F8 4 --uartmode1 tcpserver 4000',
  ],
  'a name for a base': [
    '--uart1 COM1 --uartmode1 tcpserver 4000',
    'value-invalid',
    '--uart1 0x3F8 4 --uartmode1 tcpserver 4000',
  ],
  'a type that there is not': [
    '--uart1 0x3F8 4 --uarttype1 16550 --uartmode1 tcpserver 4000',
    'value-invalid',
    '--uart1 0x3F8 4 --uarttype1 16550A --uartmode1 tcpserver 4000',
  ],
  'a misspelt option': [
    '--uart1 0x3F8 4 --uartmod1 tcpserver 4000',
    'value-invalid',
    '--uart1 0x3F8 4 --uartmode1 tcpserver 4000',
  ],
  'an option in capitals': [
    '--uart1 0x3F8 4 --UARTMODE1 tcpserver 4000',
    'value-invalid',
    '--uart1 0x3F8 4 --uartmode1 tcpserver 4000',
  ],
  "COM2's mode at COM1": [
    '--uart1 0x3F8 4 --uartmode1 tcpserver 4000 --uart2 0x2F8 3 --uartmode1 file x',
    'uart-mode-twice',
    '--uart1 0x3F8 4 --uartmode1 tcpserver 4000 --uart2 0x2F8 3 --uartmode2 file x',
  ],
};

describe('VBoxManage modifyvm', () => {
  for (const [what, [options, port]] of Object.entries(ONE)) {
    it(`says ${what}`, () => {
      expect(ports(`VBoxManage modifyvm a ${options}`)).to.deep.equal([[port]]);
      expect(codes(`VBoxManage modifyvm a ${options}`)).to.deep.equal([]);
    });
  }

  for (const [what, [options, code, mended]] of Object.entries(WRONG)) {
    it(`with ${what} is ${code}, and read as what it is mended to`, () => {
      const text = `VBoxManage modifyvm a ${options}`;
      const { findings } = read(text);
      expect(findings.map((finding) => finding.code)).to.deep.equal([code]);
      const after = edited(text, findings[0]?.edits ?? []);
      expect(after).to.equal(`VBoxManage modifyvm a ${mended}`);
      if (code !== 'uart-one-item') expect(codes(after)).to.deep.equal([]);
      expect(ports(text)).to.deep.equal(ports(after.replace('", "', ' ').replaceAll('"', '')));
    });
  }

  it('marks the host and the port of an address', () => {
    const text =
      'vb.customize ["modifyvm", "a", "--uart1", "0x3F8", "4", "--uartmode1", "tcpclient", "10.0.0.2:4000"]';
    const end = read(text).machines[0]?.ports[0]?.end;
    expect(
      end?.kind === 'tcp' &&
        end.host &&
        end.port &&
        [end.host, end.port, end.address].map(({ at }) => marked(at)),
    ).to.deep.equal(['10.0.0.2', '4000', '10.0.0.2:4000']);
  });
  it('knows which part of an address shows only when the script runs', () => {
    const end = read('VBoxManage modifyvm a --uart1 0x3F8 4 --uartmode1 tcpclient $HOST:4000').machines[0]
      ?.ports[0]?.end;
    expect(end?.kind === 'tcp' && [end.address.later, end.host?.later, end.port?.later]).to.deep.equal([
      '$HOST',
      '$HOST',
      undefined,
    ]);
  });
  it('adds up several commands to a machine for each name', () => {
    const text = [
      'VBoxManage modifyvm a --uart1 0x3F8 4',
      'VBoxManage modifyvm b --uart1 0x3F8 4 --uartmode1 tcpclient x:1',
      'VBoxManage modifyvm a --memory 64',
      'VBoxManage modifyvm a --uartmode1 tcpserver 4000',
    ].join('\n');
    expect(names(text)).to.deep.equal(['a', 'b']);
    expect(ports(text)).to.deep.equal([['1 3f8/4 tcp listens * 4000'], ['1 3f8/4 tcp connects x 1']]);
  });
  it('takes what a loop does without a mode for each machine that has a name', () => {
    const text = [
      'for vm in ana rui; do VBoxManage modifyvm "$vm" --uart1 0x3F8 4; done',
      'VBoxManage modifyvm ana --uartmode1 tcpserver 4000',
      'VBoxManage modifyvm rui --uartmode1 tcpclient a:4000',
    ].join('\n');
    expect(names(text)).to.deep.equal(['ana', 'rui']);
    expect(ports(text)).to.deep.equal([['1 3f8/4 tcp listens * 4000'], ['1 3f8/4 tcp connects a 4000']]);
    expect(names('VBoxManage modifyvm "$1" --uart1 0x3F8 4')).to.deep.equal([undefined]);
  });
  it('takes the mode of a machine that runs', () => {
    expect(ports('VBoxManage controlvm a changeuartmode1 tcpserver 4000')).to.deep.equal([
      ['1 3f8/4 tcp listens * 4000'],
    ]);
    expect(looksLikeModifyvm(new Source('VBoxManage controlvm a poweroff', ''))).to.equal(false);
  });
  it('is of the machine of its block in a Vagrantfile, by its name', () => {
    const block = (name: string, mode: string) =>
      `config.vm.define ${name} do |m|\n m.vm.provider "virtualbox" do |v|\n  v.customize ["modifyvm", :id, "--uartmode1", ${mode}]\n end\nend\n`;
    const text = `v.customize ["modifyvm", :id, "--uart1", "0x3F8", "4"]\n${block('"ana"', '"tcpserver", "4000"')}# ${block(':eva', '"file", "x"').replaceAll('\n', '\n# ')}\n${block(':rui', '"tcpclient", "a:4000"')}`;
    expect(names(text)).to.deep.equal(['ana', 'rui']);
    expect(ports(text)).to.deep.equal([['1 3f8/4 tcp listens * 4000'], ['1 3f8/4 tcp connects a 4000']]);
  });
  it('is of a machine by the name that a Vagrantfile gives it with --name', () => {
    const text =
      'c.vm.define :a do |m|\n v.customize ["modifyvm", :id, "--name", "ana"]\n' +
      ' v.customize ["modifyvm", :id, "--uart1", "0x3F8", "4"]\nend\n';
    expect(names(text)).to.deep.equal(['ana']);
  });
  it('is of the machine of its source in a Packer file', () => {
    const source = (name: string, mode: string) =>
      `source "virtualbox-iso" "${name}" {\n vboxmanage = [\n  ["modifyvm", "{{.Name}}", "--uart1", "0x3F8", "4"],\n  ["modifyvm", "{{.Name}}", "--uartmode1", ${mode}],\n ]\n}\n`;
    const text = source('ana', '"tcpserver", "4000"') + source('rui', '"tcpclient", "a:4000"');
    expect(names(text)).to.deep.equal(['ana', 'rui']);
    expect(codes(text)).to.deep.equal([]);
  });
  it('without a serial port is a machine without one, unless another has one', () => {
    expect(ports('VBoxManage modifyvm a --memory 64')).to.deep.equal([[]]);
    expect(names('VBoxManage modifyvm a --memory 64\nVBoxManage modifyvm b --uart1 off')).to.deep.equal([
      'b',
    ]);
  });
  it('is not what is only written of it', () => {
    for (const text of [
      'Run VBoxManage modifyvm to change it.',
      'modifyvm',
      '# VBoxManage modifyvm a --uart1 off',
    ])
      expect(looksLikeModifyvm(new Source(text, 'a')), text).to.equal(false);
  });
});
