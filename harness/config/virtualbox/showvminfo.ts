import type { Range, Source } from '../../ground/source.ts';
import type { Reader } from '../format.ts';
import { MOST_MACHINES } from '../format.ts';
import { grouped } from '../grouped.ts';
import type { HostSystem, Machine, Place, Port, Said } from '../model.ts';
import { type InfoEntry, infoEntriesIn } from './info-entry.ts';
import { type Divisible, endOfMode, uartModeOf } from './uart-mode.ts';
import { numberOf } from './value.ts';

/** Cheap: what nothing else has. */
const MARK =
  /^(?![ \t]{0,80}(?:\/\/|\/?\*))[^\n]{0,120}?(?:(?:^|[\s:>\]|])(?:uart(?:mode)?[1-4]="[^"\n]*"[ \t]*\r?$|VMState=")|\bUART [1-4]:[ \t]{1,40}(?:disabled|I\/O (?:base|address):))/m;

export const looksLikeShowvminfo = ({ text }: Source): boolean => MARK.test(text);

/** What `VBoxManage showvminfo` prints, for programs and for people. */
export const readShowvminfo: Reader = (source) => ({
  machines: machinesOf(infoEntriesIn(source))
    .filter((entries) => entries.some(({ port }) => port !== undefined) || entries.some(isState))
    .slice(0, MOST_MACHINES)
    .flatMap(readMachine),
  findings: [],
});

const isState = ({ key }: InfoEntry): boolean => key === 'state';

/**
 * A machine begins with its name, or where what has been said is said again. The version stands before all of them.
 */
function machinesOf(entries: readonly InfoEntry[]): readonly (readonly InfoEntry[])[] {
  const machines: InfoEntry[][] = [];
  let said = new Set<string>();
  let version: readonly InfoEntry[] = [];
  for (const entry of entries) {
    if (entry.key === 'version') {
      version = [entry];
      continue;
    }
    const key = `${entry.key}${entry.port ?? ''}`;
    if (machines.length === 0 || entry.key === 'name' || said.has(key)) {
      machines.push([]);
      said = new Set();
    }
    said.add(key);
    machines.at(-1)?.push(entry);
  }
  return machines.map((own) => [...own, ...version]);
}

function readMachine(entries: readonly InfoEntry[]): readonly Machine[] {
  const [first] = entries;
  if (first === undefined) return [];
  const value = (key: InfoEntry['key']) => entries.find((entry) => entry.key === key);
  const [name, state, file, version] = [value('name'), value('state'), value('file'), value('version')];
  const host = file === undefined ? undefined : hostOf(file.text);
  const ports = grouped(
    entries.filter(({ port }) => port !== undefined),
    ({ port }) => port ?? 0,
  );
  const isSaved = state !== undefined && /^(?:aborted-)?saved\b/i.test(state.text);
  return [
    {
      format: 'showvminfo',
      product: 'virtualbox',
      name: name?.text,
      at: (name ?? first).at,
      ...(host === undefined || file === undefined ? {} : { host: { value: host, at: file.at } }),
      ...(version === undefined ? {} : { productVersion: version.text }),
      ...(isSaved ? { saved: state.at } : {}),
      ports: [...ports].map(([number, own]) => readPort(number, own)).filter((port) => port !== undefined),
      parts: {},
    },
  ];
}

const hostOf = (path: string): HostSystem | undefined =>
  /^[a-z]:[\\/]|^\\\\/i.test(path)
    ? 'windows'
    : path.startsWith('/Users/')
      ? 'macosx'
      : path.startsWith('/home/')
        ? 'linux'
        : undefined;

function readPort(number: number, entries: readonly InfoEntry[]): Port | undefined {
  const value = (key: InfoEntry['key']) => entries.find((entry) => entry.key === key);
  const [place, mode, type] = [value('uart'), value('mode'), value('type')];
  const first = place ?? mode ?? type;
  if (first === undefined) return undefined;
  const [base, irq] = [numberSaid(place, 0), numberSaid(place, 1)];
  // Where only the mode has been copied, the port is on: of one that is off no mode is printed.
  const isOn = place === undefined || base !== undefined;
  return {
    number,
    at: first.line,
    enabled: { value: isOn, at: (place ?? first).at },
    ...(base === undefined ? {} : { base }),
    ...(irq === undefined ? {} : { irq }),
    ...(type === undefined ? {} : { uart: { value: type.text, at: type.at } }),
    end: endOf(mode, (mode ?? first).at),
    parts: {},
  };
}

/** `0x03f8,4` */
function numberSaid(entry: InfoEntry | undefined, index: number): Said<number> | undefined {
  const { text = '', at } = entry ?? {};
  const [, base, irq] = /^(0x[\da-f]{1,8}),[ \t]?(\d{1,3})$/i.exec(text.trim()) ?? [];
  const value = numberOf((index === 0 ? base : irq) ?? '');
  return value === undefined || at === undefined ? undefined : { value, at };
}

/** `tcpserver,4000`: split at the first comma, since a path may have more. A bare word is a device. */
function endOf(entry: InfoEntry | undefined, otherwise: Place): Port['end'] {
  if (entry === undefined) return { kind: 'disconnected', what: { value: '', at: otherwise } };
  const comma = entry.text.indexOf(',');
  const word = comma < 0 ? entry.text : entry.text.slice(0, comma);
  const mode = uartModeOf(word);
  const isMode = mode !== undefined && (comma >= 0 || mode === 'disconnected');
  if (!isMode) return { kind: 'device', what: { value: entry.text, at: entry.at } };
  const from = comma < 0 ? entry.text.length : comma + 1;
  return endOfMode(
    { value: mode, at: entry.path === undefined ? partAt(entry, [0, word.length]) : entry.at },
    divisible(entry, from),
  );
}

function divisible(entry: InfoEntry, from: number): Divisible {
  const whole = entry.text.slice(from);
  const value = plain(whole);
  const place = entry.path ?? partAt(entry, [from, entry.text.length]);
  return {
    said: { value, at: whole === '' ? entry.at : place },
    part: (start, end) => {
      const part = value.slice(start, end);
      if (part === '') return undefined;
      const begins = place.range[0] + start;
      return { value: part, at: { source: place.source, range: [begins, begins + part.length] } };
    },
  };
}

/** Some versions double the backslashes of a path: then each run of them is even. */
function plain(path: string): string {
  const runs = path.match(/\\+/g) ?? [];
  return runs.every(({ length }) => length % 2 === 0) ? path.replaceAll('\\\\', '\\') : path;
}

const partAt = ({ at: { source, range } }: InfoEntry, [from, to]: Range): Place => ({
  source,
  range: [range[0] + from, range[0] + to],
});
