import type { Node } from 'oxc-parser';
import { type Rule, replaced } from './syntax.ts';

export const COMPARISONS = ['<', '<=', '>', '>=', '===', '!=='] as const;

export const isComparison = (node: Node | null): boolean =>
  node?.type === 'BinaryExpression' && COMPARISONS.includes(node.operator as never);

/**
 * A condition becomes true, and becomes false. An operand of && becomes true and one of || false, which leaves the
 * other one: to become the opposite is what the whole does already.
 */
export const conditions: Rule = ({ node, parent }) => outcomes(node, parent).map((it) => replaced(node, it));

function outcomes(node: Node, parent: Node | null): readonly string[] {
  if (parent?.type === 'LogicalExpression' && parent.operator !== '??')
    return parent.operator === '&&' ? ['true'] : ['false'];
  // What is negated becomes with the whole.
  if (parent?.type === 'UnaryExpression' && parent.operator === '!') return [];
  // A loop without an end would only wait for the time limit.
  if (isLoopTest(node, parent)) return ['false'];
  return isBoolean(node) || isBranchTest(node, parent) ? ['true', 'false'] : [];
}

const isBoolean = (node: Node): boolean =>
  isComparison(node) ||
  (node.type === 'LogicalExpression' && node.operator !== '??') ||
  (node.type === 'UnaryExpression' && node.operator === '!');

const isBranchTest = (node: Node, parent: Node | null): boolean =>
  (parent?.type === 'IfStatement' || parent?.type === 'ConditionalExpression') && parent.test === node;

const isLoopTest = (node: Node, parent: Node | null): boolean =>
  (parent?.type === 'ForStatement' || parent?.type === 'WhileStatement') && parent.test === node;
