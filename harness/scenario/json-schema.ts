import { parse } from 'yaml';
import { z } from 'zod';
import { RATES } from './line-text.ts';
import { REFERENCE_PATTERN } from './reference.ts';
import { scenarioSchema, spoken } from './schema.ts';

type Json = z.core.JSONSchema.BaseSchema;

/**
 * The scenario file for editors, as a JSON Schema: what the schema says, that any value may come from the matrix, and
 * the most of rules.ts. Draft 7, because that is what every editor knows.
 */
export function scenarioJsonSchema(): Json {
  const {
    $schema,
    properties = {},
    ...made
  } = z.toJSONSchema(scenarioSchema, {
    io: 'input',
    target: 'draft-7',
    override: ({ zodSchema, jsonSchema }) => addSample(jsonSchema as Json, spoken.get(zodSchema)?.sample),
  }) as Json;
  return {
    ...given({ $schema }),
    $id: 'urn:nullmodem:scenario:1',
    title: 'A scenario of nullmodem',
    description: 'what two PCs do over a serial link, and what must come of it',
    ...made,
    properties: mapValues(properties, (value, key) => (key === 'matrix' ? closed(value) : open(value, key))),
    definitions: DEFINITIONS,
  };
}

/** As one would write it. What is one of a few values needs no example. */
function addSample(schema: Json, sample: string | undefined): void {
  if (sample === undefined || schema.enum !== undefined || schema.const !== undefined) return;
  const value: unknown = parse(sample);
  // Editors would write 0x3F8 as 1016, and put a group that may be something else as well into the wrong column.
  if (sample.startsWith('0x')) schema.defaultSnippets = [{ label: sample, body: sample }];
  else if (schema.anyOf === undefined || typeof value !== 'object') schema.examples = [value];
  for (const form of [schema, ...((schema.anyOf ?? []) as Json[])])
    if (form.pattern !== undefined) form.errorMessage = `Write it like ${sample}.`;
}

/** Nothing in the text looks like a reference and is none. */
const WELL_READ = '^(?![\\s\\S]*\\$\\{\\{(?!\\s*matrix\\.[A-Za-z_][A-Za-z0-9_-]*\\s*\\}\\}))';
const FIX = `A value of the matrix is written like "\${{ matrix.mode }}".`;

const DEFINITIONS = {
  reference: {
    description: 'a value of the matrix',
    type: 'string',
    pattern: `^${REFERENCE_PATTERN}$`,
    errorMessage: FIX,
  },
  referring: {
    description: 'text with values of the matrix in it',
    type: 'string',
    pattern: `${WELL_READ}[\\s\\S]*${REFERENCE_PATTERN}`,
    errorMessage: FIX,
  },
} satisfies Record<string, Json>;

const refTo = (name: keyof typeof DEFINITIONS): Json => ({ $ref: `#/definitions/${name}` });

/** Wherever a value stands, one of the matrix may: whole, or as a part of a text that has a form of its own. */
function open(schema: Json, key: string): Json {
  const forms = schema.anyOf as Json[] | undefined;
  if (forms !== undefined) {
    const opened = forms.map((form) => (isScalar(form) ? form : open(form, key)));
    return { ...schema, anyOf: [...opened, ...refsFor(forms)] };
  }
  if (!isScalar(schema)) return { ...inParts(schema, open), ...(schema.properties && ACROSS[key]) };
  const {
    description,
    default: byDefault,
    examples,
    defaultSnippets,
    ...form
  } = MORE[key]?.(schema) ?? schema;
  const about = given({ description, default: byDefault, examples, defaultSnippets });
  if (!isFreeText(form)) return { ...about, anyOf: [form, ...refsFor([form])] };
  const pattern = WELL_READ + (form.pattern ?? '');
  return { ...about, ...form, pattern, errorMessage: form.errorMessage ?? FIX };
}

/** The values of the matrix itself: they refer to nothing. */
function closed(schema: Json): Json {
  if (schema.anyOf !== undefined) return { ...schema, anyOf: (schema.anyOf as Json[]).map(closed) };
  if (schema.type !== 'string') return inParts(schema, closed);
  return { ...schema, pattern: '^(?![\\s\\S]*\\$\\{\\{)', errorMessage: 'Write the value itself.' };
}

function refsFor(forms: readonly Json[]): Json[] {
  const scalars = forms.filter(isScalar);
  if (scalars.length === 0) return [];
  return [refTo(scalars.some(isText) ? 'referring' : 'reference')];
}

const isScalar = ({ type }: Json): boolean => type !== 'object' && type !== 'array';

const isText = ({ type, enum: values = [], anyOf: forms = [] }: Json): boolean =>
  type === 'string' || values.some((value) => typeof value === 'string') || (forms as Json[]).some(isText);

/** Text that can have a reference in it as it can have anything else. */
const isFreeText = (form: Json): boolean =>
  form.type === 'string' &&
  form.enum === undefined &&
  form.const === undefined &&
  new RegExp(form.pattern ?? '', 'u').test(`\${{ matrix.x }}`);

function inParts({ dependentRequired, ...schema }: Json, change: (part: Json, key: string) => Json): Json {
  const { properties, items, additionalProperties: others } = schema;
  return {
    ...schema,
    ...(properties && { properties: mapValues(properties, (part, key) => titled(change(part, key), key)) }),
    ...(items && { items: change(items as Json, 'items') }),
    ...(typeof others === 'object' && { additionalProperties: change(others, 'other') }),
    // As draft 7 calls it.
    ...(dependentRequired === undefined ? {} : { dependencies: dependentRequired }),
  };
}

const mapValues = (
  parts: NonNullable<Json['properties']>,
  change: (part: Json, key: string) => Json,
): Record<string, Json> =>
  Object.fromEntries(Object.entries(parts).map(([key, part]) => [key, change(part as Json, key)]));

/** Editors head what they say of a key by the title of the group that it stands in. */
const titled = (schema: Json, key: string): Json =>
  [schema, ...((schema.anyOf ?? []) as Json[])].some(({ properties }) => properties)
    ? { title: key, ...schema }
    : schema;

const given = (parts: Readonly<Record<string, unknown>>): Json =>
  Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));

const oneOf = (...values: readonly (string | number)[]): Json => ({
  anyOf: [{ enum: [...values] }, ...refsFor([{ enum: [...values] }])],
});

const over = (...transports: readonly string[]): Json => ({
  required: ['transport'],
  properties: { transport: oneOf(...transports) },
});

const unless = (properties: Record<string, Json>, others: Record<string, Json>): Json => ({
  if: { properties },
  else: { properties: others },
});

/** What goes with what: by the key that has them. */
const ACROSS: Readonly<Record<string, Json>> = {
  link: {
    dependencies: { port: over('tcp'), path: over('pipe'), listen: over('tcp', 'pipe') },
    ...unless({ profile: { not: { const: 'wire' } } }, { transport: oneOf('cable') }),
  },
  A: { dependencies: { fifo: { properties: { type: oneOf('16550A', 16750) } } } },
  B: { dependencies: { fifo: { properties: { type: oneOf('16550A', 16750) } } } },
  line: unless({ bits: { not: { enum: [6, 7, 8] } } }, { stop: oneOf(1, 2) }),
  send: { dependencies: { times: ['repeat'], repeat: ['times'] } },
};

/** What editors are told in another way than the schema has it: by the key. */
const MORE: Readonly<Record<string, (schema: Json) => Json>> = {
  rate: (schema) => ({ ...schema, enum: [...RATES] }),
  // In quotes it is the same chip: it may stand there, and is not offered twice.
  type: ({ type: _, enum: types = [], ...schema }) => {
    const numbers = types.filter((type) => typeof type === 'number');
    const offered = types.filter(
      (type) => typeof type === 'number' || !numbers.map(String).includes(String(type)),
    );
    return {
      ...schema,
      anyOf: [{ enum: offered }, { type: 'string', pattern: `^(${numbers.join('|')})$` }],
    };
  },
  // Offered as a value, "\\0" would be put into the file as the NUL that no scenario file may have.
  terminator: ({ enum: _, ...schema }) => ({
    ...schema,
    pattern: '^[.\\n\\0]$',
    errorMessage: 'Write ".", "\\n" or "\\0".',
    defaultSnippets: ['"."', '"\\n"', '"\\0"'].map((body) => ({ label: body, body })),
  }),
};
