import type { Finding } from '../finding.ts';
import type { Shell } from './command.ts';
import type { Dialect } from './dialect.ts';
import { CONTINUES, shellOfContinuation } from './dialect.ts';
import type { Draft } from './draft.ts';
import { finished } from './draft.ts';
import type { Excerpt } from './excerpt.ts';
import { placeIn } from './excerpt.ts';
import { Lines } from './lines.ts';
import { Quotes } from './quotes.ts';
import { referenceAt, valueFor } from './reference.ts';
import type { Quoted, SimpleCommand } from './simple-command.ts';
import { isTalk } from './simple-command.ts';
import type { Token } from './token.ts';
import type { Value, Values } from './values.ts';

const BLANK = /[ \t\r\v\f\u00a0]/;
const PROMPT = /[ \t]*(?:PS[ \t][^>\n]{0,200}>|[a-z]:\\[^<>|"\n]{0,200}>)/iy;
const REMARK = /[ \t]*(?:@?rem(?=[ \t\r\n]|$)|::|\/\/)/iy;
const CONTINUATION = /[\\`^]([ \t]*)(#[^\n]*)?\r?(?=\n)/y;
const REDIRECTION = /[<>]{1,3}[-~]?(?:[|!]|&\d?-?)?/y;
const PLACEHOLDER = /<[a-z][\w. -]{0,60}>(?=[\s"'`:,/|]|$)/iy;
const FOLDED = />[-+]?\d?[ \t\r]*(?=\n)/y;
/** Characters that mean nothing to a shell within a word. */
const ORDINARY = /[\w.,:=/+~@-]{1,400}/y;
const ARITHMETIC = /\$\(\([^()\n]{0,100}\)\)/y;
const ARRAY_OF_WORDS = /%[wWiI][[({<]/y;
const CLOSERS: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}', '<': '>' };
const PRINTED_QUOTES = '“”„‟‘’‚‛';
const SETS = /[ \t]*[:+?]?=/y;
const DEEPEST = 24;

const stands = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

const indentOf = (text: string, from: number): number => {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  return at - from;
};

/** Where a reader of the text is. */
interface Place {
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

/** Reads a text by a shell's rules: each simple command goes to `found`, in the order of the text. */
export class ShellWords {
  readonly #excerpt: Excerpt;
  readonly #text: string;
  readonly #dialect: Dialect;
  readonly #values: Values;
  readonly #found: (command: SimpleCommand) => void;
  readonly #lines: Lines;
  readonly #quotes: Quotes;
  #at = 0;
  #lineStart = 0;
  #depth = 0;
  /** How far the key of a folded block is indented, while in one. */
  #folded: number | undefined;
  /** Up to the end of the line somebody only says something. */
  #talking = false;
  #now: Place;

  constructor(excerpt: Excerpt, dialect: Dialect, values: Values, found: (command: SimpleCommand) => void) {
    this.#excerpt = excerpt;
    this.#text = excerpt.text;
    this.#dialect = dialect;
    this.#values = values;
    this.#found = found;
    this.#lines = new Lines(this.#text);
    this.#quotes = new Quotes(this.#text);
    this.#now = this.#nothing(false);
  }

  read(): void {
    this.#beginLine();
    while (this.#at < this.#text.length) this.#step();
    this.#endCommand();
  }

  /** Its words, be they on one line or on several. */
  words(): readonly Token[] {
    this.#now = this.#nothing(true);
    while (this.#at < this.#text.length) this.#step();
    this.#endWord();
    return this.#now.words;
  }

  #nothing(spread: boolean): Place {
    const { shell } = this.#dialect;
    return { draft: undefined, words: [], quoted: [], findings: [], shell, dropping: false, spread };
  }

  #step(): void {
    const character = this.#text[this.#at] ?? '';
    if (character === '\n') this.#newline();
    else if (BLANK.test(character)) {
      this.#endWord();
      this.#at += 1;
    } else if (!this.#continuation(character) && !this.#comment(character) && !this.#separator(character))
      this.#character(character);
  }

  // ------------------------------------------------ lines

  #newline(): void {
    const folded = this.#folded !== undefined && this.#insideFolded(this.#folded);
    if (!folded) this.#folded = undefined;
    if (folded || this.#now.spread) this.#endWord();
    else this.#endCommand();
    this.#at += 1;
    this.#beginLine();
  }

  #beginLine(): void {
    this.#lineStart = this.#at;
    this.#talking = false;
    if (this.#text[this.#at] === '\n') return;
    const remark = this.#now.words.length === 0 && stands(REMARK, this.#text, this.#at) !== null;
    if (remark) this.#at = this.#lines.endOf(this.#at);
    else this.#at += stands(PROMPT, this.#text, this.#at)?.[0].length ?? 0;
  }

  /** The next line belongs to the folded block, and is not an empty one. */
  #insideFolded(key: number): boolean {
    const indent = indentOf(this.#text, this.#at + 1);
    const first = this.#text[this.#at + 1 + indent];
    return indent > key && first !== undefined && first !== '\n' && first !== '\r';
  }

  /** A character that makes the line go on in the next, or was meant to. */
  #continuation(character: string): boolean {
    if (character !== '\\' && character !== '`' && character !== '^') return false;
    const own = CONTINUES[this.#dialect.shell] === character;
    const next = this.#text[this.#at + 1];
    const plain = next === '\n' || (next === '\r' && this.#text[this.#at + 2] === '\n');
    if (!(own && plain)) {
      if (!this.#lines.goesOn(this.#at)) return false;
      const found = stands(CONTINUATION, this.#text, this.#at);
      if (found === null) return false;
      const [, blanks = '', comment] = found;
      const foreign = !own && this.#dialect.certain;
      if (foreign) this.#broken(character, 'foreign', 1);
      else if (comment !== undefined) this.#broken(character, 'comment', found[0].trimEnd().length);
      else if (blanks !== '') this.#broken(character, 'blank', 1 + blanks.length);
      if (!own && !foreign) this.#now.shell = shellOfContinuation(character);
    }
    const end = this.#lines.endOf(this.#at);
    const joins = own && character !== '`' && !BLANK.test(this.#text[end + 1] ?? ' ');
    if (!joins) this.#endWord();
    this.#at = end + 1;
    this.#lineStart = this.#at;
    return true;
  }

  /** `replacement` is what is to stand there instead. */
  #broken(
    character: string,
    why: 'comment' | 'comment-line' | 'blank' | 'foreign',
    length: number,
    replacement = CONTINUES[this.#dialect.shell],
  ): void {
    const { shell } = this.#dialect;
    const at = placeIn(this.#excerpt, [this.#at, this.#at + length]);
    this.#now.findings.push({
      code: 'continuation-broken',
      severity: 'error',
      facts: { character, shell, why, needed: CONTINUES[shell] },
      at,
      edits: [at.source.edit(at.range, replacement)],
    });
  }

  #comment(character: string): boolean {
    if (this.#now.draft !== undefined) return false;
    const begins = character === '#' && this.#dialect.shell !== 'cmd' && this.#text[this.#at + 1] !== '{';
    const [opens, closes] = character === '<' ? ['<#', '#>'] : ['/*', '*/'];
    if (!begins && this.#text.startsWith(opens, this.#at)) {
      const end = this.#quotes.next(closes, this.#at + 2);
      if (end === this.#text.length) return false;
      this.#at = end + 2;
      return true;
    }
    if (!begins) return false;
    const end = this.#lines.endOf(this.#at);
    const { words, spread } = this.#now;
    const isWhole = this.#text.slice(this.#lineStart, this.#at).trim() === '';
    const isAmid = words.length > 0 && isWhole && !spread && this.#folded === undefined;
    // A line of a long command that somebody has commented out: the command ends there.
    if (isAmid && this.#lines.goesOn(this.#at)) {
      this.#at = this.#lineStart;
      this.#broken(CONTINUES[this.#dialect.shell], 'comment-line', end + 1 - this.#at, '');
      this.#at = end + 1;
      this.#lineStart = this.#at;
    } else this.#at = end;
    return true;
  }

  // ------------------------------------------------ between words

  #separator(character: string): boolean {
    switch (character) {
      case ';':
      case '|':
      case '&':
        this.#endCommand();
        this.#at += 1;
        return true;
      case '(':
        if (this.#array()) return true;
        this.#open(this.#now.draft !== undefined);
        this.#at += 1;
        return true;
      case ')':
        this.#endCommand();
        this.#at += 1;
        return true;
      case '<':
      case '>':
        return this.#redirection(character);
      case '@':
      case '-':
        return this.#recipePrefix();
      case '%':
        return this.#now.draft === undefined && this.#arrayOfWords();
      default:
        return false;
    }
  }

  #open(calls: boolean): void {
    this.#endWord();
    if (isTalk(this.#now.words)) this.#talking = true;
    this.#endCommand(calls);
  }

  /** What a makefile may have before a command. */
  #recipePrefix(): boolean {
    const { draft, words } = this.#now;
    const next = this.#text[this.#at + 1] ?? ' ';
    if (
      draft !== undefined ||
      words.length > 0 ||
      this.#text[this.#lineStart] !== '\t' ||
      !/[\w@$"-]/.test(next)
    )
      return false;
    if (
      indentOf(this.#text, this.#lineStart) !== this.#at - this.#lineStart &&
      !/[@-]/.test(this.#text[this.#at - 1] ?? '')
    )
      return false;
    this.#at += 1;
    return true;
  }

  /** `ARGS=(...)`: its words go to the variable. */
  #array(): boolean {
    const { draft } = this.#now;
    const [, name, append] = /^(\w+)(\+?)=$/.exec(draft?.text ?? '') ?? [];
    if (name === undefined || this.#depth >= DEEPEST) return false;
    const from = this.#excerpt.origin(this.#at);
    this.#now.draft = undefined;
    this.#at += 1;
    const words = this.#nested(')', true);
    const before = append === '' ? [] : (this.#values.at(name, from)?.words ?? []);
    const all = [...before, ...words];
    this.#values.set(name, this.#excerpt.origin(this.#at), {
      text: all.map(({ text }) => text).join(' '),
      literal: false,
      list: true,
      words: all,
    });
    return true;
  }

  #arrayOfWords(): boolean {
    const found = stands(ARRAY_OF_WORDS, this.#text, this.#at);
    const closer = CLOSERS[found?.[0][2] ?? ''];
    if (closer === undefined || this.#depth >= DEEPEST) return false;
    this.#at += 3;
    this.#nested(closer, true);
    return true;
  }

  /** Reads what stands within brackets of some kind, as commands of their own; gives the words of the last. */
  #nested(closer: string, spread: boolean): readonly Token[] {
    const outer = this.#now;
    this.#now = this.#nothing(spread);
    this.#depth += 1;
    while (this.#at < this.#text.length && this.#text[this.#at] !== closer) this.#step();
    this.#endWord();
    const { words } = this.#now;
    this.#endCommand();
    this.#at += 1;
    this.#depth -= 1;
    this.#now = outer;
    return words;
  }

  #redirection(character: string): boolean {
    const { draft } = this.#now;
    if (stands(FOLDED, this.#text, this.#at) !== null && draft === undefined && this.#isAfterKey()) {
      this.#folded = indentOf(this.#text, this.#lineStart);
      this.#endCommand();
      this.#at = this.#lines.endOf(this.#at) + 1;
      this.#beginLine();
      return true;
    }
    const isInValue = draft === undefined || ':,=/@'.includes(draft.end);
    const placeholder = isInValue && character === '<' && stands(PLACEHOLDER, this.#text, this.#at);
    if (placeholder) {
      const [written] = placeholder;
      this.#add(written).later ??= written;
      this.#at += written.length - 1;
      return true;
    }
    const [written = character] = stands(REDIRECTION, this.#text, this.#at) ?? [];
    if (draft !== undefined && /^\d$/.test(draft.text) && draft.bare) this.#now.draft = undefined;
    this.#endWord();
    this.#at += written.length;
    this.#now.dropping = !/&[\d-]/.test(written);
    return true;
  }

  #isAfterKey(): boolean {
    const last = this.#now.words.at(-1)?.text ?? '';
    return last.endsWith(':') || last === '-';
  }

  // ------------------------------------------------ within words

  #character(character: string): void {
    const ordinary = stands(ORDINARY, this.#text, this.#at)?.[0];
    if (ordinary !== undefined) {
      this.#add(ordinary).bare = true;
      this.#at += ordinary.length - 1;
      return;
    }
    if (character === '"' || character === "'") {
      if (this.#quote(character)) return;
    } else if (PRINTED_QUOTES.includes(character)) {
      this.#printedQuote(character);
      return;
    } else if (character === CONTINUES[this.#dialect.shell]) {
      if (this.#escape(character)) return;
    } else if (character === '`') {
      this.#backtick();
      return;
    } else if ('$%!#{'.includes(character) && this.#reference()) return;
    this.#add(character).bare = true;
  }

  /** Appends to the word that is being read. Reading stands behind the first character then. */
  #add(text: string): Draft {
    const draft: Draft = this.#now.draft ?? { from: this.#at, text: '', end: '', bare: false, quotes: '' };
    draft.text += text;
    if (text !== '') draft.end = text.slice(-1);
    draft.parts = undefined;
    this.#now.draft = draft;
    this.#at += 1;
    return draft;
  }

  #escape(character: string): boolean {
    const next = this.#text[this.#at + 1];
    if (next === undefined || next === '\n' || next === '\r') return false;
    // A script that writes a script: `\$PORT` is the second one's.
    if (next === '$' && character === '\\' && referenceAt(this.#text, this.#at + 1) !== undefined) {
      this.#at += 1;
      return this.#expand(this.#text.length, false);
    }
    this.#add(next).bare = true;
    this.#at += 1;
    return character !== '';
  }

  #backtick(): void {
    const run = /`+/y;
    const length = stands(run, this.#text, this.#at)?.[0].length ?? 1;
    const from = this.#at;
    const closes = this.#quotes.next('`', this.#at + length);
    if (length > 1 || closes > this.#lines.endOf(this.#at) || this.#depth >= DEEPEST) {
      this.#endWord();
      this.#at += length;
      return;
    }
    this.#at += 1;
    this.#nested('`', false);
    this.#laterSince(from);
  }

  /** What stands from an offset to here is known only when the script runs. */
  #laterSince(from: number): void {
    const written = this.#text.slice(from, this.#at);
    const to = this.#at;
    this.#at = from;
    this.#add(written).later ??= written;
    this.#at = to;
  }

  #reference(): boolean {
    const arithmetic = stands(ARITHMETIC, this.#text, this.#at);
    const from = this.#at;
    if (arithmetic !== null) {
      this.#at += arithmetic[0].length;
      this.#laterSince(from);
      return true;
    }
    if (this.#expand(this.#text.length, false)) return true;
    if (!this.#text.startsWith('$(', this.#at) || this.#depth >= DEEPEST) return false;
    this.#at += 2;
    this.#nested(')', false);
    this.#laterSince(from);
    return true;
  }

  /** Expands a reference that stands here and ends before `limit`. */
  #expand(limit: number, quoted: boolean): boolean {
    const reference = referenceAt(this.#text, this.#at);
    if (reference === undefined || this.#at + reference.written.length > limit) return false;
    const { written } = reference;
    const value = valueFor(reference, this.#values, this.#excerpt.origin(this.#at));
    const alone = this.#now.draft === undefined || this.#now.draft.text === '';
    const known = value !== undefined && value.later === undefined;
    const draft = this.#add(known ? value.text : written);
    this.#at += written.length - 1;
    if (!quoted) draft.bare = true;
    if (!known) draft.later ??= written;
    const hasWords = value !== undefined && (value.words.length > 0 || value.text === '');
    if (hasWords && alone && this.#falls(value, written, quoted) && !this.#isSet()) draft.parts = value.words;
    return true;
  }

  /** A variable's value falls into several words. */
  #falls({ list }: Value, written: string, quoted: boolean): boolean {
    if (this.#dialect.shell === 'powershell') return list === true;
    return !quoted || /\[[@*]\]/.test(written);
  }

  /** The word is a variable that gets a value here. */
  #isSet(): boolean {
    return this.#now.words.length === 0 && stands(SETS, this.#text, this.#at) !== null;
  }

  /** The offset of the quote that closes the one here; undefined where it is no quote at all. */
  #closing(quote: string): number | undefined {
    const { shell } = this.#dialect;
    if (quote === "'" && shell === 'cmd') return undefined;
    const from = this.#at + 1;
    const escaping = quote === "'" || shell === 'cmd' ? undefined : CONTINUES[shell];
    const end =
      escaping === undefined
        ? this.#quotes.next(quote, from)
        : this.#quotes.nextUnescaped(quote, escaping, from);
    if (end >= this.#text.length) return undefined;
    // An apostrophe of a text is no quote. What goes over several lines begins at a word's start.
    const { draft } = this.#now;
    const inWord = draft !== undefined && !'=:([,'.includes(draft.end);
    return end <= this.#lines.endOf(this.#at) || (!inWord && shell !== 'cmd') ? end : undefined;
  }

  #quote(quote: string): boolean {
    const end = this.#closing(quote);
    if (end === undefined) return false;
    const from = this.#at + 1;
    const draft = this.#add('');
    if (draft.quotes.length < 2) draft.quotes += quote;
    if (quote === "'") this.#literally(end);
    else this.#interpolated(end);
    this.#note(quote, from, end);
    this.#at = end + 1;
    return true;
  }

  #note(quote: string, from: number, end: number): void {
    const { excerpt, text } = { excerpt: this.#excerpt, text: this.#text };
    if (/\s/.test(text.slice(from, end).trim()))
      this.#now.quoted.push({ excerpt, inside: [from, end], quote });
  }

  /** Single quotes: nothing but a template's own references is expanded. */
  #literally(end: number): void {
    while (this.#at < end) {
      const brace = this.#quotes.next('{{', this.#at);
      if (brace > this.#at) {
        const to = Math.min(brace, end);
        const [from, text] = [this.#at, this.#text.slice(this.#at, to)];
        this.#add(text);
        this.#at = from + text.length;
      } else if (!this.#expand(end, true)) this.#add('{');
    }
  }

  #interpolated(end: number): void {
    const { shell } = this.#dialect;
    while (this.#at < end) {
      const character = this.#text[this.#at] ?? '';
      const next = this.#text[this.#at + 1] ?? '';
      if (shell === 'sh' && character === '\\' && '"\\$`\n'.includes(next)) {
        this.#add(next === '\n' ? '' : next);
        this.#at += 1;
      } else if (shell === 'powershell' && character === '`') {
        this.#add(next);
        this.#at += 1;
      } else if (character === '$' && next === '(' && !this.#expand(end, true)) {
        const from = this.#at;
        this.#at = this.#substitutionEnd(end);
        this.#laterSince(from);
      } else if (!'$%!#{'.includes(character) || !this.#expand(end, true)) this.#add(character);
    }
  }

  /** Behind a `$(...)` within double quotes: at its bracket, or at the quote. */
  #substitutionEnd(end: number): number {
    let [at, open] = [this.#at + 2, 1];
    for (; at < end && open > 0; at += 1) {
      const character = this.#text[at];
      open += character === '(' ? 1 : character === ')' ? -1 : 0;
    }
    return at;
  }

  /** A printed quote is none for a shell, PowerShell's excepted: it is read as it was meant. */
  #printedQuote(quote: string): void {
    const single = '‘’‚‛'.includes(quote);
    const line = this.#lines.endOf(this.#at);
    const end = [...(single ? "’‘'" : '”“"')]
      .map((each) => this.#quotes.next(each, this.#at + 1))
      .reduce((a, b) => Math.min(a, b));
    const draft = this.#add('');
    if (this.#dialect.shell !== 'powershell') draft.typeset = true;
    if (end >= line) return;
    draft.quotes += single ? "'" : '"';
    const from = this.#at;
    this.#interpolated(end);
    this.#note(quote, from, end);
    this.#at = end + 1;
  }

  // ------------------------------------------------ ends

  #endWord(): void {
    const { draft, words } = this.#now;
    if (draft === undefined) return;
    this.#now.draft = undefined;
    if (this.#now.dropping) {
      this.#now.dropping = false;
      return;
    }
    if (draft.bare && (draft.text === '{' || draft.text === '}')) this.#endCommand();
    else for (const token of finished(draft, this.#excerpt, this.#at)) words.push(token);
  }

  #endCommand(calls = false): void {
    this.#endWord();
    const { words, quoted, findings, shell, spread } = this.#now;
    if (words.length + quoted.length + findings.length === 0) return;
    const talk = this.#talking || isTalk(words);
    this.#now = this.#nothing(spread);
    if (words.length + quoted.length > 0) this.#found({ words, quoted, findings, shell, talk, calls });
  }
}
