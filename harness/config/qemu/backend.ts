import type { Word } from '../command/command.ts';
import { nearest } from '../nearest.ts';
import { endOfOption, type Option, optionsIn, type Part, partOf } from './options.ts';
import { CHARDEV_KEYS } from './socket-keys.ts';

/** The host's half of a serial port: `tcp::4000,server=on`, or `socket,id=c0,port=4000,server=on`. */
export interface Backend {
  readonly word: Word;
  /** As QEMU's chardevs are named: `socket`, `file`, `stdio`. */
  readonly name: string;
  readonly namePart: Part;
  /** Those of the short form's address are among them, as `host` and `port`. */
  readonly options: readonly Option[];
  /** What the short form has between its name and its options. */
  readonly address?: Part;
}

/** What `-chardev` takes: the name, and options. */
export function longBackend(word: Word): Backend {
  const [first, ...rest] = optionsIn(word, 0, CHARDEV_KEYS);
  const namePart = first?.key === 'backend' ? first.valuePart : (first ?? partOf(word, 0, 0));
  const written = namePart.text;
  const name = LONG_NAMES.includes(written) ? written : (nearest(written, LONG_NAMES) ?? written);
  // The short form's address, where it has no place.
  const [, host, port] = SHORT_ADDRESS.exec(written) ?? [];
  if (host === undefined || port === undefined) return { word, name, namePart, options: rest };
  const address = [
    asOption('host', { ...namePart, text: host }),
    asOption('port', { ...namePart, text: port }),
  ];
  return { word, name: 'socket', namePart, options: [...address, ...rest] };
}

export const LONG_NAMES: readonly string[] = [
  'socket',
  'null',
  'file',
  'pipe',
  'pty',
  'stdio',
  'serial',
  'parallel',
  'tty',
  'udp',
  'vc',
  'console',
  'ringbuf',
  'memory',
  'msmouse',
  'mux',
  'testdev',
  'wctablet',
  'braille',
  'spicevmc',
  'spiceport',
  'qemu-vdagent',
  'dbus',
  'hub',
];
const SHORT_ADDRESS = /^tcp:([^:,]{0,255}):([^:,]{1,32})$/;

/** The names of the short form whose address is host and port, and what they stand for. */
const SOCKETS: readonly string[] = ['tcp', 'telnet', 'tn3270', 'websocket', 'udp'];
/** All names behind which a colon stands. */
export const SCHEMES: readonly string[] = [
  ...SOCKETS,
  'unix',
  'file',
  'pipe',
  'chardev',
  'vc',
  'fdset',
  'mon',
];
const BARE = /^(?:null|none|pty|stdio|msmouse|wctablet|braille|testdev|vc|vc:.*|chardev:.*|fdset:.*)$/;
const DEVICE = /^(?:\/dev\/.*|COM\d+)$/;

/** What `-serial` takes. */
export function shortBackend(word: Word): Backend {
  const start = word.text.startsWith('mon:') ? 'mon:'.length : 0;
  const text = word.text.slice(start);
  const colon = text.indexOf(':');
  const scheme = schemeMeant(colon < 0 ? '' : text.slice(0, colon));
  const behind = start + colon + 1;
  if (SOCKETS.includes(scheme)) return ofSocket(word, start, scheme, behind);
  if (scheme === 'unix') return ofPath(word, start, 'socket', endOfOption(word.text, behind), behind);
  if (scheme === 'file' || scheme === 'pipe') return ofPath(word, start, scheme, word.text.length, behind);
  if (DEVICE.test(text)) return ofPath(word, start, 'serial', word.text.length, start);
  const name = BARE.test(text) ? text : (text.split(',', 1)[0] ?? text);
  const namePart = partOf(word, start, start + name.length);
  return { word, name, namePart, options: optionsIn(word, start + name.length + 1, CHARDEV_KEYS) };
}

/** Of a misspelled name, a finding says so; the port is judged as the one that was meant. */
const schemeMeant = (scheme: string): string =>
  SCHEMES.includes(scheme) ? scheme : (nearest(scheme, SCHEMES) ?? scheme);

/** QEMU splits at the first colon. */
function ofSocket(word: Word, start: number, scheme: string, from: number): Backend {
  const { text } = word;
  const behind = endOfOption(text, from);
  // UDP's own side stands behind the other's: `udp:10.0.0.2:4000@:4001`.
  const own = scheme === 'udp' ? text.indexOf('@', from) : -1;
  const to = own < 0 ? behind : Math.min(own, behind);
  const address = partOf(word, from, to);
  const options = optionsIn(word, behind + 1, CHARDEV_KEYS);
  const colon = text.indexOf(':', from);
  const hasColon = colon >= 0 && colon < to;
  // `tcp:4000,server=on`: a finding says that the colon is missing.
  const isPort =
    !hasColon && /^\d{1,5}$/.test(address.text) && options.some(({ key }) => LISTENING.includes(key));
  const host = partOf(word, from, hasColon ? colon : isPort ? from : to);
  const port = hasColon || isPort ? [asOption('port', partOf(word, isPort ? from : colon + 1, to))] : [];
  return {
    word,
    name: scheme === 'udp' ? 'udp' : 'socket',
    namePart: partOf(word, start, from - 1),
    address,
    options: [asOption('host', host), ...port, ...options],
  };
}

/** Who says these means an end that listens. */
const LISTENING: readonly string[] = ['server', 'wait'];

function ofPath(word: Word, start: number, name: string, to: number, from: number): Backend {
  const path = partOf(word, from, to);
  return {
    word,
    name,
    namePart: partOf(word, start, Math.max(start, from - 1)),
    address: path,
    options: [asOption('path', path), ...optionsIn(word, to + 1, CHARDEV_KEYS)],
  };
}

const asOption = (key: string, part: Part): Option => ({
  ...part,
  key,
  written: key,
  value: key === 'path' ? part.text.replaceAll(',,', ',') : part.text,
  valuePart: part,
  bare: false,
});
