import type { Place } from '../model.ts';
import type { Word } from './command.ts';
import type { Excerpt } from './excerpt.ts';
import { placeIn } from './excerpt.ts';

/** A word that is being read, in offsets of its excerpt. */
export interface Token {
  readonly excerpt: Excerpt;
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly quote: string;
  readonly later?: string;
  /** Where the variable is used that it comes out of. */
  readonly used?: Place;
  /** A name, a number or a symbol of a program, before it is looked up. */
  readonly name?: true;
  /** It is written with the quotes or dashes of printed text. */
  readonly typeset?: true;
}

export function wordOf({ excerpt, from, to, text, quote, later, used }: Token): Word {
  const word = { text, at: placeIn(excerpt, [from, to]), quote };
  if (later === undefined && used === undefined) return word;
  return { ...word, ...(later === undefined ? {} : { later }), ...(used === undefined ? {} : { used }) };
}
