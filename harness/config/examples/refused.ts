import { type Example, lines, server } from './example.ts';

const LISTENS = '-serial tcp::4000,server=on,wait=off';

const qemu = (wrong: string, right: string): Example => ({
  format: 'qemu',
  wrong: `qemu-system-i386 ${wrong}`,
  right: `qemu-system-i386 ${right}`,
});

const vboxmanage = (wrong: string, right: string): Example => ({
  format: 'modifyvm',
  wrong: `VBoxManage modifyvm ana ${wrong}`,
  right: `VBoxManage modifyvm ana ${right}`,
});

const file = (version: string, port: string): string => lines(`<VirtualBox version="${version}">`, port);

export const REFUSED_EXAMPLES = {
  'iobase-attribute': {
    format: 'vbox',
    wrong: file('1.20-linux', server('4000')),
    right: file('1.20-linux', server('4000').replace('IOBase', 'IOAddress')),
  },
  'attribute-missing': {
    format: 'vbox',
    wrong: '<Port slot="0" enabled="true" IOBase="0x3f8" IRQ="4" server="true" path="4000"/>',
    right: server('4000'),
  },
  'key-twice': {
    format: 'vmx',
    wrong: lines('serial0.fileName = "tcp://:4000"', 'serial0.fileName = "tcp://:4001"'),
    right: 'serial0.fileName = "tcp://:4000"',
  },
  'typeset-characters': {
    format: 'modifyvm',
    wrong: 'VBoxManage modifyvm “ana” –-uartmode1 tcpserver 4000',
    right: 'VBoxManage modifyvm "ana" --uartmode1 tcpserver 4000',
  },
  'hostmode-invalid': {
    format: 'vbox',
    wrong: server('4000', { hostMode: 'tcp' }),
    right: server('4000'),
  },
  'slot-duplicate': {
    format: 'vbox',
    wrong: lines(server('4000'), server('4001', { IOBase: '0x2f8', IRQ: '3' })),
    right: lines(server('4000'), server('4001', { slot: '1', IOBase: '0x2f8', IRQ: '3' })),
  },
  'settings-too-old': {
    format: 'vbox',
    wrong: file('1.14-linux', server('4000')),
    right: file('1.15-linux', server('4000')),
  },
  'value-invalid': {
    format: 'vbox',
    wrong: server('4000', { enabled: 'yes' }),
    right: server('4000', { enabled: 'true' }),
  },
  'value-missing': vboxmanage(
    '--uart1 0x3F8 --uartmode1 tcpserver 4000',
    '--uart1 0x3F8 4 --uartmode1 tcpserver 4000',
  ),
  'mode-unknown': vboxmanage(
    '--uart1 0x3F8 4 --uartmode1 tcpsrver 4000',
    '--uart1 0x3F8 4 --uartmode1 tcpserver 4000',
  ),
  'uart-one-item': {
    format: 'modifyvm',
    wrong: 'vb.customize ["modifyvm", :id, "--uart1", "0x3F8 4", "--uartmode1", "tcpserver", "4000"]',
    right: 'vb.customize ["modifyvm", :id, "--uart1", "0x3F8", "4", "--uartmode1", "tcpserver", "4000"]',
  },
  'uart-mode-twice': vboxmanage(
    '--uart1 0x3F8 4 --uartmode1 tcpserver 4000 --uart2 0x2F8 3 --uartmode1 tcpserver 4001',
    '--uart1 0x3F8 4 --uartmode1 tcpserver 4000 --uart2 0x2F8 3 --uartmode2 tcpserver 4001',
  ),
  'continuation-broken': vboxmanage(
    lines('--uart1 0x3F8 4 \\ # COM1', '  --uartmode1 tcpserver 4000'),
    lines('--uart1 0x3F8 4 \\', '  --uartmode1 tcpserver 4000'),
  ),
  'qemu-option-invalid': qemu('-serial tcp::4000,sever=on,wait=off', LISTENS),
  'qemu-wait-on-connector': qemu('-serial tcp:127.0.0.1:4000,wait=off', '-serial tcp:127.0.0.1:4000'),
  'qemu-reconnect-on-listener': qemu(`${LISTENS},reconnect=1`, LISTENS),
  'qemu-reconnect-twice': qemu(
    '-serial tcp:127.0.0.1:4000,reconnect=1,reconnect-ms=1000',
    '-serial tcp:127.0.0.1:4000,reconnect-ms=1000',
  ),
  'qemu-client-word': qemu('-serial tcp:127.0.0.1:4000,client', '-serial tcp:127.0.0.1:4000'),
  'qemu-listens-nowhere': qemu(
    '-chardev socket,id=com1,port=4000,server=on,wait=off -serial chardev:com1',
    '-chardev socket,id=com1,host=0.0.0.0,port=4000,server=on,wait=off -serial chardev:com1',
  ),
  'qemu-chardev-unknown': qemu(
    '-chardev socket,id=com1,host=0.0.0.0,port=4000,server=on,wait=off -device isa-serial,chardev=com_1',
    '-chardev socket,id=com1,host=0.0.0.0,port=4000,server=on,wait=off -device isa-serial,chardev=com1',
  ),
  'qemu-chardev-unused': qemu(
    '-chardev socket,id=com1,host=0.0.0.0,port=4000,server=on,wait=off',
    '-chardev socket,id=com1,host=0.0.0.0,port=4000,server=on,wait=off -serial chardev:com1',
  ),
} satisfies Readonly<Record<string, Example>>;
