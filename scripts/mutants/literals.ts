import type { Node } from 'oxc-parser';
import { isComparison } from './conditions.ts';
import { below, type Rule, replaced } from './syntax.ts';

/** A number becomes the next one. */
export const numbers: Rule = ({ node }) => {
  if (node.type !== 'Literal' || typeof node.value !== 'number') return [];
  const next = node.value + 1;
  return [replaced(node, /^0x/i.test(node.raw ?? '') ? `0x${next.toString(16)}` : String(next))];
};

export const booleans: Rule = ({ node }) =>
  node.type === 'Literal' && typeof node.value === 'boolean' ? [replaced(node, String(!node.value))] : [];

/** A word of a closed union of words becomes the next one of the same union. */
export const wordsOf =
  (unions: readonly (readonly string[])[]): Rule =>
  ({ node, parent }) => {
    if (node.type !== 'Literal' || typeof node.value !== 'string' || isFixed(node, parent)) return [];
    const { value } = node;
    const union = unions.find((words) => words.includes(value)) ?? [value];
    const next = union[(union.indexOf(value) + 1) % union.length] as string;
    return next === value ? [] : [replaced(node, `'${next}'`)];
  };

/** What names a thing, or is compared and has its own mutants for that; and a list that makes a union. */
const isFixed = (node: Node, parent: Node | null): boolean =>
  isComparison(parent) ||
  parent?.type === 'SwitchCase' ||
  parent?.type === 'ArrayExpression' ||
  (parent?.type === 'Property' && parent.key === node);

/** The unions of words in a source, those in the midst of other types too. */
export function unionsIn(node: Node): (readonly string[])[] {
  const deeper = below(node).flatMap(unionsIn);
  if (node.type !== 'TSUnionType') return deeper;
  const words = node.types.map((type) =>
    type.type === 'TSLiteralType' && type.literal.type === 'Literal' ? type.literal.value : null,
  );
  return words.every((word) => typeof word === 'string') ? [words, ...deeper] : deeper;
}
