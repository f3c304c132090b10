import { LineReader } from './line-reader.ts';
import { DEEPEST, indentOf, stands } from './shell-cursor.ts';
import { isTalk } from './simple-command.ts';
import type { Token } from './token.ts';

const BLANK = /[ \t\r\v\f\u00a0]/;
const REDIRECTION = /[<>]{1,3}[-~]?(?:[|!]|&\d?-?)?/y;
const PLACEHOLDER = /<[a-z][\w. -]{0,60}>(?=[\s"'`:,/|]|$)/iy;
const FOLDED = />[-+]?\d?[ \t\r]*(?=\n)/y;
const ARRAY_OF_WORDS = /%[wWiI][[({<]/y;
const CLOSERS: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}', '<': '>' };

/** Reads a text by a shell's rules: each simple command is told, in the order of the text. */
export class ShellWords extends LineReader {
  read(): void {
    this.beginLine();
    while (this.at < this.text.length) this.step();
    this.endCommand();
  }

  /** Its words, be they on one line or on several. */
  words(): readonly Token[] {
    this.now = this.nothing(true);
    while (this.at < this.text.length) this.step();
    this.endWord();
    return this.now.words;
  }

  protected step(): void {
    const character = this.text[this.at] ?? '';
    if (character === '\n') this.newline();
    else if (BLANK.test(character)) {
      this.endWord();
      this.at += 1;
    } else if (!this.continuation(character) && !this.comment(character) && !this.separator(character))
      this.character(character);
  }

  protected separator(character: string): boolean {
    switch (character) {
      case ';':
      case '|':
      case '&':
        this.endCommand();
        this.at += 1;
        return true;
      case '(':
        if (this.array()) return true;
        this.open(this.now.draft !== undefined);
        this.at += 1;
        return true;
      case ')':
        this.endCommand();
        this.at += 1;
        return true;
      case '<':
      case '>':
        return this.redirection(character);
      case '@':
      case '-':
        return this.recipePrefix();
      case '%':
        return this.now.draft === undefined && this.arrayOfWords();
      default:
        return false;
    }
  }

  protected open(calls: boolean): void {
    this.endWord();
    if (isTalk(this.now.words)) this.talking = true;
    this.endCommand(calls);
  }

  /** What a makefile may have before a command. */
  protected recipePrefix(): boolean {
    const { draft, words } = this.now;
    const next = this.text[this.at + 1] ?? ' ';
    if (
      draft !== undefined ||
      words.length > 0 ||
      this.text[this.lineStart] !== '\t' ||
      !/[\w@$"-]/.test(next)
    )
      return false;
    if (
      indentOf(this.text, this.lineStart) !== this.at - this.lineStart &&
      !/[@-]/.test(this.text[this.at - 1] ?? '')
    )
      return false;
    this.at += 1;
    return true;
  }

  /** `ARGS=(...)`: its words go to the variable. */
  protected array(): boolean {
    const { draft } = this.now;
    const [, name, append] = /^(\w+)(\+?)=$/.exec(draft?.text ?? '') ?? [];
    if (name === undefined || this.depth >= DEEPEST) return false;
    const from = this.excerpt.origin(this.at);
    this.now.draft = undefined;
    this.at += 1;
    const words = this.nested(')', true);
    const before = append === '' ? [] : (this.values.at(name, from)?.words ?? []);
    const all = [...before, ...words];
    this.values.set(name, this.excerpt.origin(this.at), {
      text: all.map(({ text }) => text).join(' '),
      literal: false,
      list: true,
      words: all,
    });
    return true;
  }

  protected arrayOfWords(): boolean {
    const found = stands(ARRAY_OF_WORDS, this.text, this.at);
    const closer = CLOSERS[found?.[0][2] ?? ''];
    if (closer === undefined || this.depth >= DEEPEST) return false;
    this.at += 3;
    this.nested(closer, true);
    return true;
  }

  protected redirection(character: string): boolean {
    const { draft } = this.now;
    if (stands(FOLDED, this.text, this.at) !== null && draft === undefined && this.isAfterKey()) {
      this.folded = indentOf(this.text, this.lineStart);
      this.endCommand();
      this.at = this.lines.endOf(this.at) + 1;
      this.beginLine();
      return true;
    }
    const isInValue = draft === undefined || ':,=/@'.includes(draft.end);
    const placeholder = isInValue && character === '<' && stands(PLACEHOLDER, this.text, this.at);
    if (placeholder) {
      const [written] = placeholder;
      this.add(written).later ??= written;
      this.at += written.length - 1;
      return true;
    }
    const [written = character] = stands(REDIRECTION, this.text, this.at) ?? [];
    if (draft !== undefined && /^\d$/.test(draft.text) && draft.bare) this.now.draft = undefined;
    this.endWord();
    this.at += written.length;
    this.now.dropping = !/&[\d-]/.test(written);
    return true;
  }

  protected isAfterKey(): boolean {
    const last = this.now.words.at(-1)?.text ?? '';
    return last.endsWith(':') || last === '-';
  }
}
