import type { Finding } from '../finding.ts';
import type { Shell } from './command.ts';
import type { Dialect } from './dialect.ts';
import type { Draft } from './draft.ts';
import { finished } from './draft.ts';
import type { Excerpt } from './excerpt.ts';
import { Lines } from './lines.ts';
import { Quotes } from './quotes.ts';
import type { Quoted, SimpleCommand } from './simple-command.ts';
import { isTalk } from './simple-command.ts';
import type { Token } from './token.ts';
import type { Values } from './values.ts';

/** A command so far. */
interface Unfinished {
  draft: Draft | undefined;
  words: Token[];
  quoted: Quoted[];
  findings: Finding[];
  shell: Shell;
  /** The next word is a redirection's. */
  dropping: boolean;
  /** A newline is a blank, as in an array. */
  readonly spread: boolean;
}

/** Brackets within brackets are not looked into any more. */
export const DEEPEST = 24;
/** More are no command of a person's. */
const MOST_WORDS = 1 << 13;

export const stands = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

export const indentOf = (text: string, from: number): number => {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  return at - from;
};

/** Where somebody is who reads a text by a shell's rules, and what has come of it so far. */
export abstract class ShellCursor {
  protected readonly excerpt: Excerpt;
  protected readonly text: string;
  protected readonly dialect: Dialect;
  protected readonly values: Values;
  protected readonly lines: Lines;
  protected readonly quotes: Quotes;
  protected at = 0;
  protected lineStart = 0;
  protected depth = 0;
  /** How far the key of a folded block is indented, while in one. */
  protected folded: number | undefined;
  /** Up to the end of the line somebody only says something. */
  protected talking = false;
  protected now: Unfinished;
  readonly #found: (command: SimpleCommand) => void;

  constructor(excerpt: Excerpt, dialect: Dialect, values: Values, found: (command: SimpleCommand) => void) {
    this.excerpt = excerpt;
    this.text = excerpt.text;
    this.dialect = dialect;
    this.values = values;
    this.#found = found;
    this.lines = new Lines(this.text);
    this.quotes = new Quotes(this.text);
    this.now = this.nothing(false);
  }

  /** Reads what stands here, be it one character. */
  protected abstract step(): void;

  /** Appends to the word that is being read. Reading stands behind the first character then. */
  protected add(text: string): Draft {
    const draft: Draft = this.now.draft ?? { from: this.at, text: '', end: '', bare: false, quotes: '' };
    draft.text += text;
    if (text !== '') draft.end = text.slice(-1);
    draft.parts = undefined;
    this.now.draft = draft;
    this.at += 1;
    return draft;
  }

  /** What stands from an offset to here is known only when the script runs. */
  protected laterSince(from: number): void {
    const written = this.text.slice(from, this.at);
    const to = this.at;
    this.at = from;
    this.add(written).later ??= written;
    this.at = to;
  }

  /** Reads what stands within brackets of some kind, as commands of their own; gives the words of the last. */
  protected nested(closer: string, spread: boolean): readonly Token[] {
    const outer = this.now;
    this.now = this.nothing(spread);
    this.depth += 1;
    while (this.at < this.text.length && this.text[this.at] !== closer) this.step();
    this.endWord();
    const { words } = this.now;
    this.endCommand();
    // Nothing closes it where the text ends first.
    this.at = Math.min(this.at + 1, this.text.length);
    this.depth -= 1;
    this.now = outer;
    return words;
  }

  protected nothing(spread: boolean): Unfinished {
    const { shell } = this.dialect;
    return { draft: undefined, words: [], quoted: [], findings: [], shell, dropping: false, spread };
  }

  protected endWord(): void {
    const { draft, words } = this.now;
    if (draft === undefined) return;
    this.now.draft = undefined;
    if (this.now.dropping) {
      this.now.dropping = false;
      return;
    }
    if (draft.bare && (draft.text === '{' || draft.text === '}')) this.endCommand();
    else
      for (const token of finished(draft, this.excerpt, this.at))
        if (words.length < MOST_WORDS) words.push(token);
  }

  protected endCommand(calls = false): void {
    this.endWord();
    const { words, quoted, findings, shell, spread } = this.now;
    if (words.length + quoted.length + findings.length === 0) return;
    const talk = this.talking || isTalk(words);
    this.now = this.nothing(spread);
    if (words.length + quoted.length > 0) this.#found({ words, quoted, findings, shell, talk, calls });
  }
}
