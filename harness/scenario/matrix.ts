import { type Fault, fault } from './fault.ts';
import type { Range } from './source.ts';
import { placeOf, plain, type Scalar, type ScalarNode, scalarsOf, type Tree } from './tree.ts';
import { clipped, nearest } from './words.ts';

export const MOST_COMBINATIONS = 1000;
export const MOST_VARIABLES = 20;
export const LONGEST_VALUE = 200;
/** As the schema checks it, for editors too. */
export const VARIABLE_PATTERN = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** One of a variable's values, and where the file has it. */
export interface Choice {
  readonly value: Scalar;
  readonly at: Range;
}

export interface Variable {
  readonly name: string;
  readonly key: Range;
  readonly choices: readonly Choice[];
}

/** One entry of the matrix: a choice for each variable. */
export type Combination = ReadonlyMap<string, Choice>;

export interface MatrixProblem extends Fault {
  readonly at: Range;
  readonly severity: 'error' | 'warning';
}

const REFERENCE = /\$\{\{\s*matrix\.([A-Za-z_][A-Za-z0-9_-]*)\s*\}\}/g;
const LONE_REFERENCE = /^\$\{\{\s*matrix\.([A-Za-z_][A-Za-z0-9_-]*)\s*\}\}$/;

/** The variables, each with those of its values that can be used; the schema says what is wrong with others. */
export function variablesOf(tree: Tree): readonly Variable[] {
  const matrix = placeOf(tree, ['matrix'])?.node;
  if (matrix?.kind !== 'map') return [];
  return [...matrix.entries].slice(0, MOST_VARIABLES + 1).map(([name, { key, value }]) => ({
    name,
    key,
    choices: value.kind === 'list' ? value.items.filter(isChoice) : [],
  }));
}

const isChoice = (item: Tree): item is ScalarNode =>
  item.kind === 'scalar' && item.value !== null && String(item.value).length <= LONGEST_VALUE;

/** The names of the variables that a value refers to, each once. */
export const referencesIn = (value: Scalar): readonly string[] =>
  typeof value === 'string' ? [...new Set([...value.matchAll(REFERENCE)].map(([, name = '']) => name))] : [];

/** What is wrong with the matrix as a whole, and with what refers to it. */
export function* matrixProblems(tree: Tree, variables: readonly Variable[]): Generator<MatrixProblem> {
  const names = variables.map(({ name }) => name);
  const used = new Set<string>();
  for (const { scalar, path } of scalarsOf(tree)) {
    const { value, at } = scalar;
    if (typeof value !== 'string' || !value.includes('${{')) continue;
    const references = referencesIn(value);
    for (const name of references) {
      used.add(name);
      if (!names.includes(name)) yield { ...unknownVariable(name, names), at, severity: 'error' };
    }
    if (path[0] === 'matrix')
      yield {
        ...fault(
          'scenario-matrix',
          'A value of the matrix cannot refer to the matrix.',
          undefined,
          'Write the value itself.',
        ),
        at,
        severity: 'error',
      };
    else if (value.replace(REFERENCE, '').includes('${{')) yield { ...unreadable(), at, severity: 'error' };
  }
  for (const { name, key, choices } of variables) {
    if (!used.has(name) && VARIABLE_PATTERN.test(name))
      yield { ...unused(name), at: key, severity: 'warning' };
    const seen = new Set<Scalar>();
    for (const { value, at } of choices) {
      if (seen.has(value))
        yield {
          ...fault(
            'scenario-matrix',
            `The value \`${clipped(String(value))}\` stands here twice.`,
            undefined,
            'Take one of them out.',
          ),
          at,
          severity: 'error',
        };
      seen.add(value);
    }
  }
  const matrix = placeOf(tree, ['matrix']);
  const excess = tooMany(variables);
  if (matrix && excess) yield { ...excess, at: matrix.key ?? matrix.node.at, severity: 'error' };
}

function tooMany(variables: readonly Variable[]): Fault | undefined {
  const fix = 'Take values out, or divide the file.';
  if (variables.length > MOST_VARIABLES) {
    return fault('scenario-matrix', `This matrix has more than ${MOST_VARIABLES} variables.`, undefined, fix);
  }
  const count = combinationCount(variables);
  if (count <= MOST_COMBINATIONS) return undefined;
  const many = count > 1e6 ? 'more than a million' : count;
  const what = `This matrix makes ${many} scenarios; at most ${MOST_COMBINATIONS} are possible.`;
  return fault('scenario-matrix', what, 'It makes one for each combination of its values.', fix);
}

export const combinationCount = (variables: readonly Variable[]): number =>
  variables.reduce((product, { choices }) => product * Math.max(1, choices.length), 1);

/** The first variable changes slowest. A variable without values has no part in it. */
export const combinationsOf = (variables: readonly Variable[]): readonly Combination[] =>
  variables.reduce<readonly Combination[]>(
    (before, { name, choices }) =>
      choices.length === 0
        ? before
        : before.flatMap((one) => choices.map((choice) => new Map([...one, [name, choice]]))),
    [new Map()],
  );

/** The file's data with this combination's values in it. References that lead nowhere stay as they are. */
export const expanded = (tree: Tree, combination: Combination): unknown =>
  plain(tree, (scalar) => valueWith(scalar, combination));

function valueWith({ value }: ScalarNode, combination: Combination): Scalar {
  if (typeof value !== 'string' || !value.includes('${{')) return value;
  const lone = choiceBehind(value, combination);
  if (lone !== undefined) return lone.value;
  return value.replace(REFERENCE, (reference, name: string) => {
    const choice = combination.get(name);
    return choice === undefined ? reference : String(choice.value);
  });
}

/** The choice that a value is, when it is nothing but a reference. */
export function choiceBehind(value: Scalar, combination: Combination): Choice | undefined {
  const [, name] = (typeof value === 'string' && LONE_REFERENCE.exec(value)) || [];
  return name === undefined ? undefined : combination.get(name);
}

/** The file's name with the combination behind it, unless the name already tells one from another. */
export function nameWith(written: Scalar, expandedName: string, combination: Combination): string {
  const told = referencesIn(written);
  const isTold = [...combination.keys()].every((name) => told.includes(name));
  return isTold ? expandedName : `${expandedName} (${inWords(combination)})`;
}

/** `mode=poll, link=tcp` */
export const inWords = (combination: Combination): string =>
  [...combination].map(([name, { value }]) => `${name}=${oneLine(value)}`).join(', ');

const oneLine = (value: Scalar): string =>
  typeof value === 'string' && /\p{Cc}/u.test(value) ? JSON.stringify(value) : String(value);

/** Whether a value stays unknown: then nothing can be said about it but that. */
export const isUnresolved = (scalar: ScalarNode, combination: Combination): boolean =>
  String(valueWith(scalar, combination)).includes('${{');

function unknownVariable(name: string, names: readonly string[]): Fault {
  const near = nearest(name, names);
  const why = names.length === 0 ? 'This file has no matrix.' : `It has: ${names.map(clipped).join(', ')}.`;
  const fix = near === undefined ? `Add \`${clipped(name)}\` to the matrix.` : `Write \`matrix.${near}\`.`;
  return fault('scenario-matrix', `The matrix has no variable \`${clipped(name)}\`.`, why, fix);
}

const unreadable = (): Fault =>
  fault(
    'scenario-matrix',
    `What stands in \`\${{ … }}\` cannot be read.`,
    'It can name a variable of the matrix, and nothing else.',
    `Write it like \${{ matrix.mode }}.`,
  );

const unused = (name: string): Fault =>
  fault(
    'scenario-matrix-unused',
    `Nothing uses the matrix variable \`${clipped(name)}\`.`,
    'Its scenarios are all the same.',
    `Use it as "\${{ matrix.${clipped(name)} }}", or take it out.`,
  );
