import type { Dialect } from './dialect.ts';
import type { Excerpt } from './excerpt.ts';
import { expanded } from './reference.ts';
import type { Token } from './token.ts';
import type { Values } from './values.ts';

const NUMBER = /^(?:0x[\da-f]+|-?\d+)$/i;
/** What else an f-string may have in braces. */
const HOLE = /\{[^{}]{1,100}\}/;

const ESCAPED = /\\([\s\S])/g;
const MEANT: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\', '"': '"', "'": "'" };

/** Where the literals of a list are read. */
export interface Surroundings {
  readonly excerpt: Excerpt;
  readonly dialect: Dialect;
  readonly values: Values;
}

/** A string of a program or a data file, with its quotes; `prefix` is Python's `r` or `f`. */
export function stringAt(
  { excerpt, dialect, values }: Surroundings,
  [from, to]: readonly [number, number],
  prefix: string,
): Token {
  const quote = excerpt.text[from] ?? '';
  const inside = excerpt.text.slice(from + 1, to - 1);
  const escapes = dialect.shell !== 'powershell' && !/r/i.test(prefix) && inside.includes('\\');
  const single = quote === "'";
  const plain = escapes
    ? inside.replace(ESCAPED, (pair, character: string) =>
        single && !"\\'".includes(character) ? pair : (MEANT[character] ?? pair),
      )
    : inside;
  const read =
    !single || plain.includes('{{') ? expanded(plain, values, excerpt.origin(from)) : { text: plain };
  const hole = /f/i.test(prefix) ? HOLE.exec(read.text) : null;
  const later = read.later ?? (hole === null ? undefined : hole[0]);
  return {
    excerpt,
    from,
    to,
    text: read.text,
    quote,
    ...(later === undefined ? {} : { later }),
    ...('“”'.includes(quote) ? { typeset: true as const } : {}),
  };
}

/** What a name, a number or a symbol of a list stands for. */
export function meantBy(token: Token, { excerpt, values }: Surroundings): readonly Token[] {
  if (NUMBER.test(token.text) || /^[:-]/.test(token.text)) return [token];
  const name = token.text.replace(
    /^(?:\*{1,2}|\.{3}|[$@]|var\.|local\.)+|(?:\.{3}|\.to_s|\.to_i|\.toString)$/g,
    '',
  );
  const value = values.at(name, excerpt.origin(token.from));
  if (value?.later === undefined && value?.list === true) return value.words;
  if (value?.later === undefined && value?.literal === true) return [{ ...token, text: value.text }];
  return [{ ...token, later: token.text }];
}
