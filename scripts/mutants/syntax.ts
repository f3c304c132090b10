import { type Node, parseSync, visitorKeys } from 'oxc-parser';

/** A piece of a source, and what is to stand in its place. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A node of a source, and what it is a part of; parentheses and type assertions do not count as parents. */
export interface Place {
  readonly node: Node;
  readonly parent: Node | null;
  readonly source: string;
}

/** What a place can be changed into. */
export type Rule = (place: Place) => readonly Change[];

export function parse(path: string, source: string): Node {
  const { program, errors } = parseSync(path, source);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${path}: ${error.message}`);
  return program;
}

/** The nodes right below this one, in the order of the source; those of types too. */
export function below(node: Node): Node[] {
  const parts = node as unknown as Readonly<Record<string, unknown>>;
  return (visitorKeys[node.type] ?? []).flatMap((key) => nodesIn(parts[key]));
}

function nodesIn(part: unknown): Node[] {
  const all: unknown[] = Array.isArray(part) ? part : [part];
  return all.filter((one): one is Node => typeof one === 'object' && one !== null && 'type' in one);
}

const SEEN_THROUGH = [
  'ParenthesizedExpression',
  'ChainExpression',
  'TSAsExpression',
  'TSNonNullExpression',
  'TSSatisfiesExpression',
];

/** Has no meaning of its own when the code runs: what stands in it has. */
export const isSeenThrough = ({ type }: Node): boolean => SEEN_THROUGH.includes(type);

/** Never runs: a type, or what brings names in and out. */
export const isType = (node: Node): boolean =>
  (node.type.startsWith('TS') && !isSeenThrough(node)) || node.type === 'ImportDeclaration';

export const replaced = ({ start, end }: Node, text: string): Change => ({ start, end, text });

export const textOf = ({ start, end }: Node, source: string): string => source.slice(start, end);
