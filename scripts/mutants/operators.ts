import type { Node } from 'oxc-parser';
import { isComparison } from './conditions.ts';
import { type Change, type Rule, replaced, textOf } from './syntax.ts';

const BOUNDARIES = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' };
const ARITHMETIC = { '+': '-', '-': '+', '*': '/', '/': '*', '%': '*', '<<': '>>', '>>': '<<', '^': '|' };
const BINARY: Readonly<Record<string, string>> = { ...BOUNDARIES, ...ARITHMETIC };

/** What adds to a set of bits takes its place. */
const ASSIGNMENTS: Readonly<Record<string, string>> = {
  '+=': '-=',
  '-=': '+=',
  '|=': '=',
  '&=': '=',
  '^=': '=',
};

const MATH: Readonly<Record<string, string>> = { min: 'max', max: 'min', ceil: 'floor', floor: 'ceil' };

/** Boundaries move by one; plus becomes minus, a shift goes the other way. */
export const binaryOperators: Rule = ({ node, source }) => {
  if (node.type !== 'BinaryExpression') return [];
  const other = BINARY[node.operator];
  return other === undefined ? [] : [operatorChange(node.left, node.operator, other, source)];
};

/** Of two terms, or a value and its mask, one is left out. */
export const bitTerms: Rule = ({ node, parent, source }) => {
  if (node.type !== 'BinaryExpression' || (node.operator !== '&' && node.operator !== '|')) return [];
  // A mask compared with something is as good as a condition that is always the same.
  const kept = node.operator === '&' && isComparison(parent) ? [node.left] : [node.left, node.right];
  return kept.map((term) => replaced(node, textOf(term, source)));
};

export const assignments: Rule = ({ node, source }) => {
  if (node.type !== 'AssignmentExpression') return [];
  const other = ASSIGNMENTS[node.operator];
  return other === undefined ? [] : [operatorChange(node.left, node.operator, other, source)];
};

/** -x and ~x become x; ++ becomes --. */
export const unaryOperators: Rule = ({ node, source }) => {
  if (node.type === 'UnaryExpression' && (node.operator === '-' || node.operator === '~'))
    return [replaced(node, textOf(node.argument, source))];
  if (node.type === 'UpdateExpression') {
    const text = textOf(node, source);
    return [replaced(node, text.replace(node.operator, node.operator === '++' ? '--' : '++'))];
  }
  return [];
};

/** Nothing is met as if it were something; of a value and its default, each is left out. */
export const nothing: Rule = ({ node, source }) => {
  if (node.type === 'LogicalExpression' && node.operator === '??')
    return [node.left, node.right].map((kept) => replaced(node, textOf(kept, source)));
  if (node.type === 'MemberExpression' && node.optional)
    return [operatorChange(node.object, '?.', node.computed ? '' : '.', source)];
  if (node.type === 'CallExpression' && node.optional) return [operatorChange(node.callee, '?.', '', source)];
  return [];
};

export const rounding: Rule = ({ node }) => {
  if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier') return [];
  if (node.object.name !== 'Math' || node.property.type !== 'Identifier') return [];
  const other = MATH[node.property.name];
  return other === undefined ? [] : [replaced(node.property, other)];
};

function operatorChange(left: Node, operator: string, text: string, source: string): Change {
  const start = source.indexOf(operator, left.end);
  return { start, end: start + operator.length, text };
}
