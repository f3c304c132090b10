/** Closing quotes in a text. What is searched in vain is not searched again, so that the cost stays the text's. */
export class Quotes {
  readonly #text: string;
  readonly #next = new Map<string, number>();

  constructor(text: string) {
    this.#text = text;
  }

  /** Where a character is next, from an offset on; the text's length where it is not. */
  next(character: string, from: number): number {
    const known = this.#next.get(character) ?? -1;
    if (known >= from) return known;
    const found = this.#text.indexOf(character, from);
    const at = found < 0 ? this.#text.length : found;
    this.#next.set(character, at);
    return at;
  }

  /** As above, of quotes that no escape stands before. */
  nextUnescaped(character: string, escaping: string, from: number): number {
    const key = `${escaping}${character}`;
    const known = this.#next.get(key) ?? -1;
    if (known >= from) return known;
    let at = from;
    while (at < this.#text.length && this.#text[at] !== character) at += this.#text[at] === escaping ? 2 : 1;
    at = Math.min(at, this.#text.length);
    this.#next.set(key, at);
    return at;
  }
}
