import type { TraceBody, TraceRecord } from '../../ground/trace.ts';
import { jsonFaultAt } from './json-fault.ts';

/** What a scenario's records stand behind. */
export interface TraceHeader {
  readonly name: string;
  readonly seed: number;
  readonly profile: string;
}

/** What is wrong with a line, and where: columns count from 1. */
export interface LineFault {
  readonly column: number;
  readonly what: string;
}

export type ParsedLine =
  | { readonly header: TraceHeader }
  | { readonly record: TraceRecord }
  /** A kind of record that a later version knows. */
  | { readonly unknown: string }
  | { readonly fault: LineFault };

/** A line of a trace (docs/trace.md). */
export function parsedLine(text: string): ParsedLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { fault: jsonFault(text) };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { fault: { column: 1, what: 'this is no JSON object' } };
  const fields = value as Fields;
  return 'nullmodem' in fields ? parsedHeader(text, fields) : parsedRecord(text, fields);
}

type Fields = Readonly<Record<string, unknown>>;
type Kind = TraceBody['k'];
type Sort = 'whole' | 'whole or absent' | 'text' | 'flag';

const FIELDS: Readonly<Record<Kind, Readonly<Record<string, Sort>>>> = {
  out: { port: 'whole', v: 'whole', serial: 'whole or absent' },
  in: { port: 'whole', v: 'whole', n: 'whole', since: 'whole', serial: 'whole or absent' },
  frame: { serial: 'whole', char: 'whole', ends: 'whole' },
  char: { serial: 'whole', char: 'whole', errors: 'whole', held: 'whole' },
  lost: { serial: 'whole', char: 'whole', how: 'text' },
  timeout: { held: 'whole' },
  intr: { level: 'whole', iir: 'whole' },
  irq: { irq: 'whole' },
  power: { on: 'flag' },
  link: { event: 'text' },
  print: { text: 'text' },
  step: { n: 'text', what: 'text' },
  verdict: { passed: 'flag' },
};

const CHECKS: Readonly<Record<Sort, (value: unknown) => boolean>> = {
  whole: Number.isSafeInteger,
  'whole or absent': (value) => value === undefined || Number.isSafeInteger(value),
  text: (value) => typeof value === 'string',
  flag: (value) => typeof value === 'boolean',
};
const WORDS: Readonly<Record<Sort, string>> = {
  whole: 'a whole number',
  'whole or absent': 'a whole number',
  text: 'a text',
  flag: 'true or false',
};

const LISTS = new Map(Object.entries(FIELDS).map(([kind, fields]) => [kind, Object.entries(fields)]));

function parsedRecord(text: string, fields: Fields): ParsedLine {
  const { t, m, k } = fields;
  if (!Number.isSafeInteger(t) || (t as number) < 0) return wrong(text, 't', 'a tick, a whole number');
  if (m !== 'A' && m !== 'B' && m !== '-') return wrong(text, 'm', '"A", "B" or "-"');
  if (typeof k !== 'string') return wrong(text, 'k', 'a kind of record');
  const list = LISTS.get(k);
  if (list === undefined) return { unknown: k };
  for (const [name, sort] of list) {
    if (!CHECKS[sort](fields[name])) return wrong(text, name, WORDS[sort]);
  }
  return { record: fields as unknown as TraceRecord };
}

function parsedHeader(text: string, fields: Fields): ParsedLine {
  const { nullmodem, version, name, seed, profile } = fields;
  if (nullmodem !== 'trace') return wrong(text, 'nullmodem', '"trace": this is another document of ours');
  if (version !== 1) return wrong(text, 'version', '1: another version of nullmodem has written this');
  if (typeof name !== 'string') return wrong(text, 'name', 'a text');
  if (typeof seed !== 'number') return wrong(text, 'seed', 'a number');
  if (typeof profile !== 'string') return wrong(text, 'profile', 'a text');
  return { header: { name, seed, profile } };
}

function wrong(text: string, field: string, wanted: string): ParsedLine {
  const at = text.search(new RegExp(`"${field}"\\s*:`));
  return at < 0
    ? { fault: { column: 1, what: `\`${field}\` is missing here: ${wanted}` } }
    : { fault: { column: at + 1, what: `\`${field}\` must be ${wanted}` } };
}

function jsonFault(text: string): LineFault {
  const at = jsonFaultAt(text);
  const what = at < text.length ? 'this is no JSON from here on' : 'the line ends in the middle of a record';
  return { column: at + 1, what };
}
