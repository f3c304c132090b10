import { expect } from 'chai';
import type { Port } from '../../../harness/config/model.ts';
import { looksLikeShowvminfo, readShowvminfo } from '../../../harness/config/virtualbox/showvminfo.ts';
import { Source } from '../../../harness/ground/source.ts';
import { marked } from '../edited.ts';

const read = (text: string) => readShowvminfo(new Source(text, 'text')).machines;
const ends = (ports: readonly Port[] | undefined) =>
  ports?.map(({ number, enabled, end }) =>
    !enabled.value
      ? `${number} off`
      : end.kind === 'tcp'
        ? `${number} tcp ${end.role.value} ${end.host?.value ?? '*'} ${end.port?.value ?? '-'}`
        : end.kind === 'pipe'
          ? `${number} pipe ${end.role.value} ${end.path.value}`
          : `${number} ${end.kind} ${end.what.value}`,
  );
const one = (uart: string, mode: string) => ends(read(`name="ana"\n${uart}\n${mode}\n`)[0]?.ports);

const MODES: readonly (readonly [value: string, end: string])[] = [
  ['tcpserver,4000', '1 tcp listens * 4000'],
  ['tcpclient,10.0.0.2:4000', '1 tcp connects 10.0.0.2 4000'],
  ['server,/tmp/a, b', '1 pipe listens /tmp/a, b'],
  ['client,\\\\.\\pipe\\lab7', '1 pipe connects \\\\.\\pipe\\lab7'],
  ['client,\\\\\\\\.\\\\pipe\\\\lab7', '1 pipe connects \\\\.\\pipe\\lab7'],
  ['file,C:\\Users\\ana\\a b.log', '1 file C:\\Users\\ana\\a b.log'],
  ['disconnected', '1 disconnected '],
  ['/dev/ttyS0', '1 device /dev/ttyS0'],
];

const PEOPLE: readonly (readonly [line: string, end: string])[] = [
  ["I/O base: 0x03f8, IRQ: 4, attached to tcp (server) '4000', 16550A", '1 tcp listens * 4000'],
  ["I/O address: 0x03f8, IRQ: 4, attached to tcp (client) 'rui:4000', 16450", '1 tcp connects rui 4000'],
  ["I/O base: 0x03f8, IRQ: 4, attached to pipe (server) '/tmp/a', 16550A", '1 pipe listens /tmp/a'],
  ["I/O base: 0x03f8, IRQ: 4, attached to raw file '/tmp/a'", '1 file /tmp/a'],
  ["I/O base: 0x03f8, IRQ: 4, attached to device 'COM1', 16550A", '1 device COM1'],
  ['I/O base: 0x03f8, IRQ: 4, disconnected, 16550A', '1 disconnected '],
  ['disabled', '1 off'],
];

describe('VBoxManage showvminfo', () => {
  for (const [value, end] of MODES) {
    it(`has uartmode1="${value}"`, () => {
      expect(one('uart1="0x03f8,4"', `uartmode1="${value}"`)).to.deep.equal([end]);
    });
  }
  for (const [line, end] of PEOPLE) {
    it(`has for people: ${line}`, () => {
      const [machine] = read(`Name:            ana\nUART 1:          ${line}\n`);
      expect([machine?.name, ends(machine?.ports)]).to.deep.equal(['ana', [end]]);
    });
  }

  it('says base, IRQ and UART, and where', () => {
    for (const text of [
      'uart1="0x02f8,3"\nuartmode1="tcpclient,rui:4000"\nuarttype1="16450"',
      "UART 1:                      I/O base: 0x02f8, IRQ: 3, attached to tcp (client) 'rui:4000', 16450",
    ]) {
      const port = read(text)[0]?.ports[0];
      expect([port?.base?.value, port?.irq?.value, port?.uart?.value]).to.deep.equal([0x2f8, 3, '16450']);
      expect(port?.uart && marked(port.uart.at)).to.equal('16450');
      const { end } = port ?? {};
      expect(
        end?.kind === 'tcp' &&
          end.host &&
          end.port &&
          [end.address, end.host, end.port].map(({ at }) => marked(at)),
      ).to.deep.equal(['rui:4000', 'rui', '4000']);
    }
  });
  it('is off, and has two ports or four', () => {
    expect(one('uart1="off"', 'uart2="off"')).to.deep.equal(['1 off', '2 off']);
  });
  it('has two machines in one text, indented and behind the time of a log', () => {
    const text = [
      'VirtualBox Command Line Management Interface Version 5.2.44',
      '  name="ana"',
      '  CfgFile="/home/ana/ana.vbox"',
      '  uart1="0x03f8,4"\r',
      '  uartmode1="tcpserver,4000"\r',
      '[10:00:01] name="rui"',
      '[10:00:01] CfgFile="C:\\\\VMs\\\\rui.vbox"',
      '[10:00:01] VMState="saved"',
      '[10:00:01] uart1="0x03f8,4"',
      '[10:00:01] uartmode1="tcpclient,10.0.0.2:4000"',
    ].join('\n');
    const machines = read(text);
    expect(machines.map(({ name }) => name)).to.deep.equal(['ana', 'rui']);
    expect(machines.map(({ ports }) => ends(ports))).to.deep.equal([
      ['1 tcp listens * 4000'],
      ['1 tcp connects 10.0.0.2 4000'],
    ]);
    expect(machines.map(({ host }) => host?.value)).to.deep.equal(['linux', 'windows']);
    expect(machines.map(({ saved }) => saved && marked(saved))).to.deep.equal([undefined, 'saved']);
    expect(machines.map(({ productVersion }) => productVersion)).to.deep.equal(['5.2.44', '5.2.44']);
  });
  it('has two machines without names', () => {
    const text = 'uart1="0x03f8,4"\nuartmode1="tcpserver,1"\n\nuart1="0x03f8,4"\nuartmode1="tcpclient,a:1"';
    expect(read(text)).to.have.length(2);
  });
  it('takes no shared folder and no snapshot for a machine', () => {
    const text = `Name:            ana\nState:           saved (since 2024)\nUART 1:          disabled\nName: 'x', Host path: '/x' (machine mapping)\n   Name: before (UUID: 1)\n`;
    expect(read(text).map(({ name, saved }) => [name, saved && marked(saved)])).to.deep.equal([
      ['ana', 'saved (since 2024)'],
    ]);
  });
  it('is recognised by what nothing else has', () => {
    const looks = (text: string) => looksLikeShowvminfo(new Source(text, 'a'));
    expect(['uart1="off"', 'UART 2:          disabled', 'VMState="poweroff"'].map(looks)).to.deep.equal([
      true,
      true,
      true,
    ]);
    expect(
      ['VBoxManage modifyvm a --uart1 off', '# UART 1: see there', 'uart1 = "off"', '// uart1="off"'].map(
        looks,
      ),
    ).to.deep.equal([false, false, false, false]);
  });
  it('costs what a text is long', () => {
    for (const unit of ['uart1="', '"', 'UART 1: ', 'Name:   ', "attached to tcp '", '\n'])
      expect(() => read(unit.repeat(20_000)), unit).not.to.throw();
  });
});
