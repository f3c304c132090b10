import type { Edit, Position, Span } from './diagnostic.ts';

/** From one offset in a text to another, in UTF-16 units. */
export type Range = readonly [start: number, end: number];

/** A text from outside, and the way from an offset in it to a place that a person can go to. */
export class Source {
  /** As the user gave it. */
  readonly file: string;
  readonly text: string;
  /** The offset at which each line begins. */
  readonly #lineStarts: readonly number[];

  constructor(text: string, file: string) {
    this.file = file;
    this.text = text;
    const starts = [0];
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
    this.#lineStarts = starts;
  }

  /** From 1. */
  lineOf(offset: number): number {
    let [from, to] = [0, this.#lineStarts.length];
    while (to - from > 1) {
      const middle = (from + to) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= offset) from = middle;
      else to = middle;
    }
    return from + 1;
  }

  /** A range that goes over several lines is marked to the end of its first. */
  span([start, end]: Range, label?: string): Span {
    const from = Math.min(start, this.text.length);
    const line = this.lineOf(from);
    const begins = this.#lineStarts[line - 1] ?? 0;
    const newline = this.text.indexOf('\n', begins);
    const source = this.text.slice(begins, newline < 0 ? undefined : newline).replace(/\r$/, '');
    const column = Math.min(from - begins, source.length) + 1;
    const length = Math.max(1, Math.min(end - start, source.length - (column - 1)));
    return { file: this.file, line, column, length, source, ...(label === undefined ? {} : { label }) };
  }

  position(offset: number): Position {
    const line = this.lineOf(offset);
    return { line, column: offset - (this.#lineStarts[line - 1] ?? 0) + 1 };
  }

  edit([from, to]: Range, replacement: string): Edit {
    const { file } = this;
    return { file, range: [from, to], start: this.position(from), end: this.position(to), replacement };
  }

  isOneLine([start, end]: Range): boolean {
    return !this.text.slice(start, end).trimEnd().includes('\n');
  }
}
