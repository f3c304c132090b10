import { nearest } from '../config/nearest.ts';
import { fault } from './fault.ts';
import {
  type Combinations,
  type Entry,
  isSame,
  isWhole,
  type Matrix,
  type Pair,
  product,
  takesOut,
} from './matrix.ts';
import type { MatrixProblem } from './matrix-problems.ts';
import type { Scalar } from './tree.ts';
import { clipped, listed as inAList, shown } from './words.ts';

/** What is wrong with the entries of `exclude` and `include`. */
export function* entryProblems(matrix: Matrix, combinations: Combinations): Generator<MatrixProblem> {
  for (const key of ['exclude', 'include'] as const)
    for (const entry of matrix[key]) if (entry.keys.size === 0) yield emptyEntry(key, entry);
  yield* excludeProblems(matrix);
  yield* includeProblems(matrix, combinations);
}

/** One that takes nothing out is a mistake where it never could, and superfluous where others have. */
function* excludeProblems(matrix: Matrix): Generator<MatrixProblem> {
  let left = product(matrix);
  for (const entry of matrix.exclude) {
    const wrong = entry.pairs.flatMap((pair) => wrongPair(pair, matrix) ?? []);
    yield* wrong;
    const rest = left.filter((one) => !takesOut(entry, one));
    if (wrong.length === 0 && isWhole(entry) && rest.length === left.length)
      yield warning(entry, 'This entry takes nothing out.', 'Those above it have taken that out.');
    left = rest;
  }
}

function wrongPair({ name, value, key, at }: Pair, { variables }: Matrix): MatrixProblem | undefined {
  const variable = variables.find((one) => one.name === name);
  if (variable === undefined) {
    const names = variables.map((one) => one.name);
    const near = nearest(name, names);
    const why =
      names.length === 0 ? 'It has no list at all.' : `It has lists for: ${inAList(names.map(clipped))}.`;
    const what = `The matrix has no list for \`${clipped(name)}\` to take something out of.`;
    return error(key, what, why, near === undefined ? 'Take it out.' : `Write \`${near}\`.`);
  }
  const values = variable.choices.map((choice) => choice.value);
  if (values.length === 0 || values.some((one) => isSame(one, value))) return undefined;
  const what = `\`${clipped(name)}\` is never ${shown(value)}, so this takes nothing out.`;
  const some = values.slice(0, 20).map((one) => clipped(String(one)));
  const why = `Its values are: ${inAList(some)}${some.length < values.length ? ' …' : ''}.`;
  return error(at, what, why, meant(value, values));
}

function meant(written: Scalar, values: readonly Scalar[]): string {
  const word = String(written);
  if (values.some((value) => String(value) === word))
    return typeof written === 'string'
      ? `Write ${clipped(word)} without quotes.`
      : `Write "${word}", with quotes.`;
  const near = nearest(word, values.map(String));
  return near === undefined ? 'Write one of them.' : `Write ${near}.`;
}

function* includeProblems({ include }: Matrix, { listed, included }: Combinations): Generator<MatrixProblem> {
  const made = new Map<string, Entry>();
  const inUse = new Set(listed.flatMap((combination) => [...combination.values()]));
  for (const entry of include.filter(isWhole)) {
    if (!included.some((one) => one.entry === entry)) {
      const why = 'Where it fits, its values are there already, or an entry below it changes them.';
      if (!entry.pairs.some((pair) => inUse.has(pair))) yield warning(entry, 'This entry adds nothing.', why);
      continue;
    }
    const identity = JSON.stringify(
      entry.pairs.map(({ name, value }) => [name, typeof value, String(value)]).sort(),
    );
    const twin = made.get(identity);
    if (twin === undefined) made.set(identity, entry);
    else
      yield {
        ...error(entry.at, 'This combination stands here twice.', undefined, 'Take one of them out.'),
        also: { at: twin.at, label: 'it stands here first' },
      };
  }
}

const emptyEntry = (key: string, { at }: Entry): MatrixProblem =>
  error(
    at,
    `This entry of \`${key}\` is empty.`,
    'An entry has variables with one value each.',
    'Write it like `{ mode: int, rate: 50 }`.',
  );

const error = (
  at: MatrixProblem['at'],
  what: string,
  why: string | undefined,
  fix: string,
): MatrixProblem => ({
  ...fault('scenario-matrix', what, why, fix),
  at,
  severity: 'error',
});

const warning = ({ at }: Entry, what: string, why: string): MatrixProblem => ({
  ...fault('scenario-matrix-unused', what, why, 'Take the entry out.'),
  at,
  severity: 'warning',
});
