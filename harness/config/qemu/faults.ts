import type { Word } from '../command/command.ts';
import type { Finding } from '../finding.ts';
import type { Place } from '../model.ts';
import { nearest } from '../nearest.ts';
import { type Backend, LONG_NAMES, SCHEMES } from './backend.ts';
import { type Device, PROPERTIES } from './device.ts';
import { roleOf } from './end.ts';
import type { Invocation } from './invocation.ts';
import { optionOf, type Part } from './options.ts';

/** What is wrong with the words of a command, whatever they say. */
export function commandFaults(invocation: Invocation): Finding[] {
  const { serials, chardevs, parted, misspelled } = invocation;
  const unfinished = [...serials, ...chardevs].filter(({ value }) => value === undefined);
  return [
    ...invocation.line.findings,
    ...unfinished.map(({ option }) => refused(option, `${option.text}: requires an argument`)),
    ...[...misspelled].map(([option, meant]) => refused(option, `${option.text}: invalid option`, meant)),
    ...[...parted].map(([stray, socket]) => parting(socket, stray)),
  ];
}

function refused(word: Word, detail: string, meant?: string): Finding {
  const { text, at } = word;
  const isPlain = at.source.text.slice(...at.range) === text;
  return invalid(text, detail, at, meant, meant !== undefined && isPlain);
}

/** `server=on, wait=off`: a blank ends the word, and QEMU takes the rest for a disk. */
function parting(socket: Word, stray: Word): Finding {
  const { source } = socket.at;
  const gap = [socket.at.range[1], stray.at.range[0]] as const;
  const isBlank = socket.at.source === stray.at.source && /^[ \t]+$/.test(source.text.slice(...gap));
  const finding = invalid(
    stray.text,
    `Could not open '${stray.text}': No such file or directory`,
    stray.at,
    `${socket.text}${stray.text}`,
    false,
  );
  return isBlank ? { ...finding, edits: [source.edit(gap, '')] } : finding;
}

/** The name of a chardev that there is none of, and an address that has no colon. */
export function nameFaults(backend: Backend): Finding[] {
  const { word, namePart, name, address, options } = backend;
  const written = namePart.text;
  const isShort = address !== undefined || word.text.startsWith(`${written}:`) || written.includes(':');
  if (word.later !== undefined) return [];
  if (address !== undefined && name === 'socket') {
    const scheme = SCHEMES.includes(written) ? [] : wrongName(backend, nearest(written, SCHEMES));
    return [...scheme, ...withoutColon(backend, address)];
  }
  const isKnown =
    name === 'none' ||
    isHostDevice(backend) ||
    LONG_NAMES.includes(written) ||
    written.startsWith('chardev:') ||
    SCHEMES.includes(written);
  if (isKnown || /^(?:vc|fdset|pty):/.test(written)) return [];
  const [host, port] = ['host', 'port'].map((key) => optionOf(options, key)?.value);
  const long =
    isShort && host !== undefined && port !== undefined
      ? `socket,host=${host || '0.0.0.0'},port=${port}`
      : undefined;
  return wrongName(backend, long ?? nearest(written, isShort ? SCHEMES : LONG_NAMES));
}

/** `/dev/ttyS0`, `COM1`: the address alone. */
const isHostDevice = ({ namePart, address }: Backend): boolean =>
  namePart.text === '' && address !== undefined && address.text !== '';

function wrongName({ namePart, word }: Backend, meant: string | undefined): Finding[] {
  const { text, at, exact } = namePart;
  const detail = word.text.startsWith(`${text}:`)
    ? `'${word.text}' is not a valid char driver`
    : `'${text}' is not a valid char driver name`;
  return [invalid(text, detail, at, meant, exact && meant !== undefined)];
}

/** `tcp:4000,server=on` */
function withoutColon(backend: Backend, address: Part): Finding[] {
  const isNumber = /^\d{1,5}$/.test(address.text);
  if (!isNumber || address.text.includes(':') || roleOf(backend).value !== 'listens') return [];
  const { text } = backend.word;
  const detail = `could not connect serial device to character backend '${text}'`;
  return [invalid(address.text, detail, address.at, `:${address.text}`, address.exact)];
}

export function deviceFaults({ properties, isJson }: Device): Finding[] {
  return properties.flatMap(({ key, written, whole }) => {
    if (PROPERTIES.includes(written)) return [];
    const meant = PROPERTIES.includes(key) ? whole.text.replace(written, key) : undefined;
    const detail = `Property 'isa-serial.${written}' not found`;
    return [
      invalid(isJson ? written : whole.text, detail, whole.at, meant, whole.exact && meant !== undefined),
    ];
  });
}

function invalid(
  option: string,
  detail: string,
  at: Place,
  meant: string | undefined,
  isEdit: boolean,
): Finding {
  return {
    code: 'qemu-option-invalid',
    severity: 'error',
    facts: { option, detail, ...(meant === undefined ? {} : { nearest: meant }) },
    at,
    ...(isEdit && meant !== undefined ? { edits: [at.source.edit(at.range, meant)] } : {}),
  };
}
