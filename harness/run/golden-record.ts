import type { TraceRecord } from '../ground/trace.ts';
import { goldenLine } from './golden.ts';

const LINE = /^ *(\d+) ([AB-]) ([a-z]+) (.*)$/s;

/** The record that a golden line was made of; undefined where none was. */
export function goldenRecord(line: string): TraceRecord | undefined {
  const [, t = '', m = '', k = '', rest = ''] = LINE.exec(line) ?? [];
  const body = bodyOf(k, rest, Number(t));
  if (body === undefined) return undefined;
  const record = { t: Number(t), m, k, ...body } as TraceRecord;
  // A person may have changed it: what does not come to the same line is not taken for a record.
  return goldenLine(record) === line ? record : undefined;
}

type Fields = Readonly<Record<string, number | string | boolean>>;

function bodyOf(kind: string, rest: string, t: number): Fields | undefined {
  const parts = PARTS[kind]?.exec(rest)?.groups;
  if (parts === undefined) return undefined;
  const hex = (name: string): number => Number.parseInt(parts[name] ?? '0', 16);
  const whole = (name: string, absent = 0): number => Number(parts[name] ?? absent);
  const text = (name: string): string => unescaped(parts[name] ?? '');
  const source = parts.serial === undefined ? {} : { serial: whole('serial') };
  const character = { serial: whole('serial'), char: hex('char') };
  switch (kind) {
    case 'out':
      return { port: hex('port'), v: hex('v'), ...source };
    case 'in':
      return { port: hex('port'), v: hex('v'), n: whole('n', 1), since: whole('since', t), ...source };
    case 'frame':
      return { ...character, ends: whole('ends') };
    case 'char':
      return { ...character, errors: hex('errors'), held: whole('held') };
    case 'lost':
      return { ...character, how: parts.how ?? '' };
    case 'timeout':
      return { held: whole('held') };
    case 'intr':
      return { level: whole('level'), iir: hex('iir') };
    case 'irq':
      return { irq: whole('irq') };
    case 'power':
      return { on: parts.on === 'on' };
    case 'link':
      return { event: text('text') };
    case 'print':
      return { text: text('text') };
    case 'step':
      return { n: parts.n ?? '', what: text('text') };
    default:
      return {
        passed: parts.verdict === 'passed',
        ...(parts.text === undefined ? {} : { why: text('text') }),
      };
  }
}

const ACCESS = '(?<port>[\\dA-F]{3,}) (?<v>[\\dA-F]{2})';
const SOURCE = '(?: #(?<serial>-?\\d+))?';
const CHARACTER = "(?<char>[\\dA-F]{2})(?: '.{1,2}')? #(?<serial>-?\\d+)";

const whole = (...parts: readonly string[]): RegExp => new RegExp(`^${parts.join('')}$`, 's');

/** What stands behind the kind. */
const PARTS: Readonly<Record<string, RegExp>> = {
  out: whole(ACCESS, SOURCE),
  in: whole(ACCESS, '(?: x(?<n>\\d+) from (?<since>\\d+))?', SOURCE),
  frame: whole(CHARACTER, ' ends (?<ends>\\d+)'),
  char: whole(CHARACTER, ' held (?<held>\\d+)(?: errors (?<errors>[\\dA-F]+).*)?'),
  lost: whole(CHARACTER, ' (?<how>.*)'),
  timeout: whole('held (?<held>\\d+)'),
  intr: whole('(?<level>[01]) iir (?<iir>[\\dA-F]+)'),
  irq: whole('(?<irq>\\d+)'),
  power: whole('(?<on>on|off)'),
  link: whole('(?<text>.*)'),
  print: whole('"(?<text>.*)"'),
  step: whole('(?<n>\\S+) (?<text>.*)'),
  verdict: whole('(?<verdict>passed|failed)(?:: (?<text>.*))?'),
};

const NAMED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\' };

const unescaped = (text: string): string =>
  text.replace(
    /\\(?:([nrt\\])|x([\dA-F]{2})|u\{([\da-f]{1,6})\})/g,
    (whole, named: string | undefined, byte: string | undefined, code: string | undefined) => {
      if (named !== undefined) return NAMED[named] ?? whole;
      const point = Number.parseInt(byte ?? code ?? '', 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
