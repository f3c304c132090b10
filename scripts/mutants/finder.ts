import { createHash } from 'node:crypto';
import type { Node } from 'oxc-parser';
import { conditions } from './conditions.ts';
import { booleans, numbers, wordsOf } from './literals.ts';
import { assignments, binaryOperators, bitTerms, nothing, rounding, unaryOperators } from './operators.ts';
import { statements } from './statements.ts';
import { below, type Change, isSeenThrough, isType, parse, type Rule } from './syntax.ts';

/** A change of a source that specs should notice. */
export interface Mutant extends Change {
  /** The same for as long as its place and its lines read the same, wherever in the file they stand. */
  readonly id: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The class and the member, or the function: `Uart.advance`. */
  readonly within: string;
  /** The lines that it touches, as one, and what they become. */
  readonly was: string;
  readonly becomes: string;
}

interface Found extends Change {
  readonly within: string;
}

/**
 * The mutants of a source, in its order. Left out is
 * - what another one does already: an operand that becomes what the whole becomes, an `if` that has nothing to do;
 * - what falls whenever a smaller one does: a negated condition, && for ||, & for |, an emptied block;
 * - a loop that cannot end: its condition always true, its step the other way;
 * - what the chip does not do: types, imports, what is thrown, words that are of no union.
 */
export function mutantsIn(file: string, source: string, unions: readonly (readonly string[])[]): Mutant[] {
  const rules = [
    conditions,
    binaryOperators,
    bitTerms,
    assignments,
    unaryOperators,
    nothing,
    rounding,
    numbers,
    booleans,
    wordsOf(unions),
    statements,
  ];
  const found: Found[] = [];
  search(parse(file, source), null, '', rules);
  found.sort((a, b) => a.start - b.start || a.end - b.end);
  const seen = new Map<string, number>();
  return found.map((one) => {
    const described = { ...one, file, ...describe(one, source) };
    const key = [file, one.within, described.was, described.becomes].join('\n');
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    return { ...described, id: createHash('sha256').update(`${key}\n${nth}`).digest('hex').slice(0, 8) };
  });

  function search(node: Node, parent: Node | null, within: string, applied: readonly Rule[]): void {
    if (isType(node) || node.type === 'ThrowStatement') return;
    const inside = deeper(within, node);
    if (!isSeenThrough(node))
      for (const rule of applied)
        found.push(...rule({ node, parent, source }).map((change) => ({ ...change, within: inside })));
    for (const child of below(node)) {
      // A loop whose step goes wrong seldom ends: its numbers alone are changed.
      const isStep = node.type === 'ForStatement' && child === node.update;
      search(child, isSeenThrough(node) ? parent : node, inside, isStep ? [numbers] : applied);
    }
  }
}

function deeper(within: string, node: Node): string {
  const name = nameOf(node, within);
  return name === '' ? within : within === '' ? name : `${within}.${name}`;
}

function nameOf(node: Node, within: string): string {
  switch (node.type) {
    case 'ClassDeclaration':
    case 'FunctionDeclaration':
      return node.id?.name ?? '';
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return node.key.type === 'Identifier' ? node.key.name : '';
    case 'VariableDeclarator':
      return within === '' && node.id.type === 'Identifier' ? node.id.name : '';
    default:
      return '';
  }
}

function describe({ start, end, text }: Change, source: string) {
  const from = source.lastIndexOf('\n', start - 1) + 1;
  const to = (source.indexOf('\n', end) + 1 || source.length + 1) - 1;
  return {
    line: source.slice(0, start).split('\n').length,
    column: start - from + 1,
    was: onOneLine(source.slice(from, to)),
    becomes: onOneLine(source.slice(from, start) + text + source.slice(end, to)),
  };
}

const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The source with this change made. */
export const changed = (source: string, { start, end, text }: Change): string =>
  source.slice(0, start) + text + source.slice(end);
