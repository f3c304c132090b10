import type { Excerpt } from './excerpt.ts';
import { placeIn } from './excerpt.ts';
import type { Token } from './token.ts';

/** A word while it is being read. */
export interface Draft {
  readonly from: number;
  text: string;
  /** The last character of the text: to look into a text that grows costs all of it each time. */
  end: string;
  /** Something of it stands outside of quotes. */
  bare: boolean;
  /** The quotes that it has. */
  quotes: string;
  later?: string;
  typeset?: true;
  /** The words of a variable, where that is all of it. */
  parts?: readonly Token[] | undefined;
}

const PRINTED_DASHES = /^[-\u2010-\u2015\u2212]*[\u2010-\u2015\u2212][-\u2010-\u2015\u2212]*(?=[a-z])/i;

/** The words that it comes to: several if it is a variable that has several. */
export function finished(draft: Draft, excerpt: Excerpt, to: number): readonly Token[] {
  const { from, bare, quotes, later, parts } = draft;
  if (parts !== undefined && parts.length !== 1) {
    const used = placeIn(excerpt, [from, to]);
    return parts.map((part) => ({ ...part, used }));
  }
  const dashed = draft.text.charCodeAt(0) > 0x7f || draft.text.charCodeAt(1) > 0x7f;
  const text = dashed ? draft.text.replace(PRINTED_DASHES, '--') : draft.text;
  const typeset = draft.typeset === true || text !== draft.text;
  const token = { excerpt, from, to, text, quote: bare || quotes.length !== 1 ? '' : quotes };
  if (later === undefined && !typeset) return [token];
  return [{ ...token, ...(later === undefined ? {} : { later }), ...(typeset ? { typeset } : {}) }];
}
