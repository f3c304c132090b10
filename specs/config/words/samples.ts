import type { Code, Facts } from '../../../harness/config/facts.ts';

const ana = { machine: 'ana', product: 'virtualbox', port: 1 } as const;
const rui = { machine: 'rui', product: 'qemu', port: 2 } as const;
const eva = { machine: 'eva', product: 'vmware', port: 1 } as const;
const both = { a: ana, b: rui };
const met = { listener: ana, connector: rui };

/** Facts of each code, and of each way that a sentence can go. */
export const SAMPLES: { readonly [C in Code]: readonly Facts[C][] } = {
  'file-unreadable': (['missing', 'forbidden', 'empty-folder', 'special', 'other'] as const).map((why) => ({
    file: 'a.vbox',
    why,
    detail: 'ENOENT',
  })),
  'file-too-large': [{ file: 'a.vdi', bytes: 99_000_000, most: 8_388_608 }],
  'file-not-text': (
    ['image', 'archive', 'disk-image', 'program', 'document', 'encrypted', 'unknown'] as const
  ).map((looksLike) => ({ file: 'a.png', looksLike })),
  'file-empty': [{ file: 'a.vbox' }],
  'file-backup': [{ file: 'a.vbox-prev', instead: 'a.vbox' }],
  'format-unknown': [{ file: 'a.txt' }, { file: 'a.txt', nearest: 'vbox' }],
  'xml-malformed': (
    [
      'ends-early',
      'closing-tag',
      'attribute',
      'attribute-twice',
      'ampersand',
      'entities',
      'character',
      'outside-root',
      'markup',
      'too-large',
    ] as const
  ).map((fault) => ({ file: 'a.vbox', fault })),
  'vbox-encrypted': [{ file: 'a.vbox' }],
  'no-machine': [{ file: 'VirtualBox.xml', format: 'vbox' }],
  'machines-too-many': [{ count: 40, most: 32 }],
  'line-unreadable': (
    [
      'function',
      'direction',
      'word-length',
      'stop-bits',
      'parity',
      'rate',
      'missing',
      'too-many',
      'too-long',
    ] as const
  ).map((fault) => ({ option: '--line-a', fault, text: 'evn' })),
  'line-without-port': [{ option: '--line-b', line: 'com tx' }],
  'iobase-attribute': [{ attribute: 'IOBase', needed: 'IOAddress', settings: '1.20' }],
  'attribute-missing': [{ attribute: 'hostMode' }],
  'key-twice': [{ key: 'serial0.fileName' }],
  'typeset-characters': [{ written: '“', plain: '"' }],
  'hostmode-invalid': [{ value: 'tcp', nearest: 'TCP' }, { value: 'x' }],
  'slot-duplicate': [{ slot: 0 }],
  'settings-too-old': [
    { ...ana, settings: '1.14', needed: '1.15', for: 'tcp' },
    { ...ana, settings: '1.15', needed: '1.17', for: 'uartType' },
  ],
  'value-invalid': [
    { name: 'enabled', value: 'yes', allowed: 'true, false', nearest: 'true' },
    { name: 'enabled', value: '?', allowed: 'true, false' },
  ],
  'value-missing': [{ name: 'the IRQ', after: '0x3F8' }],
  'mode-unknown': [
    { ...ana, word: 'tcpsrver', nearest: 'tcpserver' },
    { ...ana, word: 'x' },
  ],
  'uart-one-item': [{ item: '0x3F8 4' }],
  'uart-mode-twice': [{ option: '--uartmode1' }],
  'continuation-broken': (['comment', 'blank', 'foreign'] as const).map((why) => ({
    character: '\\',
    shell: 'sh',
    why,
    needed: '\\',
  })),
  'qemu-option-invalid': [
    { option: 'sever=on', detail: "Invalid parameter 'sever'", nearest: 'server=on' },
    { option: 'x', detail: "Invalid parameter 'x'" },
  ],
  'qemu-wait-on-connector': [{ option: 'wait=off' }],
  'qemu-reconnect-on-listener': [{ option: 'reconnect=1' }],
  'qemu-reconnect-twice': [{}],
  'qemu-client-word': [{ option: 'client' }],
  'qemu-listens-nowhere': [{ id: 'com1' }],
  'qemu-chardev-unknown': [
    { id: 'com_1', known: ['com1'] },
    { id: 'com1', known: [] },
  ],
  'qemu-chardev-unused': [{ id: 'com1' }],
  'port-off': [
    { ...ana, none: true },
    { ...ana, none: false },
  ],
  'only-in-snapshot': [ana],
  'port-disconnected': [ana],
  'not-at-start': [eva],
  'leads-elsewhere': [
    { ...ana, kind: 'file', what: '/tmp/log', partner: 'tcp' },
    { ...ana, kind: 'device', what: '/dev/ttyS0', partner: 'pipe' },
    { ...rui, kind: 'other', what: 'stdio' },
  ],
  'listener-has-host': [
    { ...ana, address: '127.0.0.1:4000', wanted: 4000 },
    { ...eva, address: 'x:4000', wanted: 4000 },
  ],
  'address-scheme': [{ ...ana, address: 'tcp://:4000', scheme: 'tcp', plain: '4000' }],
  'address-blanks': [{ ...ana, address: ' 4000', plain: '4000' }],
  'address-separator': [
    { ...ana, address: '10.0.0.2;4000', separator: ';', plain: '10.0.0.2:4000' },
    { ...rui, address: '10.0.0.2;4000', separator: ';', plain: '10.0.0.2:4000' },
  ],
  'address-missing': [
    { ...ana, role: 'listens' },
    { ...rui, role: 'connects' },
  ],
  'connector-port-missing': [{ ...ana, address: '10.0.0.2', wanted: 4000 }],
  'connector-host-missing': [{ ...ana, address: '4000', wanted: '127.0.0.1:4000' }],
  'host-ipv6': [
    { ...ana, address: '::1:4000', wanted: '127.0.0.1:4000' },
    { ...rui, address: '[::1]:4000', wanted: '127.0.0.1:4000' },
  ],
  'host-malformed': [
    { ...ana, host: '256.1.1.1' },
    { ...rui, host: '256.1.1.1' },
  ],
  'host-unresolved': [
    { ...ana, host: 'ana-pc', certain: false },
    { ...rui, host: 'ana.test', certain: true },
  ],
  'host-any': [{ ...ana, host: '0.0.0.0' }],
  'host-nat': (['guest', 'gateway', 'dns', 'other'] as const).map((is) => ({
    ...ana,
    host: '10.0.2.15',
    is,
  })),
  'host-link-local': [{ ...ana, host: '169.254.1.1' }],
  'port-not-number': [
    { ...ana, text: 'abc', role: 'listens' },
    { ...rui, text: 'abc', role: 'connects' },
  ],
  'port-out-of-range': [
    { ...ana, text: '0' },
    { ...ana, text: '70000' },
    { ...rui, text: '70000', becomes: 4464 },
  ],
  'port-privileged': [
    { ...ana, number: 80, system: 'linux' },
    { ...rui, number: 80, system: 'unknown' },
  ],
  'port-ephemeral': [
    { ...ana, number: 40_000, system: 'linux', from: 32_768, to: 60_999 },
    { ...rui, number: 50_000, system: 'unknown', from: 49_152, to: 65_535 },
  ],
  'port-taken': [
    { ...ana, number: 3306, by: 'MySQL' },
    { ...rui, number: 3306, by: 'MySQL' },
  ],
  'irq-wrong': [{ ...ana, base: 0x3f8, irq: 3, needed: 4 }],
  'base-not-standard': [
    { ...ana, base: 0x3e0, irq: 4 },
    { ...ana, base: 0x3e0, irq: undefined },
  ],
  'base-shared': [{ ...ana, base: 0x3f8, other: 2 }],
  'irq-shared': [{ ...ana, irq: 4, other: 3 }],
  'not-com1': [
    { ...ana, com: 2 },
    { ...ana, com: 3 },
  ],
  'no-fifo': [{ ...ana, uart: '16450' }],
  'pipe-name-windows': [{ ...ana, path: 'C:\\lab7', wanted: '\\\\.\\pipe\\lab7' }],
  'pipe-name-unix': [{ ...ana, path: '\\\\.\\pipe\\lab7', wanted: '/tmp/lab7' }],
  'pipe-path-too-long': [
    { ...ana, path: '/tmp/x', bytes: 108, most: 107 },
    { ...rui, path: '/tmp/x', bytes: 108, most: 107 },
  ],
  'pipe-folder-missing': [
    { ...ana, path: '/srv/lab/7', folder: '/srv/lab', certain: true },
    { ...ana, path: '/home/eva/7', folder: '/home/eva', certain: false },
  ],
  'fifos-both-ways': [{ ...rui, path: '/tmp/lab7' }],
  'listener-waits': [{ ...rui, option: 'wait=off' }],
  'not-raw': [
    { ...rui, framing: 'telnet' },
    { ...rui, framing: 'another' },
  ],
  'no-reconnect': [rui],
  'same-file': [{ file: 'a.vbox' }],
  'one-machine': [ana],
  'both-listen': [both],
  'both-connect': [both],
  'roles-swapped': [met],
  'tcp-not-chosen': [{ ...both, path: '10.0.0.2:4000' }],
  'ports-differ': [met, { listener: rui, connector: ana }, { listener: ana, connector: eva }].map((each) => ({
    ...each,
    listens: 4000,
    dials: 4001,
  })),
  'pipes-differ': [{ ...both, pathA: '/tmp/a', pathB: '/tmp/b' }],
  'transports-differ': [{ ...both, kindA: 'tcp', kindB: 'pipe' }],
  'pipe-across-computers': [both],
  'framings-differ': [{ ...both, framingA: 'raw', framingB: 'telnet' }],
  'wrong-host': [{ ...met, host: '10.0.0.2', bound: '10.0.0.3' }],
  'listener-loopback': [{ ...met, host: '10.0.0.2', bound: '127.0.0.1' }],
  'loopback-across-computers': [
    { ...met, host: '127.0.0.1' },
    { ...met, host: '127.0.0.1', systems: ['windows', 'linux'] },
  ],
  'two-connectors': [
    { listener: ana, first: rui, second: eva },
    { listener: rui, first: ana, second: eva },
  ],
  'two-listeners': [4000, 4001].map((number) => ({ first: ana, second: rui, number })),
  'com-numbers-differ': [{ ...both, comA: 1, comB: 2 }],
  'lab-port-not-linked': [
    { ...ana, com: 2, linked: 1 },
    { ...ana, com: 1, linked: 3 },
  ],
  'lines-differ': [
    { lineA: '9600 8N1', lineB: '9600 7E1', differ: ['bits', 'parity'], onWire: false },
    { lineA: '9600 8N1', lineB: '19200 7E2', differ: ['rate', 'bits', 'parity', 'stop'], onWire: true },
  ],
  'both-send': [{}],
  'both-receive': [{}],
};
