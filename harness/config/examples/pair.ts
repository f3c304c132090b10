import { client, type Example, lines, pipeClient, pipeServer, server } from './example.ts';

const LISTENS = server('4000');
const HERE = client('127.0.0.1:4000');
const THERE = client('192.168.1.20:4000');

/** A line for each of the two machines. */
const vbox = (
  wrong: readonly [string, string],
  right: readonly [string, string] = [LISTENS, HERE],
): Example => ({
  format: 'vbox',
  wrong: lines(...wrong),
  right: lines(...right),
});

const qemu = (wrong: readonly string[], right: readonly string[]): Example => ({
  format: 'qemu',
  wrong: lines(...wrong.map((each) => `qemu-system-i386 -name ${each}`)),
  right: lines(...right.map((each) => `qemu-system-i386 -name ${each}`)),
});

const check = (wrong: string, right: string): Example => ({
  format: 'typed',
  wrong: `nullmodem check ${wrong}`,
  right: `nullmodem check ${right}`,
});

const run = (a: string, b: string): string => `ana.vbox rui.vbox --line-a "com ${a}" --line-b "com ${b}"`;

const RUI = 'rui -serial tcp:127.0.0.1:4000,reconnect=1';

export const PAIR_EXAMPLES = {
  'same-file': check('ana.vbox ana.vbox', 'ana.vbox rui.vbox'),
  'one-machine': check('ana.vbox', 'ana.vbox rui.vbox'),
  'both-listen': vbox([LISTENS, server('4000')]),
  'both-connect': vbox([client('127.0.0.1:4000'), HERE]),
  'roles-swapped': vbox([client('4000'), server('127.0.0.1:4000')]),
  'ports-differ': vbox([LISTENS, client('127.0.0.1:4001')]),
  'pipes-differ': vbox(
    [pipeServer('/tmp/lab7'), pipeClient('/tmp/Lab7')],
    [pipeServer('/tmp/lab7'), pipeClient('/tmp/lab7')],
  ),
  'tcp-not-chosen': vbox([pipeServer('4000'), pipeClient('127.0.0.1:4000')]),
  'transports-differ': vbox([LISTENS, pipeClient('/tmp/lab7')]),
  'pipe-across-computers': {
    format: 'vbox',
    wrong: lines(
      '<VirtualBox version="1.19-windows">',
      pipeServer('\\\\.\\pipe\\lab7'),
      '<VirtualBox version="1.19-linux">',
      pipeClient('/tmp/lab7'),
    ),
    right: lines('<VirtualBox version="1.19-windows">', LISTENS, '<VirtualBox version="1.19-linux">', THERE),
  },
  'framings-differ': qemu(
    ['ana -serial telnet::4000,server=on,wait=off', RUI],
    ['ana -serial tcp::4000,server=on,wait=off', RUI],
  ),
  'wrong-host': qemu(
    ['ana -serial tcp:192.168.1.20:4000,server=on,wait=off', 'rui -serial tcp:192.168.1.21:4000,reconnect=1'],
    ['ana -serial tcp:192.168.1.20:4000,server=on,wait=off', 'rui -serial tcp:192.168.1.20:4000,reconnect=1'],
  ),
  'listener-loopback': qemu(
    ['ana -serial tcp:localhost:4000,server=on,wait=off', 'rui -serial tcp:192.168.1.20:4000,reconnect=1'],
    ['ana -serial tcp::4000,server=on,wait=off', 'rui -serial tcp:192.168.1.20:4000,reconnect=1'],
  ),
  'loopback-across-computers': {
    format: 'vbox',
    wrong: lines('<VirtualBox version="1.19-windows">', LISTENS, '<VirtualBox version="1.19-linux">', HERE),
    right: lines('<VirtualBox version="1.19-windows">', LISTENS, '<VirtualBox version="1.19-linux">', THERE),
  },
  'two-connectors': {
    format: 'modifyvm',
    wrong: lines(
      'VBoxManage modifyvm ana --uart1 0x3F8 4 --uartmode1 tcpserver 4000',
      'VBoxManage modifyvm rui --uart1 0x3F8 4 --uartmode1 tcpclient 127.0.0.1:4000',
      'VBoxManage modifyvm eva --uart1 0x3F8 4 --uartmode1 tcpclient 127.0.0.1:4000',
    ),
    right: lines(
      'VBoxManage modifyvm ana --uart1 0x3F8 4 --uartmode1 tcpserver 4000 --uart2 0x2F8 3 --uartmode2 tcpserver 4001',
      'VBoxManage modifyvm rui --uart1 0x3F8 4 --uartmode1 tcpclient 127.0.0.1:4000',
      'VBoxManage modifyvm eva --uart1 0x3F8 4 --uartmode1 tcpclient 127.0.0.1:4001',
    ),
  },
  'two-listeners': {
    format: 'modifyvm',
    wrong: lines(
      'VBoxManage modifyvm ana --uart1 0x3F8 4 --uartmode1 tcpserver 4000 --uart2 0x2F8 3 --uartmode2 tcpserver 4000',
      'VBoxManage modifyvm rui --uart1 0x3F8 4 --uartmode1 tcpclient 127.0.0.1:4000',
    ),
    right: lines(
      'VBoxManage modifyvm ana --uart1 0x3F8 4 --uartmode1 tcpserver 4000 --uart2 0x2F8 3 --uartmode2 tcpserver 4001',
      'VBoxManage modifyvm rui --uart1 0x3F8 4 --uartmode1 tcpclient 127.0.0.1:4000',
    ),
  },
  'com-numbers-differ': check(
    run('1 tx 8 1 even 9600 hello', '2 rx 8 1 even 9600'),
    run('1 tx 8 1 even 9600 hello', '1 rx 8 1 even 9600'),
  ),
  'lab-port-not-linked': check(
    run('2 tx 8 1 even 9600 hello', '1 rx 8 1 even 9600'),
    run('1 tx 8 1 even 9600 hello', '1 rx 8 1 even 9600'),
  ),
  'lines-differ': check(
    run('1 tx 8 1 even 9600 hello', '1 rx 8 1 odd 9600'),
    run('1 tx 8 1 even 9600 hello', '1 rx 8 1 even 9600'),
  ),
  'both-send': check(
    run('1 tx 8 1 even 9600 hello', '1 tx 8 1 even 9600 hello'),
    run('1 tx 8 1 even 9600 hello', '1 rx 8 1 even 9600'),
  ),
  'both-receive': check(
    run('1 rx 8 1 even 9600', '1 rx 8 1 even 9600'),
    run('1 tx 8 1 even 9600 hello', '1 rx 8 1 even 9600'),
  ),
} satisfies Readonly<Record<string, Example>>;
