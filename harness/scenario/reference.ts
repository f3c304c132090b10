import type { Choice, Combination } from './matrix.ts';
import { plain, type Scalar, type ScalarNode, type Tree } from './tree.ts';

/** `${{ matrix.mode }}`, for editors too. */
export const REFERENCE_PATTERN = '\\$\\{\\{ *matrix\\.([A-Za-z_][A-Za-z0-9_-]*) *\\}\\}';

const REFERENCE = new RegExp(REFERENCE_PATTERN, 'g');
const LONE_REFERENCE = new RegExp(`^${REFERENCE_PATTERN}$`);

/** The names of the variables that a value refers to, each once. */
export const referencesIn = (value: Scalar): readonly string[] =>
  typeof value === 'string' ? [...new Set([...value.matchAll(REFERENCE)].map(([, name = '']) => name))] : [];

/** Whether something in it looks like a reference and is none. */
export const isMisread = (value: string): boolean => value.replace(REFERENCE, '').includes('${{');

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

/** Whether a value stays unknown: then nothing can be said about it but that. */
export const isUnresolved = (scalar: ScalarNode, combination: Combination): boolean =>
  String(valueWith(scalar, combination)).includes('${{');

/** The file's name with the combination behind it, unless the name already tells one from another. */
export function nameWith(written: Scalar, expandedName: string, combination: Combination): string {
  const told = referencesIn(written);
  const isTold = [...combination.keys()].every((name) => told.includes(name));
  return isTold ? expandedName : `${expandedName} (${inWords(combination)})`;
}

/** `mode=poll, link=tcp` */
export const inWords = (combination: Combination): string =>
  [...combination].map(([name, { value }]) => `${name}=${oneLine(value)}`).join(', ');

export const entryOf = (combination: Combination): Readonly<Record<string, string>> =>
  Object.fromEntries([...combination].map(([name, { value }]) => [name, oneLine(value)]));

const oneLine = (value: Scalar): string =>
  typeof value === 'string' && /\p{Cc}/u.test(value) ? JSON.stringify(value) : String(value);
