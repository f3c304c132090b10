import { stringify } from 'yaml';
import type { z } from 'zod';
import { fault, type Path } from './fault.ts';
import { type LoadedFile, loadScenario } from './load.ts';
import type { scenarioSchema } from './schema.ts';

type Written = z.input<typeof scenarioSchema>;
type Value = string | number | boolean;

/** `${{ matrix.mode }}`, in the place of any value. */
export type Reference = `\${{ matrix.${string} }}`;

type Open<T> = T extends Value
  ? T | Reference
  : T extends readonly (infer Item)[]
    ? readonly Open<Item>[]
    : { readonly [Key in keyof T]: Open<T[Key]> };

type Entry = Readonly<Record<string, Value>>;

/** Variables with a list of values each. */
export interface MatrixInput {
  readonly include?: readonly Entry[];
  readonly exclude?: readonly Entry[];
  readonly [variable: string]: readonly Value[] | readonly Entry[] | undefined;
}

/** A scenario file as data: its keys and values, as the file has them. */
export type ScenarioInput = Open<Omit<Written, 'matrix'>> & { readonly matrix?: MatrixInput };

/**
 * Reads a scenario from data instead of a file, with the same answers: it is written as a file first, and places in
 * diagnostics are places in that. `file` is the name that it has there.
 */
export function defineScenario(data: ScenarioInput, file = 'scenario'): LoadedFile {
  const odd = notPlain(data);
  if (odd !== undefined) {
    const why = 'A scenario is plain data: texts, numbers, true and false, lists, and groups of keys.';
    const wrong = fault('scenario-wrong-value', odd, why, 'Write the value itself.');
    return { scenarios: [], diagnostics: [{ ...wrong, severity: 'error', spans: [] }] };
  }
  return loadScenario(stringify(data ?? null, AS_WRITTEN), file);
}

/** Each value on its line; what stands in two places stands there twice. */
const AS_WRITTEN = { schema: 'core', aliasDuplicateObjects: false, blockQuote: false, lineWidth: 0 } as const;

const DEEPEST = 100;
const MOST_VALUES = 100_000;

/** The first part that no file could hold. */
function notPlain(data: unknown): string | undefined {
  let values = 0;
  const look = (value: unknown, path: Path, above: readonly unknown[]): string | undefined => {
    if (value === null || value === undefined) return undefined;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      return undefined;
    if (typeof value !== 'object') return `${placeOf(path)} is a ${typeof value}.`;
    if (above.includes(value)) return `${placeOf(path)} contains itself.`;
    if (above.length > DEEPEST) return `${placeOf(path)} stands in too many groups.`;
    if (++values > MOST_VALUES) return 'There is more in this data than a scenario can hold.';
    const kind = Array.isArray(value) ? undefined : classOf(value);
    if (kind !== undefined) return `${placeOf(path)} is a ${kind}.`;
    for (const [key, part] of Object.entries(value)) {
      const found = look(part, [...path, Array.isArray(value) ? Number(key) : key], [...above, value]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return look(data, [], []);
}

function classOf(value: object): string | undefined {
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain = prototype === null || Object.getPrototypeOf(prototype) === null;
  return isPlain ? undefined : value.constructor?.name || 'object of a class';
}

const placeOf = (path: Path): string =>
  `\`${path.reduce<string>((place, step) => (typeof step === 'number' ? `${place}[${step}]` : `${place}.${step}`), 'data')}\``;
