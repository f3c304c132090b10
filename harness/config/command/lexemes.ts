import type { Dialect } from './dialect.ts';
import type { Excerpt } from './excerpt.ts';
import { isDocument } from './fences.ts';
import { Quotes } from './quotes.ts';

/**
 * What programs and data files have in common beside strings: words, brackets, and what separates them. No repetition
 * is without bound, since a line may be as long as the text.
 */
const LEXEME =
  /[ \t\r]{1,400}|\n|\\\r?\n|`\r?\n|[[({\])}]|[,;]|=>|[:+]?=|(?:[^\s"'“”`,;()[\]{}=:#\\]|\\.){1,400}(?::{1,2}(?:[^\s"'“”`,;()[\]{}=:#\\]|\\.){1,400}){0,8}|:\w{1,100}|./sy;

const BLANK = /\s/;

export interface Lexeme {
  readonly kind: 'blank' | 'newline' | 'open' | 'close' | 'comma' | 'key' | 'string' | 'word';
  readonly to: number;
}

const KINDS: Readonly<Record<string, Lexeme['kind']>> = {
  '\n': 'newline',
  ' ': 'blank',
  '\t': 'blank',
  '\r': 'blank',
  '[': 'open',
  '(': 'open',
  '{': 'open',
  ']': 'close',
  ')': 'close',
  '}': 'close',
  ',': 'comma',
  ';': 'comma',
  '=': 'key',
};
const KEYS: ReadonlySet<string> = new Set([':', '=>', ':=', '+=']);

export function lexemesIn({ source, text }: Excerpt, { shell }: Dialect): Lexemes {
  const hasEscapes = shell !== 'powershell';
  // JavaScript's, and no document's code.
  return new Lexemes(text, hasEscapes, hasEscapes && !isDocument(source));
}

/** Cuts a text into lexemes. It goes from front to back, and its cost is the text's. */
export class Lexemes {
  readonly #text: string;
  readonly #quotes: Quotes;
  /** Backslashes in strings have a meaning. */
  readonly #escapes: boolean;
  /** Up to here a quote of that kind has none that closes it. */
  readonly #open = new Map<string, number>();

  /** The quotes that strings have. */
  readonly #marks: string;

  constructor(text: string, escapes: boolean, templates: boolean) {
    this.#text = text;
    this.#marks = templates ? '"\'“”`' : '"\'“”';
    this.#quotes = new Quotes(text);
    this.#escapes = escapes;
  }

  at(from: number): Lexeme {
    const comment = this.#commentAt(from);
    if (comment !== undefined) return { kind: 'blank', to: comment };
    const string = this.#stringAt(from);
    if (string !== undefined) return { kind: 'string', to: string };
    LEXEME.lastIndex = from;
    const lexeme = LEXEME.exec(this.#text)?.[0] ?? ' ';
    const kind = KEYS.has(lexeme)
      ? 'key'
      : (KINDS[lexeme[0] ?? ' '] ?? (/\n$/.test(lexeme) ? 'blank' : 'word'));
    return { kind, to: from + lexeme.length };
  }

  #commentAt(from: number): number | undefined {
    const [first, second] = [this.#text[from], this.#text[from + 1]];
    if (first === '/' && second === '*') {
      const end = this.#quotes.next('*/', from + 2);
      return end === this.#text.length ? undefined : end + 2;
    }
    const begins = first === '#' || (first === '/' && second === '/');
    const alone = from === 0 || BLANK.test(this.#text[from - 1] ?? ' ');
    return begins && alone ? this.#quotes.next('\n', from) : undefined;
  }

  /** Behind a string that begins here and ends on the same line. */
  #stringAt(from: number): number | undefined {
    const quote = this.#text[from] ?? '';
    if (!this.#marks.includes(quote) || from < (this.#open.get(quote) ?? 0)) return undefined;
    const closes = quote === '“' ? '”' : quote;
    for (let at = from + 1; at < this.#text.length; at += 1) {
      const character = this.#text[at];
      if (character === closes) return at + 1;
      if (character === '\n') break;
      if (character === '\\' && this.#escapes) at += 1;
    }
    this.#open.set(quote, this.#quotes.next('\n', from));
    return undefined;
  }
}
