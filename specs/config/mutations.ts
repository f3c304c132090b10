import type { Numbers } from '../scenario/mutations.ts';

/** Values that somebody may have typed, or that mean something to JavaScript. */
const WORDS: readonly string[] = [
  ...[
    '',
    ' ',
    '-1',
    '0',
    '1',
    '2',
    '3',
    '4',
    '5',
    '7',
    '16',
    '80',
    '4000',
    '4001',
    '65535',
    '65536',
    '70000',
    '1e9',
    '4.5',
  ],
  ...[
    '0x',
    '0x3f8',
    '0x2F8',
    '0x3E8',
    '1016',
    '3f8h',
    '0xFFFFFFFFFFFF',
    '99999999999999999999',
    'Ⅷ',
    '٣',
    '４０００',
  ],
  ...[
    'true',
    'false',
    'TRUE',
    'on',
    'off',
    'yes',
    'enabled',
    'null',
    'none',
    'TCP',
    'tcp',
    'HostPipe',
    'RawFile',
  ],
  ...[
    'tcpserver',
    'tcpclient',
    'server',
    'client',
    'listen',
    'disconnected',
    'file',
    'nullmodem',
    'telnet',
    'raw',
  ],
  ...[
    '[::1]',
    '::1',
    '[::1]:4000',
    '127.0.0.1',
    '127.0.0.1:4000',
    'localhost:4000',
    '10.0.2.15:4000',
    '0.0.0.0:4000',
  ],
  ...[
    'tcp://10.0.0.2:4000',
    'telnet://:4000',
    '192.168.1.256:4000',
    'ana pc:4000',
    '10.0.0.2;4000',
    ':4000',
    '4000:',
  ],
  ...[
    '\\\\.\\pipe\\lab7',
    '/tmp/lab7',
    '/nowhere/lab7',
    'lab7',
    'C:\\lab7',
    '16450',
    '16750',
    '8250',
    '1.22',
    '1.14-linux',
  ],
  ...[
    'a'.repeat(300),
    '.'.repeat(70),
    ':'.repeat(50),
    'é'.repeat(60),
    '9'.repeat(400),
    '$X',
    '%X%',
    '$(X)',
    '#{x}',
  ],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'],
];

/** What a format, a shell or a terminal takes for something else than a value. */
const MARKS: readonly string[] = [
  ...'<>&"\'`\\/=:;,#$%^!|(){}[]~*?@\t\n\r\v\f\x1b\x1a '.split(''),
  ...[
    '\r\n',
    '\\\n',
    '`\r\n',
    '^\r\n',
    '\uFEFF',
    '\u00a0',
    '\u2028',
    '\u202e',
    '\ud800',
    '\udc00',
    '😀',
    '\0',
  ],
  ...[
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<!DOCTYPE a [',
    '<!ENTITY a "&b;&b;">',
    '&a;',
    '&#0;',
    '&#x110000;',
  ],
  ...[
    '<Port slot="0"/>',
    '</UART>',
    '<UART>',
    '<Hardware>',
    '</Machine>',
    '<domain>',
    '<serial>',
    '<?xml',
    '<a:b>',
  ],
  ...[
    '--uart1',
    '--uartmode1',
    '--uart-mode99',
    'modifyvm',
    'VBoxManage',
    ':id',
    '-serial',
    '-chardev',
    'socket,',
  ],
  ...[
    '-device isa-serial,',
    'chardev:',
    'mon:',
    'index=99999999',
    'reconnect=',
    'wait=on',
    'unix:',
    'pipe:',
    'tcp:',
  ],
  ...[
    'serial0.present',
    'serial999.fileType',
    'serial1=',
    '[serial]',
    'X=$X$X',
    'set X=%X%%X%',
    '$(cat',
    '<<EOF',
    'EOF',
  ],
];

const PIECES: readonly string[] = [...WORDS, ...MARKS];

const pick = <T>(from: readonly T[], next: Numbers): T | undefined => from[next(from.length)];

type Mutation = (text: string, next: Numbers, other: string) => string;

/** After these it is mostly what it was, and can be read. */
const CAREFUL: readonly Mutation[] = [values, values, values, wholeLines];
const WILD: readonly Mutation[] = [characters, tokens, values, quotes, lines, splice, lineEnds, bulk];

/** One to four mutations of any kind; `other` is a text to take from. */
export function mutated(text: string, next: Numbers, other: string): string {
  const kinds = next(3) === 0 ? WILD : CAREFUL;
  let result = text;
  for (let left = 1 + next(4); left > 0; left--) {
    result = (pick(kinds, next) ?? characters)(result, next, other);
  }
  return result;
}

/** A cut, a copy, an insertion or a replacement at a random place. */
function characters(text: string, next: Numbers): string {
  const at = next(text.length + 1);
  const copied = next(3) === 0 ? text.slice(next(text.length + 1)).slice(0, 40) : pick(PIECES, next);
  return text.slice(0, at) + (next(4) === 0 ? '' : copied) + text.slice(at + (next(2) === 0 ? 0 : next(15)));
}

/** A word or a mark is gone, stands twice, or has become another one of the text. */
function tokens(text: string, next: Numbers): string {
  const all = text.match(/[\w.-]+|\s+|[^\w\s]/g) ?? [];
  const at = next(all.length + 1);
  const token = all[at] ?? '';
  const instead = [[], [token, token], [pick(all, next) ?? ''], [pick(PIECES, next) ?? '']][next(4)] ?? [];
  return all.toSpliced(at, 1, ...instead).join('');
}

/** A value is another one of the two texts, or something else. Those of serial ports come first. */
function values(text: string, next: Numbers, other: string): string {
  const all = [...text.matchAll(valuesOf(text))];
  const ofPorts = all.filter(({ index }) => SERIAL.test(lineAt(text, index)));
  const found = pick(next(4) > 0 && ofPorts.length > 0 ? ofPorts : all, next);
  if (found === undefined) return text;
  const instead = [
    () => pick(WORDS, next),
    () => pick(all, next)?.[0],
    () => pick(ofPorts, next)?.[0],
    () => pick([...other.matchAll(valuesOf(other))], next)?.[0],
  ];
  const value = pick(instead, next)?.() ?? '';
  return text.slice(0, found.index) + value + text.slice(found.index + found[0].length);
}

/** In XML, those between quotes. */
const valuesOf = (text: string): RegExp =>
  text.startsWith('<') ? /(?<==\s?["'])[^"'<>&\n]*(?=["'])/g : /(?<=[=:, ]["']?)[^\s"'=:,<>&]+/g;

const SERIAL = /UART|Port|uart|serial|chardev|hostMode|VirtualBox|source|protocol/;

const lineAt = (text: string, index: number): string =>
  text.slice(text.lastIndexOf('\n', index) + 1).split('\n', 1)[0] ?? '';

/** A quotation mark is gone, or another one. */
function quotes(text: string, next: Numbers): string {
  const found = pick([...text.matchAll(/["'`]/g)], next);
  if (found === undefined) return text;
  const instead = pick(['', '"', "'", '`', '\\"', '&quot;'], next) ?? '';
  return text.slice(0, found.index) + instead + text.slice(found.index + 1);
}

/** A line is gone, stands twice, elsewhere, is joined with the next one, or commented out. */
function lines(text: string, next: Numbers): string {
  const all = text.split('\n');
  const at = next(all.length);
  const line = all[at] ?? '';
  const rest = all.toSpliced(at, 1);
  const results = [
    rest,
    all.toSpliced(at, 0, line),
    rest.toSpliced(next(all.length), 0, line),
    all.toSpliced(at, 2, line + (all[at + 1] ?? '')),
    all.with(at, `${pick(['#', '//', ';', 'rem ', '::', '<!--', '  '], next)}${line}`),
    all.slice(0, at),
  ];
  return (pick(results, next) ?? all).join('\n');
}

/** A line that means something by itself is gone, stands twice, or elsewhere. */
function wholeLines(text: string, next: Numbers): string {
  const all = text.split('\n');
  const whole = all.filter((line) => SERIAL.test(line) && /^[^<]*$|^\s*<\w[^<>]*\/>\s*$/.test(line));
  const line = pick(whole, next);
  if (line === undefined) return text;
  const at = all.indexOf(line);
  const to = all.indexOf(pick(whole, next) ?? line);
  return (next(2) === 0 ? all : all.toSpliced(at, 1)).toSpliced(to, next(2), line).join('\n');
}

/** Two texts in one: half of each, or one inside the other. */
function splice(text: string, next: Numbers, other: string): string {
  const [here, there] = [next(text.length + 1), next(other.length + 1)];
  const part = other.slice(there);
  return text.slice(0, here) + (next(2) === 0 ? part : part.slice(0, next(200)) + text.slice(here));
}

function lineEnds(text: string, next: Numbers): string {
  return text.replace(/\r?\n/g, pick(['\r\n', '\n', '\r', '\n\n', ' \n'], next) ?? '\n');
}

/** Very much of something: a long value, many lines, elements within elements. */
function bulk(text: string, next: Numbers): string {
  // Seldom, since it takes as long as a hundred others.
  if (next(8) > 0) return characters(text, next);
  const at = next(text.length + 1);
  const line = lineAt(text, at);
  const piece = pick([...PIECES, `${line}\n`, '<a>', '((', '{{', '$('], next) ?? '';
  return text.slice(0, at) + piece.repeat(1 + next(2000 / (1 + piece.length / 10))) + text.slice(at);
}

const ENCODINGS = ['utf8', 'utf8', 'utf8', 'utf8', 'utf16le', 'latin1'] as const;

/** As a tool might write it, and sometimes as a bad disk gives it back. */
export function encoded(text: string, next: Numbers): Uint8Array {
  const encoding = pick(ENCODINGS, next) ?? 'utf8';
  const mark = next(2) === 0 || encoding === 'latin1' ? '' : '\uFEFF';
  const bytes = new Uint8Array(Buffer.from(mark + text, encoding));
  if (next(8) > 0) return bytes;
  const at = next(bytes.length + 1);
  return next(2) === 0 || at === bytes.length ? bytes.subarray(0, at) : bytes.with(at, next(256));
}
