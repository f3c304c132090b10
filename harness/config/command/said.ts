import { laterIn } from '../later.ts';
import type { Place, Said } from '../model.ts';
import type { Word } from './command.ts';

/** A word without its quotes; as it is where its text is not written as it stands. */
function insideOf({ text, at, quote }: Word): Place {
  const { source, range } = at;
  const [from, to] = [range[0] + quote.length, range[1] - quote.length];
  return quote !== '' && source.text.slice(from, to) === text ? { source, range: [from, to] } : at;
}

export const saidBy = (word: Word): Said<string> => ({
  value: word.text,
  at: insideOf(word),
  ...(word.later === undefined ? {} : { later: word.later }),
});

/** What a word has from one offset to another; undefined where that is nothing. */
export function partSaidBy(word: Word, from: number, to?: number): Said<string> | undefined {
  const value = word.text.slice(from, to);
  if (value === '') return undefined;
  const at = insideOf(word);
  const { source, range } = at;
  const isExact = source.text.slice(...range) === word.text;
  const later =
    word.later === undefined ? undefined : value.includes(word.later) ? word.later : laterIn(value);
  const start = range[0] + from;
  return {
    value,
    at: isExact ? { source, range: [start, start + value.length] } : at,
    ...(later === undefined ? {} : { later }),
  };
}

/** The same, as a word: it has no quotes of its own. */
export function partOfWord(word: Word, from: number, to?: number): Word | undefined {
  const part = partSaidBy(word, from, to);
  if (part === undefined) return undefined;
  const { value, at, later } = part;
  return { text: value, at, quote: '', ...(later === undefined ? {} : { later }) };
}
