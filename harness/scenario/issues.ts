import { z } from 'zod';
import { nearest } from '../config/nearest.ts';
import { type Fault, fault, type Path, type Problem } from './fault.ts';
import { spoken, VERBS } from './schema.ts';
import { capitalised, kindOf, listed, nameOf, shown } from './words.ts';

type Schema = z.core.$ZodType;
type Issue = z.core.$ZodIssue;

/** What the schema found, in plain words: nothing of its own language goes further than this file. */
export function problemsOf(schema: Schema, raw: unknown, issues: readonly Issue[]): Problem[] {
  const flat = issues.flatMap((issue) => meantBy(issue, []));
  const unknown = flat.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? unknownKeys(schema, raw, issue) : [],
  );
  const misspelt = new Set(unknown.map(({ meant }) => meant));
  const others = flat.flatMap((issue) => {
    const path = pathOf(issue);
    // A key written wrong is one mistake, not an unknown key and a missing one.
    if (issue.code === 'unrecognized_keys' || misspelt.has(JSON.stringify(path))) return [];
    return isAbsent(raw, path) ? missingKey(schema, path) : wrong(schema, raw, path, issue);
  });
  return [...unknown.map(({ problem }) => problem), ...others];
}

/** The issues of the form that was meant, of a value that may have several: the one whose kind it has. */
function meantBy(issue: Issue, before: Path): Issue[] {
  const path = [...before, ...pathOf(issue)];
  if (issue.code !== 'invalid_union') return [{ ...issue, path }];
  const meant = issue.errors.find(
    (form) => !form.some((one) => one.path.length === 0 && one.code === 'invalid_type'),
  );
  return meant === undefined ? [{ ...issue, path }] : meant.flatMap((one) => meantBy(one, path));
}

const pathOf = ({ path }: Issue): Path =>
  path.map((step) => (typeof step === 'number' ? step : String(step)));

function unknownKeys(
  schema: Schema,
  raw: unknown,
  issue: z.core.$ZodIssueUnrecognizedKeys,
): { readonly problem: Problem; readonly meant: string }[] {
  const path = pathOf(issue);
  const owner = schemaAt(schema, raw, path).schema;
  const allowed = owner instanceof z.ZodObject ? Object.keys(owner.shape) : [];
  const free = allowed.filter((one) => isAbsent(raw, [...path, one]));
  return issue.keys.map((key) => {
    const near = nearest(key, free);
    const place: Path = [...path, key];
    const isStep = allowed.includes('send');
    const found = isStep
      ? unknownVerb(place, allowed, near, emptyVerb(valueAt(raw, path)))
      : unknownKey(place, allowed, near);
    const problem: Problem = { ...found, path: place, mark: 'key' };
    return { problem, meant: JSON.stringify([...path, near]) };
  });
}

function unknownKey(path: Path, allowed: readonly string[], near: string | undefined): Fault {
  if (path.at(-1) === '')
    return fault(
      'scenario-unknown-key',
      'No key stands before this colon.',
      `The keys of ${nameOf(path.slice(0, -1))} are: ${listed(allowed)}.`,
      'Write one of them before the colon.',
    );
  if (path.at(-1) === '<<')
    return fault(
      'scenario-unknown-key',
      '`<<` merges nothing here.',
      'YAML 1.2 has no such key; `*name` alone repeats a whole group.',
      'Write the keys out.',
    );
  const what = `${capitalised(nameOf(path))} is not a key of ${nameOf(path.slice(0, -1))}.`;
  return fault(
    'scenario-unknown-key',
    what,
    `Its keys are: ${listed(allowed)}.`,
    near === undefined ? 'Take it out.' : `Write \`${near}\`.`,
  );
}

function unknownVerb(
  path: Path,
  allowed: readonly string[],
  near: string | undefined,
  empty: string | undefined,
): Fault {
  const key = String(path.at(-1));
  if (VERBS.includes(key)) {
    const why = `Allowed there: ${listed(allowed)}.`;
    return fault(
      'scenario-conflict',
      `\`${key}\` cannot stand inside \`parallel\`.`,
      why,
      'Make it a step of its own.',
    );
  }
  const outdented = empty && `Put more blanks before it: then it stands inside \`${empty}\`.`;
  const fix = near === undefined ? (outdented ?? 'Take it out.') : `Write \`${near}\`.`;
  return fault(
    'scenario-unknown-key',
    `${nameOf(path)} is not a verb.`,
    `The verbs are: ${listed(allowed)}.`,
    fix,
  );
}

/** A verb with nothing behind it: what follows was meant for it, and begins too far left. */
const emptyVerb = (step: unknown): string | undefined =>
  isGroup(step) ? Object.keys(step).find((key) => VERBS.includes(key) && step[key] === null) : undefined;

function missingKey(schema: Schema, path: Path): Problem {
  const { description, sample } = schemaAt(schema, undefined, path);
  const key = String(path.at(-1));
  const parent = path.slice(0, -1);
  const fix = `Add \`${key}: ${sample ?? '…'}\`.`;
  return {
    ...fault(
      'scenario-missing-key',
      `${capitalised(nameOf(parent))} has no \`${key}\`.`,
      description && `\`${key}\` is ${description}.`,
      fix,
    ),
    path: parent,
    mark: 'key',
  };
}

function wrong(schema: Schema, raw: unknown, path: Path, issue: Issue): Problem {
  if (issue.code === 'custom') return { ...(issue.params?.fault as Fault), path, mark: 'value' };
  return { ...wrongFault(schemaAt(schema, raw, path), valueAt(raw, path), path, issue), path, mark: 'value' };
}

function wrongFault(about: Spoken, value: unknown, path: Path, issue: Issue): Fault {
  const name = capitalised(nameOf(path));
  const why = about.description && `${name} is ${about.description}.`;
  const say = (what: string, fix?: string) => fault('scenario-wrong-value', what, why, fix);
  const example = about.sample && `Write it like \`${about.sample}\`.`;
  if (value === null) return say(`${name} has no value.`, example ?? 'Give it one.');
  if (issue.code === 'invalid_value')
    return say(`${name} cannot be ${shown(value)}.`, amongst(issue.values.map(String), value));
  if (issue.code === 'invalid_type') {
    const read = about.read?.(value);
    if (read !== undefined && 'fault' in read) return read.fault;
    return say(
      `${name} must be ${wantedKind(issue.expected)}, not ${notKind(value)}.`,
      asKind(issue.expected, value) ?? example ?? AS_KIND[issue.expected],
    );
  }
  if (Array.isArray(value) && issue.code !== 'invalid_union') {
    const count = value.length === 0 ? 'no items' : value.length === 1 ? '1 item' : `${value.length} items`;
    return say(`${name} has ${count}.`, example);
  }
  return say(
    value === '' ? `${name} is empty.` : `${name} cannot be ${shown(value)}.`,
    example ?? bound(about.schema, issue),
  );
}

function bound(schema: Schema | undefined, issue: Issue): string | undefined {
  // A number that is no longer exact is refused for that before it is for its size.
  const most = schema instanceof z.ZodNumber ? schema.maxValue : undefined;
  if (issue.code === 'too_big') return `Write ${most ?? issue.maximum} or less.`;
  if (issue.code === 'too_small') return `Write ${issue.minimum} or more.`;
  return undefined;
}

function amongst(values: readonly string[], written: unknown): string {
  const word = typeof written === 'object' ? '' : String(written);
  if (values.includes(word))
    return typeof written === 'string' ? `Write ${word} without quotes.` : `Write "${word}", with quotes.`;
  const meant = nearest(word, values) ?? (values.length === 1 ? values[0] : undefined);
  return meant === undefined ? 'Write one of them.' : `Write ${meant}.`;
}

const AS_KIND: Readonly<Record<string, string>> = {
  string: 'Write a text, in quotes.',
  number: 'Write a number.',
  int: 'Write a whole number.',
  boolean: 'Write true or false.',
  array: 'Write it as [ one, another ].',
  object: 'Write it as { key: value }.',
  record: 'Write it as { key: value }.',
};

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of variables',
};

const wantedKind = (expected: string): string => KINDS[expected] ?? 'something else';

const notKind = (value: unknown): string => (typeof value === 'number' ? shown(value) : kindOf(value));

function asKind(expected: string, value: unknown): string | undefined {
  if (expected === 'string' && typeof value !== 'object') return 'Put it in quotes.';
  const isNumber = expected === 'number' || expected === 'int';
  if (isNumber && typeof value === 'string' && /^\s*(\d+(\.\d+)?|0x[0-9a-f]+)\s*$/i.test(value))
    return `Write ${value.trim()} without quotes.`;
  if (expected !== 'boolean' || typeof value !== 'string') return undefined;
  if (/^(yes|on|true|y)$/i.test(value)) return 'Write true.';
  return /^(no|off|false|n)$/i.test(value) ? 'Write false.' : undefined;
}

interface Spoken {
  readonly schema: Schema | undefined;
  readonly description?: string | undefined;
  readonly sample?: string | undefined;
  readonly read?: NonNullable<ReturnType<typeof spoken.get>>['read'] | undefined;
}

/** The schema that a path leads to, and what it has to say for messages. */
function schemaAt(root: Schema, raw: unknown, path: Path): Spoken {
  let here: Spoken = opened(root);
  let value = raw;
  for (const step of path) {
    const next = childOf(here.schema, value, step);
    if (next === undefined) return { schema: undefined };
    here = opened(next);
    value = valueAt(value, [step]);
  }
  return here;
}

/** Without the wrappers that only say that it may be missing. */
function opened(schema: Schema): Spoken {
  const { sample, read } = spoken.get(schema) ?? {};
  const outer: Spoken = { schema, description: z.globalRegistry.get(schema)?.description, sample, read };
  if (!isWrapper(schema)) return outer;
  const inner = opened(schema.unwrap());
  return {
    schema: inner.schema,
    description: outer.description ?? inner.description,
    sample: sample ?? inner.sample,
    read: read ?? inner.read,
  };
}

const isWrapper = (schema: Schema): schema is z.ZodDefault | z.ZodPrefault | z.ZodExactOptional =>
  schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodExactOptional;

function childOf(schema: Schema | undefined, value: unknown, step: string | number): Schema | undefined {
  if (schema instanceof z.ZodObject)
    // A variable of the matrix may be called `constructor`.
    return Object.hasOwn(schema.shape, step) ? schema.shape[step] : schema.def.catchall;
  if (schema instanceof z.ZodArray) return schema.element;
  if (schema instanceof z.ZodRecord) return schema.valueType;
  if (!(schema instanceof z.ZodUnion)) return undefined;
  const forms: readonly Schema[] = schema.options;
  const meant = forms.find((form) =>
    typeof step === 'number' ? form instanceof z.ZodArray : form instanceof z.ZodObject,
  );
  return childOf(meant, value, step);
}

function valueAt(raw: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => (isGroup(value) ? value[step] : undefined), raw);
}

const isAbsent = (raw: unknown, path: Path): boolean => {
  const parent = valueAt(raw, path.slice(0, -1));
  const key = path.at(-1);
  return key !== undefined && isGroup(parent) && !(key in parent);
};

const isGroup = (value: unknown): value is Readonly<Record<string | number, unknown>> =>
  typeof value === 'object' && value !== null;
