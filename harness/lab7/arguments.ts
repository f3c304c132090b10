import { closest, distance } from 'fastest-levenshtein';
import type { Diagnostic, Span } from '../ground/diagnostic.ts';

/** Thrown by `Arguments` and caught where the line is parsed: what is wrong with it. */
export class Misread extends Error {
  readonly diagnostic: Diagnostic;

  constructor(diagnostic: Diagnostic) {
    super(diagnostic.what);
    this.diagnostic = diagnostic;
  }
}

interface Word {
  readonly text: string;
  readonly column: number;
}

/** A line split at blanks, as the lab's service splits it: there is no quoting. Words are taken from its left. */
export class Arguments {
  private readonly source: string;
  private readonly words: readonly Word[];
  private taken = 0;
  /** The form that the line should have: shown where a word is missing. */
  usage: string;

  constructor(source: string, usage: string) {
    this.source = source;
    this.usage = usage;
    this.words = Array.from(source.matchAll(/\S+/g), ({ 0: text, index }) => ({ text, column: index + 1 }));
  }

  get count(): number {
    return this.words.length;
  }

  next(name: string): string {
    const word = this.words[this.taken];
    if (word === undefined) throw this.missing(name);
    this.taken += 1;
    return word.text;
  }

  /** The next word, which is one of a few. */
  oneOf<Choice extends string>(name: string, choices: readonly Choice[], why?: string): Choice {
    const text = this.next(name);
    const choice = choices.find((each) => each === text);
    if (choice === undefined) throw this.unknown(name, text, choices, why);
    return choice;
  }

  rest(): readonly string[] {
    const rest = this.words.slice(this.taken).map(({ text }) => text);
    this.taken = this.words.length;
    return rest;
  }

  /** That the word just taken is none of those that there are. */
  unknown(name: string, text: string, choices: readonly string[], why?: string): Misread {
    const near = closest(text.toLowerCase(), choices);
    const alike = distance(text.toLowerCase(), near) * 3 <= text.length + 1;
    return new Misread({
      code: `args-${name.replaceAll(' ', '-')}`,
      severity: 'error',
      spans: [this.spanOf(this.taken - 1)],
      what: `\`${text}\` is no ${name}`,
      why: why ?? `it is one of ${choices.join(', ')}`,
      fix: alike ? `write \`${near}\`` : `write one of ${choices.join(', ')}`,
    });
  }

  /** That nothing may follow the words taken. */
  end(): void {
    if (this.taken === this.words.length) return;
    throw this.tooMany(this.taken, `the form is \`${this.usage}\``, 'leave out what is marked');
  }

  /** That the words from this one on, counted from 0, are too many. */
  tooMany(from: number, why: string, fix: string): Misread {
    return new Misread({
      code: 'args-too-many',
      severity: 'error',
      spans: [this.spanOf(from, this.words.length - 1)],
      what: `${from} argument${from === 1 ? ' is' : 's are'} all that may stand here, and there are ${this.words.length}`,
      why,
      fix,
    });
  }

  private missing(name: string): Misread {
    const column = this.source.trimEnd().length + 1;
    return new Misread({
      code: 'args-missing',
      severity: 'error',
      spans: [this.span(column, 1, `the ${name} is to stand here`)],
      what: `the ${name} is missing`,
      why: `the form is \`${this.usage}\``,
      fix: `add the ${name}`,
    });
  }

  private spanOf(first: number, last = first): Span {
    const from = this.words[first] as Word;
    const to = this.words[last] as Word;
    return this.span(from.column, to.column + to.text.length - from.column);
  }

  span(column: number, length: number, label?: string): Span {
    const place = { file: '<args>', line: 1, column, length, source: this.source };
    return label === undefined ? place : { ...place, label };
  }
}
