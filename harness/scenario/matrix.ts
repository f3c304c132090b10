import type { Range } from '../ground/source.ts';
import { placeOf, type Scalar, type ScalarNode, type Tree } from './tree.ts';

export const MOST_COMBINATIONS = 1000;
export const MOST_VARIABLES = 20;
export const LONGEST_VALUE = 200;
/** As the schema has it for editors. The validator sees no key named `__proto__`. */
export const VARIABLE_PATTERN = /^(?!__proto__$)[A-Za-z_][A-Za-z0-9_-]*$/;

/** Keys of the matrix that are no variables. */
export const RESERVED: readonly string[] = ['include', 'exclude'];

/** One of a variable's values, and where the file has it. */
export interface Choice {
  readonly value: Scalar;
  readonly at: Range;
}

export interface Variable {
  readonly name: string;
  readonly key: Range;
  readonly choices: readonly Choice[];
  /** As only `include` and `exclude` have them. */
  readonly hasGroups: boolean;
}

/** One item of `include` or `exclude`: variables with one value each. */
export interface Entry {
  readonly at: Range;
  /** Fewer than its keys where the schema finds a value wrong. */
  readonly pairs: readonly Pair[];
  readonly keys: ReadonlyMap<string, Range>;
}

export interface Pair extends Choice {
  readonly name: string;
  readonly key: Range;
}

/** What of the matrix can be used; the schema says what is wrong with the rest. */
export interface Matrix {
  readonly variables: readonly Variable[];
  readonly exclude: readonly Entry[];
  readonly include: readonly Entry[];
}

/** A value for each variable that it has: what one scenario is made with. */
export type Combination = ReadonlyMap<string, Choice>;

export interface Combinations {
  /** Those of the lists, with what `include` adds to them. */
  readonly listed: readonly Combination[];
  /** Those that `include` makes, each with its entry. */
  readonly included: readonly { readonly combination: Combination; readonly entry: Entry }[];
}

export function readMatrix(tree: Tree): Matrix {
  const matrix = placeOf(tree, ['matrix'])?.node;
  if (matrix?.kind !== 'map') return { variables: [], exclude: [], include: [] };
  const variables = [...matrix.entries].filter(([name]) => !RESERVED.includes(name));
  return {
    variables: variables.slice(0, MOST_VARIABLES + 1).map(([name, { key, value }]) => ({
      name,
      key,
      choices: value.kind === 'list' ? value.items.filter(isChoice) : [],
      hasGroups: value.kind === 'list' && value.items.some(({ kind }) => kind === 'map'),
    })),
    exclude: entriesOf(matrix.entries.get('exclude')?.value),
    include: entriesOf(matrix.entries.get('include')?.value),
  };
}

const entriesOf = (list: Tree | undefined): readonly Entry[] =>
  list?.kind !== 'list'
    ? []
    : list.items.slice(0, MOST_COMBINATIONS + 1).flatMap((item) =>
        item.kind !== 'map'
          ? []
          : {
              at: item.at,
              pairs: [...item.entries].flatMap(([name, { key, value }]) =>
                isChoice(value) ? { name, key, value: value.value, at: value.at } : [],
              ),
              keys: new Map([...item.entries].map(([name, { key }]) => [name, key])),
            },
      );

export const isWhole = ({ pairs, keys }: Entry): boolean => pairs.length === keys.size && keys.size > 0;

const isChoice = (item: Tree): item is ScalarNode =>
  item.kind === 'scalar' && item.value !== null && String(item.value).length <= LONGEST_VALUE;

/** NaN is itself here, as it is to whoever wrote `.nan` twice. */
export const isSame = (one: Scalar, other: Scalar | undefined): boolean => [one].includes(other ?? null);

/** Every variable that some combination may have, with the place where it is first named. */
export function keysOf({ variables, include }: Matrix): ReadonlyMap<string, Range> {
  const keys = new Map(variables.map(({ name, key }) => [name, key]));
  for (const [name, key] of include.flatMap((entry) => [...entry.keys]))
    if (!keys.has(name)) keys.set(name, key);
  return keys;
}

/** How many combinations the lists of values make, before `exclude` and `include` come. */
export const productSize = ({ variables }: Matrix): number =>
  variables.reduce((product, { choices }) => product * Math.max(1, choices.length), 1);

/** The first variable changes slowest. A variable without values has no part in it. */
export const product = ({ variables }: Matrix): readonly Combination[] =>
  variables.reduce<readonly Combination[]>(
    (before, { name, choices }) =>
      choices.length === 0
        ? before
        : before.flatMap((one) => choices.map((choice) => new Map([...one, [name, choice]]))),
    [new Map()],
  );

export const takesOut = (entry: Entry, combination: Combination): boolean =>
  isWhole(entry) && entry.pairs.every(({ name, value }) => isSame(value, combination.get(name)?.value));

/** Whether it changes none of the values that the lists gave. */
const fits = ({ pairs }: Entry, listed: Combination): boolean =>
  pairs.every(({ name, value }) => !listed.has(name) || isSame(value, listed.get(name)?.value));

/** Whether it is to be refused by its size, before its combinations are made. */
export const isTooLarge = (matrix: Matrix): boolean =>
  productSize(matrix) > MOST_COMBINATIONS ||
  keysOf(matrix).size > MOST_VARIABLES ||
  matrix.exclude.length > MOST_COMBINATIONS ||
  matrix.include.length > MOST_COMBINATIONS;

/**
 * As GitHub's workflows have it. `exclude` first: it takes out each combination that has all the values of one of its
 * entries. Then each entry of `include` is added to every combination of the lists in which it changes none of their
 * values; what an entry before it has added, it may change. One that fits nowhere is a combination of its own.
 */
export function combinationsOf(matrix: Matrix): Combinations {
  // Without a list there is nothing that `include` could add to.
  const isListed = matrix.variables.length > 0 || matrix.include.length === 0;
  const listed = (isListed ? product(matrix) : []).filter(
    (one) => !matrix.exclude.some((entry) => takesOut(entry, one)),
  );
  const added = listed.map((one) => ({ one, whole: new Map(one) }));
  const included = matrix.include.flatMap((entry) => {
    const fitting = added.filter(({ one }) => fits(entry, one));
    for (const { one, whole } of fitting)
      for (const pair of entry.pairs) if (!one.has(pair.name)) whole.set(pair.name, pair);
    return fitting.length > 0 || !isWhole(entry) ? [] : { combination: combinationOf(entry), entry };
  });
  return { listed: added.map(({ whole }) => whole), included };
}

const combinationOf = ({ pairs }: Entry): Combination => new Map(pairs.map((pair) => [pair.name, pair]));

/** One combination to check the file with where the matrix makes too many, or none. */
export function sampleOf({ variables, include }: Matrix): Combination {
  const [first] = include;
  if (variables.length === 0 && first !== undefined) return combinationOf(first);
  return new Map(variables.flatMap(({ name, choices: [choice] }) => (choice ? [[name, choice]] : [])));
}
