import type { Wanted } from './command.ts';
import type { Surroundings } from './literals.ts';
import { stringAt } from './literals.ts';
import { expanded } from './reference.ts';
import type { Token } from './token.ts';

const ITEM = /^([ \t]*)-[ \t]+(\S[^\n]*)$/gm;

/** YAML's lists of one item a line: `- -serial`, `- tcp::4000,server`. */
export function itemListsIn(surroundings: Surroundings, wanted: Wanted): readonly (readonly Token[])[] {
  const { excerpt } = surroundings;
  const found: Token[][] = [];
  let current: Token[] = [];
  let [indent, end] = ['', -1];
  const close = (): void => {
    const tells = ({ text }: Token) => wanted.name(text) || wanted.option?.(text) === true;
    if (current.length > 1 && current.some(tells)) found.push(current);
    current = [];
  };
  for (const match of excerpt.text.matchAll(ITEM)) {
    const [line, blanks = '', rest = ''] = match;
    const scalar = rest.trimEnd();
    if (blanks !== indent || match.index !== end) close();
    [indent, end] = [blanks, match.index + line.length + 1];
    const from = match.index + line.indexOf(scalar, blanks.length + 1);
    current.push(itemOf(surroundings, from, scalar));
  }
  close();
  return found;
}

function itemOf(surroundings: Surroundings, from: number, scalar: string): Token {
  const { excerpt, values } = surroundings;
  const quoted = /^(["'])[^"']*\1$/.test(scalar);
  if (quoted) return stringAt(surroundings, [from, from + scalar.length], '');
  const text = scalar.replace(/[ \t]#.*$/, '').trimEnd();
  const read = expanded(text, values, excerpt.origin(from));
  return { excerpt, from, to: from + text.length, quote: '', ...read };
}
