import type { z } from 'zod';
import { CRYSTAL_HZ } from '../../ground/ticks.ts';
import type { TraceRecord } from '../../ground/trace.ts';
import type { Lab7Result } from '../../lab7/transfer.ts';
import type { LiveOutcome } from '../../peer/live-outcome.ts';
import type { Play } from '../run.ts';
import { FIELDS, type Sort } from './fields.ts';
import { type TraceHeader, VERSION } from './header.ts';
import { jsonFaultAt } from './json-fault.ts';
import { playSchema } from './play-schema.ts';
import { headerSchema, liveSchema } from './schema.ts';

/** What is wrong with a line, and where: columns count from 1. */
export interface LineFault {
  readonly column: number;
  readonly what: string;
}

export type ParsedLine =
  | { readonly header: TraceHeader }
  | { readonly record: TraceRecord }
  | { readonly play: Play }
  | { readonly live: LiveOutcome<Lab7Result> }
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
  if (!('nullmodem' in fields)) return parsedRecord(text, fields);
  if (fields.nullmodem === 'live') return parsedLive(text, fields);
  return fields.nullmodem === 'play' ? parsedPlay(text, fields) : parsedHeader(text, fields);
}

type Fields = Readonly<Record<string, unknown>>;

const CHECKS: Readonly<Record<Sort, (value: unknown) => boolean>> = {
  whole: Number.isSafeInteger,
  number: Number.isFinite,
  level: (value) => value === 0 || value === 1,
  text: (value) => typeof value === 'string',
  word: (value) => typeof value === 'string',
  words: Array.isArray,
  flag: (value) => typeof value === 'boolean',
};
const WORDS: Readonly<Record<Sort, string>> = {
  whole: 'a whole number',
  number: 'a number',
  level: '0 or 1',
  text: 'a text',
  word: 'a text',
  words: 'a list of texts',
  flag: 'true or false',
};

/** What a line has besides follows from the records before: it is not read back. */
const LISTS = new Map(Object.entries(FIELDS).map(([kind, { own }]) => [kind, Object.entries(own)]));

function parsedRecord(text: string, fields: Fields): ParsedLine {
  const { t, m, k } = fields;
  if (!Number.isSafeInteger(t) || (t as number) < 0) return wrong(text, 't', 'a tick, a whole number');
  if (m !== 'A' && m !== 'B' && m !== '-') return wrong(text, 'm', '"A", "B" or "-"');
  if (typeof k !== 'string') return wrong(text, 'k', 'a kind of record');
  const list = LISTS.get(k);
  if (list === undefined) return { unknown: k };
  const record: Record<string, unknown> = { t, m, k };
  for (const [name, { sort, when }] of list) {
    const value = fields[name];
    if (value === undefined && when !== undefined) continue;
    if (!CHECKS[sort](value)) return wrong(text, name, WORDS[sort]);
    record[name] = value;
  }
  return { record: record as unknown as TraceRecord };
}

function parsedHeader(text: string, { nullmodem, version, ...header }: Fields): ParsedLine {
  if (nullmodem !== 'trace') return wrong(text, 'nullmodem', '"trace": this is another document of ours');
  if (version !== VERSION)
    return wrong(text, 'version', `${VERSION}: another version of nullmodem has written this`);
  return faultIn(text, headerSchema.safeParse(header)) ?? { header: header as unknown as TraceHeader };
}

/** Of the wall clock, a trace knows nothing, nor of the files that it may be kept in. */
function parsedPlay(text: string, { nullmodem: _, kept: _kept, ...play }: Fields): ParsedLine {
  const fault = faultIn(text, playSchema.safeParse(play));
  if (fault !== undefined) return fault;
  const { result } = play;
  return {
    play: (result === undefined ? play : { ...play, result: { ...result, wallMs: 0 } }) as unknown as Play,
  };
}

function parsedLive(text: string, { nullmodem: _, ticks, ...outcome }: Fields): ParsedLine {
  const fault = faultIn(text, liveSchema.safeParse({ ticks, ...outcome }));
  if (fault !== undefined) return fault;
  const seconds = Number(ticks) / CRYSTAL_HZ;
  return { live: { ...outcome, seconds } as unknown as LiveOutcome<Lab7Result> };
}

function faultIn(text: string, { error }: z.ZodSafeParseResult<unknown>): ParsedLine | undefined {
  if (error === undefined) return undefined;
  const path = deepest(error.issues);
  return wrong(
    text,
    String(path.findLast((key) => typeof key === 'string') ?? ''),
    'as docs/trace.md has it',
  );
}

/** Where a value may be one of several, the one that it is most like names what is wrong. */
function deepest(issues: readonly z.core.$ZodIssue[]): readonly PropertyKey[] {
  const paths = issues.flatMap(({ path, ...issue }) =>
    issue.code === 'invalid_union' ? issue.errors.map((inner) => [...path, ...deepest(inner)]) : [path],
  );
  return paths.reduce((longest, path) => (path.length > longest.length ? path : longest), []);
}

function wrong(text: string, field: string, wanted: string): ParsedLine {
  // The name may come out of the file: it is no pattern.
  const named = JSON.stringify(field).replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  const at = text.search(new RegExp(`${named}\\s*:`));
  return at < 0
    ? { fault: { column: 1, what: `\`${field}\` is missing here: ${wanted}` } }
    : { fault: { column: at + 1, what: `\`${field}\` must be ${wanted}` } };
}

function jsonFault(text: string): LineFault {
  const at = jsonFaultAt(text);
  const what = at < text.length ? 'this is no JSON from here on' : 'the line ends in the middle of a record';
  return { column: at + 1, what };
}
