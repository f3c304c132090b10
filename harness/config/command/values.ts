import type { Token } from './token.ts';

/** What a text gives a name, from an offset of the source on. */
export interface Value {
  readonly text: string;
  /** It is written in quotes, or a number: in a program's source anything else is an expression. */
  readonly literal: boolean;
  /** It is a list of a program's. */
  readonly list?: true;
  readonly later?: string;
  /** The words that it falls into where it is not quoted. */
  readonly words: readonly Token[];
}

/** One that makes itself longer again and again comes to an end here. */
const LONGEST = 1 << 12;
const MOST_WORDS = 1 << 9;
/** All that may be expanded in one text. */
const BUDGET = 1 << 19;

/** The names that a text sets, and what they stand for where they are used. */
export class Values {
  readonly #timeline = new Map<string, { readonly from: number; readonly value: Value }[]>();
  #budget = BUDGET;

  set(name: string, from: number, value: Value): void {
    const known = this.#timeline.get(name);
    const short = value.text.length <= LONGEST && value.words.length <= MOST_WORDS;
    const entry = { from, value: short ? value : { text: '', literal: false, later: name, words: [] } };
    if (known === undefined) this.#timeline.set(name, [entry]);
    else known.push(entry);
  }

  /** As it is set last before an offset of the source. */
  at(name: string, offset: number): Value | undefined {
    const known = this.#timeline.get(name);
    if (known === undefined) return undefined;
    let [from, to] = [0, known.length];
    while (to - from > 0) {
      const middle = (from + to) >> 1;
      if ((known[middle]?.from ?? 0) <= offset) from = middle + 1;
      else to = middle;
    }
    const value = known[from - 1]?.value;
    if (value === undefined) return undefined;
    this.#budget -= value.text.length + value.words.length;
    return this.#budget > 0 ? value : undefined;
  }
}
