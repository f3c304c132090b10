import { expect } from 'chai';
import { comOf, irqOf } from '../../../harness/config/model.ts';
import { mendModifyvm } from '../../../harness/config/virtualbox/mend-modifyvm.ts';
import { readModifyvm } from '../../../harness/config/virtualbox/modifyvm.ts';
import type { Wish } from '../../../harness/config/wish.ts';
import { Source } from '../../../harness/ground/source.ts';
import { CONNECTOR, expectAsWished, LISTENER, mended, PIPE } from '../edited.ts';

const TEXTS: Readonly<Record<string, string>> = {
  'without a serial port': 'VBoxManage modifyvm a --memory 64\necho done\n',
  'with the port off': 'VBoxManage modifyvm a --uart1 off --memory 64',
  'with the port off in one word': 'VBoxManage modifyvm a --uart1=off',
  'with a mode alone': 'VBoxManage modifyvm a --uartmode1 file /tmp/a.log',
  'with a device': 'VBoxManage modifyvm a --uart1 0x3F8 4 --uartmode1 /dev/ttyS0 >/dev/null',
  'with nothing at the other end': 'VBoxManage modifyvm a --uart1 0x3F8 4 --uartmode1 disconnected &',
  'with no mode': 'VBoxManage modifyvm a --uart1 0x3F8 4 && echo ok',
  'over lines': 'VBoxManage modifyvm a --uart1 0x3F8 4 \\\n  --uartmode1 tcpclient x:1\n',
  'over lines of cmd': 'VBoxManage modifyvm a --uart1 0x3F8 4 ^\r\n  --uartmode1 "tcpclient" "x:1"\r\n',
  'in two commands': 'VBoxManage modifyvm a --uart1 0x2F8 3\nVBoxManage modifyvm a --uartmode1 tcpserver 1\n',
  'with a variable of the text': 'P=1\nVBoxManage modifyvm a --uart1 0x3F8 4 --uartmode1 tcpserver $P',
  'in a list of Ruby':
    `vb.customize ['modifyvm', :id, '--uart1', '0x3F8', '4', '--uartmode1', 'file', File::NULL.to_s]`.replace(
      'File::NULL.to_s',
      `'/tmp/x'`,
    ),
  'in a list over lines': 'x = ["modifyvm", "a",\n  "--memory", "64",\n  "--uart1", "off"]\n',
  'in a list with a mode and no path':
    'vb.customize ["modifyvm", :id, "--uart1", "0x3F8", "4", "--uartmode1", "tcpserver"]',
  'in a JSON file': '{"vboxmanage": [["modifyvm", "{{.Name}}", "--uart1", "0x3F8", "4"]]}',
  'in a list of Nix': 'x = [ "modifyvm" "a" "--uart1" "off" ];',
  'in a string': 'os.system("VBoxManage modifyvm a --uart1 off")',
};

const PLACED: Wish = { enabled: true, base: 0x2f8, irq: 3 };

describe('a change of VBoxManage modifyvm', () => {
  for (const [what, text] of Object.entries(TEXTS)) {
    for (const [name, wish] of Object.entries({ LISTENER, CONNECTOR, PIPE })) {
      it(`makes the port a ${name.toLowerCase()} ${what}`, () => {
        const { port, findings } = mended(text, readModifyvm, mendModifyvm, 1, wish);
        expectAsWished(port, wish);
        expect(findings).to.deep.equal([]);
      });
    }
    it(`puts the port elsewhere ${what}`, () => {
      const { port } = mended(text, readModifyvm, mendModifyvm, 1, PLACED);
      expect([port.enabled.value, comOf(port), irqOf(port)]).to.deep.equal([true, 2, 3]);
    });
    it(`adds a second port ${what}`, () => {
      const { port } = mended(text, readModifyvm, mendModifyvm, 2, LISTENER);
      expectAsWished(port, LISTENER);
      expect([comOf(port), irqOf(port)]).to.deep.equal([2, 3]);
    });
  }

  it('leaves alone what is right already', () => {
    const text = `VBoxManage modifyvm a --uart1 0x3f8 4 --uartmode1 'tcpserver' 4001 # lab`;
    expect(mended(text, readModifyvm, mendModifyvm, 1, LISTENER).text).to.equal(text.replace('4001', '4000'));
  });
  it('keeps the quotes and the commas of a list', () => {
    const text = `vb.customize ['modifyvm', :id, '--uart1', 'off']`;
    expect(mended(text, readModifyvm, mendModifyvm, 1, LISTENER).text).to.equal(
      `vb.customize ['modifyvm', :id, '--uart1', '0x3F8', '4', '--uartmode1', 'tcpserver', '4000']`,
    );
  });
  it('chooses the UART', () => {
    const text = 'VBoxManage modifyvm a --uart1 0x3F8 4 --uarttype1 16450';
    const { port } = mended(text, readModifyvm, mendModifyvm, 1, { uart: '16550A' });
    expect(port.uart?.value).to.equal('16550A');
  });
  it('writes the path of a pipe of Windows as its language has it', () => {
    const path = '\\\\.\\pipe\\lab7';
    const wish: Wish = { enabled: true, end: { kind: 'pipe', role: 'listens', path } };
    for (const text of [
      '@echo off\nVBoxManage modifyvm a --uart1 0x3F8 4',
      'VBoxManage modifyvm a --uart1 0x3F8 4',
      'vb.customize ["modifyvm", :id, "--uart1", "0x3F8", "4"]',
      `$x = "a"\n& VBoxManage @('modifyvm', $x, '--uart1', '0x3F8', '4')`,
    ])
      expectAsWished(mended(text, readModifyvm, mendModifyvm, 1, wish).port, wish);
  });
  it('is none where the script makes the value, and where a running machine has no port', () => {
    for (const text of [
      'VBoxManage modifyvm a --uart1 0x3F8 4 --uartmode1 tcpserver $((4000 + i))',
      'VBoxManage controlvm a changeuartmode2 tcpserver 4000',
    ]) {
      const [machine] = readModifyvm(new Source(text, 'a')).machines;
      expect(machine && mendModifyvm(machine, 1, LISTENER), text).to.equal(undefined);
    }
  });
});
