import { expect } from 'chai';
import { answered } from './promises.ts';

const SIZES = [256 << 10, 1 << 20] as const;

/** What stands once before what stands again and again. */
const VBOX = '<VirtualBox version="1.15-linux"><Machine name="a"><Hardware><UART>';
const MODIFYVM = 'VBoxManage modifyvm a --uart1 0x3F8 4 --uartmode1 ';
const QEMU = 'qemu-system-i386 -serial ';
const PORT = '<Port slot="0" enabled="true" IOBase="0x3f8" IRQ="4" hostMode="TCP" path="1"/>';

const TEXTS: readonly (readonly [name: string, head: string, again: string])[] = [
  ['ports of VirtualBox', VBOX, PORT],
  ['machines of VirtualBox', '<VirtualBox version="1.15-linux">', '<Machine name="a"/>'],
  ['serial ports of libvirt', '<domain><devices>', "<serial type='tcp'/>"],
  ['what showvminfo prints', 'name="a"\n', 'uart1="0x03f8,4"\nuartmode1="tcpserver,4000"\n'],
  ['commands of VBoxManage', '', `${MODIFYVM}tcpserver 4000\n`],
  ['options of VBoxManage', MODIFYVM, 'tcpserver 4000 --uartmode1 '],
  ['options of QEMU', QEMU, '-serial tcp::1 '],
  ['commands of QEMU', '', `${QEMU}tcp::1\n`],
  ['keys of VMware', '.encoding = "utf-8"\n', 'serial0.fileName = "tcp://:4000"\n'],
  ['serial ports of DOSBox', '[serial]\n', 'serial1=nullmodem port:4000\n'],
  ['a key of DOSBox without an end', '[serial]\n', 'serial1='],
  ['quotes', MODIFYVM, '"'],
  ['apostrophes', QEMU, "'"],
  ['backslashes', MODIFYVM, '\\'],
  ['continuation lines', MODIFYVM, '\\\n'],
  ['continuation lines of cmd', MODIFYVM, '^\r\n'],
  ['empty lines', QEMU, '\n'],
  ['blanks', MODIFYVM, ' '],
  ['the beginning of a tag', '', '<'],
  ['elements within elements', VBOX, '<a>'],
  ['attributes', VBOX.slice(0, -1), ' a="b"'],
  ['entities', VBOX, '&a;'],
  ['open brackets', QEMU, '$('],
  ['variables of themselves', QEMU, '\nA=$A$A'],
  ['colons', QEMU, ':'],
  ['commas', `${QEMU}tcp::1`, ',a='],
  ['a word', MODIFYVM, 'a'],
];

const encoder = new TextEncoder();

/** By the processor's time, since others may be at work too; the shorter of two. */
function milliseconds(text: string): number {
  const round = { files: [{ file: 'a', bytes: encoder.encode(text) }], options: {}, language: 'en' } as const;
  const once = (): number => {
    const began = process.cpuUsage();
    answered(round);
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1000;
  };
  return Math.min(once(), once());
}

describe('what it costs', () => {
  for (const [name, head, again] of TEXTS) {
    it(`is in line with the length of a text: ${name}`, () => {
      const [quarter = 0, whole = 0] = SIZES.map((length) =>
        milliseconds(head + again.repeat(Math.ceil(length / again.length))),
      );
      // Four times as much where it is in line, sixteen times where it is squared; what takes no time cannot be compared.
      expect(whole, `${quarter} ms, and ${whole} ms of four times as much`).to.be.below(
        8 * Math.max(quarter, 50),
      );
    });
  }
});
