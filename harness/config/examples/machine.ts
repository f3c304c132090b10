import { client, type Example, lines, pipeServer, portLine, server } from './example.ts';

const LISTENS = server('4000');
const CONNECTS = client('192.168.1.20:4000');

const listener = (wrong: string): Example => ({ format: 'vbox', wrong: server(wrong), right: LISTENS });
const connector = (wrong: string): Example => ({ format: 'vbox', wrong: client(wrong), right: CONNECTS });
const port = (wrong: Readonly<Record<string, string>>): Example => ({
  format: 'vbox',
  wrong: server('4000', wrong),
  right: LISTENS,
});

/** With the host's system, where that counts. */
const on = (system: string, wrong: string, right: string): Example => ({
  format: 'vbox',
  wrong: lines(`<VirtualBox version="1.19-${system}">`, wrong),
  right: lines(`<VirtualBox version="1.19-${system}">`, right),
});

const qemu = (wrong: string, right: string): Example => ({
  format: 'qemu',
  wrong: `qemu-system-i386 -serial ${wrong}`,
  right: `qemu-system-i386 -serial ${right}`,
});

export const MACHINE_EXAMPLES = {
  'port-off': port({ enabled: 'false' }),
  'only-in-snapshot': {
    format: 'vbox',
    wrong: lines(
      '<Snapshot name="lab 7">',
      `  <Hardware><UART>${LISTENS}</UART></Hardware>`,
      '</Snapshot>',
      `<Hardware><UART>${server('4000', { enabled: 'false' })}</UART></Hardware>`,
    ),
    right: lines(
      '<Snapshot name="lab 7">',
      `  <Hardware><UART>${LISTENS}</UART></Hardware>`,
      '</Snapshot>',
      `<Hardware><UART>${LISTENS}</UART></Hardware>`,
    ),
  },
  'port-disconnected': { format: 'vbox', wrong: portLine({ hostMode: 'Disconnected' }), right: LISTENS },
  'not-at-start': {
    format: 'vmx',
    wrong: lines(
      'serial0.present = "TRUE"',
      'serial0.startConnected = "FALSE"',
      'serial0.fileType = "network"',
      'serial0.fileName = "tcp://:4000"',
    ),
    right: lines(
      'serial0.present = "TRUE"',
      'serial0.startConnected = "TRUE"',
      'serial0.fileType = "network"',
      'serial0.fileName = "tcp://:4000"',
    ),
  },
  'leads-elsewhere': {
    format: 'vbox',
    wrong: portLine({ path: '/home/ana/serial.log', hostMode: 'RawFile' }),
    right: LISTENS,
  },
  'listener-has-host': listener('127.0.0.1:4000'),
  'address-scheme': connector('tcp://192.168.1.20:4000'),
  'address-blanks': connector('192.168.1.20: 4000'),
  'address-separator': connector('192.168.1.20;4000'),
  'address-missing': listener(''),
  'connector-port-missing': connector('192.168.1.20'),
  'connector-host-missing': connector('4000'),
  'host-ipv6': connector('fe80::1:4000'),
  'host-malformed': connector('192.168.1.256:4000'),
  'host-unresolved': connector('ana-pc.invalid:4000'),
  'host-any': connector('0.0.0.0:4000'),
  'host-nat': connector('10.0.2.15:4000'),
  'host-link-local': connector('169.254.7.20:4000'),
  'port-not-number': listener('40OO'),
  'port-out-of-range': listener('70000'),
  'port-privileged': on('linux', server('400'), LISTENS),
  'port-ephemeral': on('linux', server('40000'), LISTENS),
  'port-taken': listener('3306'),
  'irq-wrong': port({ IRQ: '3' }),
  'base-not-standard': port({ IOBase: '0x3e0' }),
  'base-shared': {
    format: 'vbox',
    wrong: lines(LISTENS, server('4001', { slot: '1' })),
    right: lines(LISTENS, server('4001', { slot: '1', IOBase: '0x2f8', IRQ: '3' })),
  },
  'irq-shared': {
    format: 'vbox',
    wrong: lines(LISTENS, server('4001', { slot: '2', IOBase: '0x3e8', IRQ: '4' })),
    right: lines(LISTENS, server('4001', { slot: '1', IOBase: '0x2f8', IRQ: '3' })),
  },
  'not-com1': port({ IOBase: '0x2f8', IRQ: '3' }),
  'no-fifo': {
    format: 'vbox',
    wrong: server('4000', { uartType: '16450' }),
    right: server('4000', { uartType: '16550A' }),
  },
  'pipe-name-windows': on('windows', pipeServer('C:\\lab7'), pipeServer('\\\\.\\pipe\\lab7')),
  'pipe-name-unix': on('linux', pipeServer('\\\\.\\pipe\\lab7'), pipeServer('/tmp/lab7')),
  'pipe-path-too-long': on(
    'linux',
    pipeServer(`/home/ana/${'serial-communication/'.repeat(5)}lab7`),
    pipeServer('/tmp/lab7'),
  ),
  'pipe-folder-missing': on('linux', pipeServer('/tmp/no-such-folder/lab7'), pipeServer('/tmp/lab7')),
  'fifos-both-ways': qemu('pipe:/tmp/lab7', 'unix:/tmp/lab7,server=on,wait=off'),
  'listener-waits': qemu('tcp::4000,server=on', 'tcp::4000,server=on,wait=off'),
  'not-raw': qemu('telnet::4000,server=on,wait=off', 'tcp::4000,server=on,wait=off'),
  'no-reconnect': qemu('tcp:192.168.1.20:4000', 'tcp:192.168.1.20:4000,reconnect=1'),
} satisfies Readonly<Record<string, Example>>;
