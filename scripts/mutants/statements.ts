import type { Node } from 'oxc-parser';
import { type Rule, replaced } from './syntax.ts';

/**
 * A statement that does something is left out, and so is what a switch does in a case. Not where that leaves an `if`
 * or a loop with nothing to do: its condition, become false, is the same.
 */
export const statements: Rule = ({ node, parent }) => {
  switch (node.type) {
    case 'Program':
    case 'BlockStatement':
      return isAllOfABranch(node, parent) ? [] : node.body.filter(isRemovable).map(leftOut);
    case 'IfStatement': {
      const { consequent, alternate } = node;
      return alternate === null ? [] : [consequent, alternate].filter(isRemovable).map(leftOut);
    }
    case 'ForOfStatement':
      return [node.body].filter(isRemovable).map(leftOut);
    case 'SwitchStatement':
      return node.cases.filter(({ consequent }) => consequent.length > 0).map((one) => replaced(one, ''));
    case 'SwitchCase':
      return node.consequent.filter((one) => isRemovable(one) || isWayOut(one, node, parent)).map(leftOut);
    default:
      return [];
  }
};

const leftOut = (node: Node) => replaced(node, ';');

const isRemovable = (node: Node): boolean =>
  node.type === 'ExpressionStatement' &&
  !(node.expression.type === 'CallExpression' && node.expression.callee.type === 'Super');

const isAllOfABranch = (block: Node, parent: Node | null): boolean =>
  block.type === 'BlockStatement' &&
  block.body.length === 1 &&
  (parent?.type === 'IfStatement'
    ? parent.alternate === null
    : parent?.type === 'ForStatement' || parent?.type === 'WhileStatement');

/** A break with another case behind it. */
const isWayOut = (node: Node, one: Node, parent: Node | null): boolean =>
  node.type === 'BreakStatement' && parent?.type === 'SwitchStatement' && parent.cases.at(-1) !== one;
