const OPTION = /[ \t]*[-\u2010-\u2015\u2212]{1,2}[a-z]/iy;

/** What has to be known of a line's end while it is read. It is asked from front to back, and looks at each line once. */
export class Lines {
  readonly #text: string;
  #end = -1;
  #goesOn = false;

  constructor(text: string) {
    this.#text = text;
  }

  /** The offset of the newline at the end of a line, or of the text's end. */
  endOf(offset: number): number {
    if (offset > this.#end) {
      const newline = this.#text.indexOf('\n', offset);
      this.#end = newline < 0 ? this.#text.length : newline;
      OPTION.lastIndex = this.#end + 1;
      this.#goesOn = newline >= 0 && OPTION.test(this.#text);
    }
    return this.#end;
  }

  /** The next line begins with an option. */
  goesOn(offset: number): boolean {
    return this.endOf(offset) < this.#text.length && this.#goesOn;
  }
}
