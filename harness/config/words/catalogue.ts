import type { Code, Facts } from '../facts.ts';

/** What one finding says in one language: plain sentences, each with its full stop. */
export interface Entry<F> {
  /** What is wrong, in one plain sentence. */
  readonly what: (facts: F) => string;
  /** Why that is so, with the product's own error text where it has one, in double quotes. */
  readonly why?: (facts: F) => string;
  /** The one preferred fix; left out where it is a wish, whose words are the product's. */
  readonly fix?: (facts: F) => string;
  /** What to do then. */
  readonly next?: (facts: F) => string;
  /** A few words under the mark. */
  readonly mark?: (facts: F) => string;
  /** A few words under each further mark, in order. */
  readonly also?: (facts: F) => readonly string[];
  /** What `nullmodem explain CODE` says before its examples: a paragraph or two. */
  readonly page: string;
}

/** Every finding in one language. */
export type Entries = { readonly [C in Code]: Entry<Facts[C]> };
