import { nearest } from '../config/nearest.ts';
import type { Range } from '../ground/source.ts';
import { entryProblems } from './entry-problems.ts';
import { type Fault, fault } from './fault.ts';
import {
  type Combination,
  type Combinations,
  type Entry,
  isWhole,
  keysOf,
  type Matrix,
  MOST_COMBINATIONS,
  MOST_VARIABLES,
  productSize,
  RESERVED,
  VARIABLE_PATTERN,
  type Variable,
} from './matrix.ts';
import { inWords, isMisread, referencesIn } from './reference.ts';
import { placeOf, type Scalar, scalarsOf, type Tree } from './tree.ts';
import { clipped, shown } from './words.ts';

export interface MatrixProblem extends Fault {
  readonly at: Range;
  readonly severity: 'error' | 'warning';
  readonly also?: { readonly at: Range; readonly label: string };
}

/** What is wrong with the matrix as a whole, and with what refers to it. Without combinations it is too large. */
export function* matrixProblems(
  tree: Tree,
  matrix: Matrix,
  combinations: Combinations | undefined,
): Generator<MatrixProblem> {
  const keys = keysOf(matrix);
  const used = new Set<string>();
  yield* referenceProblems(tree, [...keys.keys()], used);
  const misspelt = new Map(matrix.variables.flatMap(meantReserved));
  for (const [name, at] of keys) {
    const meant = misspelt.get(name);
    if (meant !== undefined) yield error(noVariable(name, meant), at);
    else if (!VARIABLE_PATTERN.test(name) || RESERVED.includes(name)) yield error(noName(name), at);
    else if (!used.has(name)) yield { ...unused(name), at, severity: 'warning' };
  }
  for (const variable of matrix.variables) yield* valueProblems(variable);
  const place = placeOf(tree, ['matrix']);
  const wrongSize = sizeFault(matrix, keys.size, combinations);
  if (place !== undefined && wrongSize !== undefined) yield error(wrongSize, place.key ?? place.node.at);
  if (combinations === undefined) return;
  yield* entryProblems(matrix, combinations);
  if (matrix.include.every(isWhole)) yield* lackingProblems(tree, combinations);
}

const error = (found: Fault, at: Range): MatrixProblem => ({ ...found, at, severity: 'error' });

const matrixFault = (what: string, why: string | undefined, fix: string): Fault =>
  fault('scenario-matrix', what, why, fix);

/** Notes in `used` what is referred to. */
function* referenceProblems(
  tree: Tree,
  names: readonly string[],
  used: Set<string>,
): Generator<MatrixProblem> {
  for (const { scalar, path } of scalarsOf(tree)) {
    const { value, at } = scalar;
    if (typeof value !== 'string' || !value.includes('${{')) continue;
    for (const name of referencesIn(value)) {
      used.add(name);
      if (!names.includes(name)) yield error(unknownVariable(name, names), at);
    }
    if (path[0] === 'matrix') yield error(SELF, at);
    else if (isMisread(value)) yield error(UNREADABLE, at);
  }
}

const SELF = matrixFault(
  'A value of the matrix cannot refer to the matrix.',
  undefined,
  'Write the value itself.',
);

const UNREADABLE = matrixFault(
  `What stands in \`\${{ … }}\` cannot be read.`,
  'It can name a variable of the matrix, and nothing else.',
  `Write it like \${{ matrix.mode }}.`,
);

function unknownVariable(name: string, names: readonly string[]): Fault {
  const near = nearest(name, names);
  const why = names.length === 0 ? 'This file has no matrix.' : `It has: ${names.map(clipped).join(', ')}.`;
  const fix = near === undefined ? `Add \`${clipped(name)}\` to the matrix.` : `Write \`matrix.${near}\`.`;
  return matrixFault(`The matrix has no variable \`${clipped(name)}\`.`, why, fix);
}

/** A variable that `include` gives to some combinations only, and a value that needs it in all of them. */
function* lackingProblems(tree: Tree, { listed, included }: Combinations): Generator<MatrixProblem> {
  const all = [...listed.map((combination) => ({ combination, entry: undefined })), ...included];
  const known = new Set(all.flatMap(({ combination }) => [...combination.keys()]));
  const lacking = new Map(
    [...known].map((name) => [name, all.find(({ combination }) => !combination.has(name))]),
  );
  for (const { scalar, path } of scalarsOf(tree)) {
    if (path[0] === 'matrix') continue;
    for (const name of referencesIn(scalar.value)) {
      const found = lacking.get(name);
      if (found === undefined) continue;
      const { combination, entry } = found;
      const also = entry && { also: { at: entry.at, label: 'this makes the combination' } };
      yield { ...error(lacks(name, combination, entry), scalar.at), ...also };
    }
  }
}

function lacks(name: string, combination: Combination, entry: Entry | undefined): Fault {
  const what = `The combination \`${clipped(inWords(combination))}\` has no \`${clipped(name)}\`.`;
  const pair = `\`${clipped(name)}: …\``;
  return matrixFault(
    what,
    'A value can refer only to what every combination has.',
    entry === undefined
      ? `Begin \`include\` with an entry that has ${pair} alone: it goes to every combination of the lists.`
      : `Add ${pair} to the entry of \`include\` that makes this combination.`,
  );
}

const noName = (name: string): Fault =>
  fault(
    'scenario-wrong-value',
    `\`${clipped(name)}\` cannot be the name of a variable.`,
    RESERVED.includes(name)
      ? '`include` and `exclude` are the matrix’s own words.'
      : 'A name is letters, digits, _ and -, and begins with a letter or _.',
    'Give it another name.',
  );

/** `exlude` with a list of groups is no variable. */
function meantReserved({ name, hasGroups }: Variable): readonly [string, string][] {
  const meant = hasGroups ? nearest(name, RESERVED) : undefined;
  return meant === undefined ? [] : [[name, meant]];
}

const noVariable = (name: string, meant: string): Fault =>
  fault(
    'scenario-unknown-key',
    `\`${clipped(name)}\` is taken for a variable, and its values are groups of keys.`,
    'The keys of the matrix that take groups are `exclude` and `include`.',
    `Write \`${meant}\`.`,
  );

const unused = (name: string): Fault =>
  fault(
    'scenario-matrix-unused',
    `Nothing uses the matrix variable \`${clipped(name)}\`.`,
    'Its scenarios are all the same.',
    `Use it as "\${{ matrix.${clipped(name)} }}", or take it out.`,
  );

function* valueProblems({ choices }: Variable): Generator<MatrixProblem> {
  const seen = new Set<Scalar>();
  for (const { value, at } of choices) {
    const what = `The value ${shown(value)} stands here twice.`;
    if (seen.has(value)) yield error(matrixFault(what, undefined, 'Take one of them out.'), at);
    seen.add(value);
  }
}

function sizeFault(
  matrix: Matrix,
  variables: number,
  combinations: Combinations | undefined,
): Fault | undefined {
  const fix = 'Take values out, or divide the file.';
  if (variables > MOST_VARIABLES)
    return matrixFault(`This matrix has more than ${MOST_VARIABLES} variables.`, undefined, fix);
  for (const key of ['exclude', 'include'] as const)
    if (matrix[key].length > MOST_COMBINATIONS)
      return matrixFault(`\`${key}\` has more than ${MOST_COMBINATIONS} entries.`, undefined, fix);
  const count = combinations
    ? combinations.listed.length + combinations.included.length
    : productSize(matrix);
  if (count === 0)
    return matrixFault(
      'This matrix has no combination left.',
      '`exclude` takes all of them out.',
      'Take an entry of `exclude` out.',
    );
  if (count <= MOST_COMBINATIONS) return undefined;
  const many = count > 1e6 ? 'more than a million' : count;
  const what = `This matrix makes ${many} scenarios; at most ${MOST_COMBINATIONS} are possible.`;
  const why = 'It makes one for each combination of its values';
  return matrixFault(
    what,
    matrix.exclude.length === 0 ? `${why}.` : `${why}, before \`exclude\` comes.`,
    fix,
  );
}
