import type { Range, Source } from '../../ground/source.ts';
import { linesOf } from '../lines.ts';
import type { Place } from '../model.ts';

/** Something that `VBoxManage showvminfo` says of a machine. */
export interface InfoEntry {
  readonly key: 'name' | 'state' | 'file' | 'version' | 'uart' | 'mode' | 'type';
  /** Of a serial port. */
  readonly port?: number;
  readonly text: string;
  /** Of the value. */
  readonly at: Place;
  /** Of what comes behind the first comma of `text`, where that is written in another way. */
  readonly path?: Place;
  /** From the key to the value's end. */
  readonly line: Place;
}

/** For programs: `uart1="0x03f8,4"`, whatever a log has put before it. */
const FOR_PROGRAMS =
  /(?:^|[\s:>\]|])(name|CfgFile|VMState|uart([1-4])|uartmode([1-4])|uarttype([1-4]))="([^\n]*)"[ \t\r]*$/;
/** For people: `UART 1:  I/O base: 0x03f8, IRQ: 4, attached to tcp (server) '4000', 16550A`. */
const FOR_PEOPLE =
  /(?:^|[\s:>\]|#])(Name|State|Config file|UART ([1-4])):([ \t]{2,80}|[ \t](?=I\/O|disabled))(\S[^\n]*)$/;
const RESOURCES = /^I\/O (?:base|address): (0x[\da-f]{1,8}), IRQ: (\d{1,3})/i;
const LEADS =
  /^, (?:(disconnected)|attached to (tcp|pipe|raw file|device)(?: \((server|client)\))? '([^\n]*)')(?:, (\w{1,20}))?$/;
/** A program that reads it says in a comment what it looks like. */
const COMMENT = /^\s{0,80}(?:\/\/|\/?\*)/;
const BANNER = /Management Interface Version (\d{1,3}\.\d{1,3}\.\d{1,3})/;
/** No line that matters is longer. */
const LONGEST = 1 << 13;

/** All that it says of names, states and serial ports, in the order of the text. */
export function infoEntriesIn(source: Source): readonly InfoEntry[] {
  const { text } = source;
  const entries: InfoEntry[] = [];
  for (const [from, to] of linesOf(text)) {
    const line = to - from > LONGEST ? '' : text.slice(from, to).trimEnd();
    const more =
      forPrograms(source, from, line) ?? forPeople(source, from, line) ?? banner(source, from, line);
    entries.push(...more);
  }
  return entries;
}

const placeOf = (source: Source, from: number, [start, end]: Range): Place => ({
  source,
  range: [from + start, from + end],
});

const PROGRAM_KEYS: Readonly<Record<string, InfoEntry['key']>> = {
  name: 'name',
  CfgFile: 'file',
  VMState: 'state',
};

function forPrograms(source: Source, from: number, line: string): readonly InfoEntry[] | undefined {
  if (!line.endsWith('"')) return undefined;
  const [found, key = '', uart, mode, type, text = ''] = FOR_PROGRAMS.exec(line) ?? [];
  if (found === undefined || COMMENT.test(line)) return undefined;
  const end = line.length - 1;
  const start = end - text.length;
  const port = uart ?? mode ?? type;
  const entry = {
    text,
    at: placeOf(source, from, [start, end]),
    line: placeOf(source, from, [start - key.length - 2, end + 1]),
  };
  if (port === undefined) return [{ key: PROGRAM_KEYS[key] ?? 'name', ...entry }];
  const kind = uart !== undefined ? 'uart' : mode !== undefined ? 'mode' : 'type';
  return [{ key: kind, port: Number(port), ...entry }];
}

const PEOPLE_KEYS: Readonly<Record<string, InfoEntry['key']>> = {
  Name: 'name',
  State: 'state',
  'Config file': 'file',
};

function forPeople(source: Source, from: number, line: string): readonly InfoEntry[] | undefined {
  const [found, key = '', port, , text = ''] = FOR_PEOPLE.exec(line) ?? [];
  if (found === undefined) return undefined;
  const start = line.length - text.length;
  const whole = placeOf(source, from, [line.length - found.length + found.search(/[NSCU]/), line.length]);
  const entry = { at: placeOf(source, from, [start, line.length]), line: whole };
  if (port !== undefined) return uartForPeople(source, from + start, Number(port), text, whole);
  // A shared folder has a name, too, and so has a snapshot.
  if (key === 'Name' && /^'.*', Host path:|\(UUID: /.test(text)) return [];
  return [{ key: PEOPLE_KEYS[key] ?? 'name', text, ...entry }];
}

function uartForPeople(
  source: Source,
  from: number,
  port: number,
  text: string,
  line: Place,
): readonly InfoEntry[] {
  const at = (start: number, end: number) => placeOf(source, from, [start, end]);
  const [resources, base, irq] = RESOURCES.exec(text) ?? [];
  if (resources === undefined) return [{ key: 'uart', port, text: 'off', at: at(0, text.length), line }];
  const place: InfoEntry = { key: 'uart', port, text: `${base},${irq}`, at: at(0, resources.length), line };
  const rest = text.slice(resources.length);
  const [, disconnected, kind, role, path = '', type] = LEADS.exec(rest) ?? [];
  if (disconnected === undefined && kind === undefined) return [place];
  const mode = `${kind === 'tcp' ? 'tcp' : ''}${kind === 'raw file' ? 'file' : (role ?? '')}`;
  const end = text.length - (type === undefined ? 0 : type.length + 2);
  const said = disconnected ?? (mode === '' ? path : `${mode},${path}`);
  const pathEnd = resources.length + rest.lastIndexOf("'");
  const led: InfoEntry = {
    key: 'mode',
    port,
    text: said,
    at: at(resources.length + 2, end),
    ...(mode === '' ? {} : { path: at(pathEnd - path.length, pathEnd) }),
    line,
  };
  const uart =
    type === undefined
      ? []
      : [{ key: 'type', port, text: type, at: at(end + 2, text.length), line } as const];
  return [place, led, ...uart];
}

function banner(source: Source, from: number, line: string): readonly InfoEntry[] {
  const found = BANNER.exec(line);
  const [, text] = found ?? [];
  if (found === null || text === undefined) return [];
  const end = found.index + found[0].length;
  const at = placeOf(source, from, [end - text.length, end]);
  return [{ key: 'version', text, at, line: at }];
}
