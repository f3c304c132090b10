import { CONTINUES } from './dialect.ts';
import { referenceAt, valueFor } from './reference.ts';
import { DEEPEST, ShellCursor, stands } from './shell-cursor.ts';
import type { Value } from './values.ts';

/** Characters that mean nothing to a shell within a word. */
const ORDINARY = /[\w.,:=/+~@-]{1,400}/y;
const ARITHMETIC = /\$\(\([^()\n]{0,100}\)\)/y;
const PRINTED_QUOTES = '“”„‟‘’‚‛';
const SETS = /[ \t]*[:+?]?=/y;

/** Reads what words are made of: quotes, escapes, variables. */
export abstract class WordReader extends ShellCursor {
  protected character(character: string): void {
    const ordinary = stands(ORDINARY, this.text, this.at)?.[0];
    if (ordinary !== undefined) {
      this.add(ordinary).bare = true;
      this.at += ordinary.length - 1;
      return;
    }
    if (character === '"' || character === "'") {
      if (this.quote(character)) return;
    } else if (PRINTED_QUOTES.includes(character)) {
      this.printedQuote(character);
      return;
    } else if (character === CONTINUES[this.dialect.shell]) {
      if (this.escape(character)) return;
    } else if (character === '`') {
      this.backtick();
      return;
    } else if ('$%!#{'.includes(character) && this.reference()) return;
    this.add(character).bare = true;
  }

  protected escape(character: string): boolean {
    const next = this.text[this.at + 1];
    if (next === undefined || next === '\n' || next === '\r') return false;
    // A script that writes a script: `\$PORT` is the second one's.
    if (next === '$' && character === '\\' && referenceAt(this.text, this.at + 1) !== undefined) {
      this.at += 1;
      return this.expand(this.text.length, false);
    }
    this.add(next).bare = true;
    this.at += 1;
    return true;
  }

  protected backtick(): void {
    const run = /`+/y;
    const length = stands(run, this.text, this.at)?.[0].length ?? 1;
    const from = this.at;
    const closes = this.quotes.next('`', this.at + length);
    if (length > 1 || closes > this.lines.endOf(this.at) || this.depth >= DEEPEST) {
      this.endWord();
      this.at += length;
      return;
    }
    this.at += 1;
    this.nested('`', false);
    this.laterSince(from);
  }

  protected reference(): boolean {
    const arithmetic = stands(ARITHMETIC, this.text, this.at);
    const from = this.at;
    if (arithmetic !== null) {
      this.at += arithmetic[0].length;
      this.laterSince(from);
      return true;
    }
    if (this.expand(this.text.length, false)) return true;
    if (!this.text.startsWith('$(', this.at) || this.depth >= DEEPEST) return false;
    this.at += 2;
    this.nested(')', false);
    this.laterSince(from);
    return true;
  }

  /** Expands a reference that stands here and ends before `limit`. */
  protected expand(limit: number, quoted: boolean): boolean {
    const reference = referenceAt(this.text, this.at);
    if (reference === undefined || this.at + reference.written.length > limit) return false;
    const { written } = reference;
    const value = valueFor(reference, this.values, this.excerpt.origin(this.at));
    const alone = this.now.draft === undefined || this.now.draft.text === '';
    const falls = value !== undefined && this.falls(value, written, quoted);
    // One that is empty is so in a branch of the script that sets it elsewhere, or it falls away.
    const known = value !== undefined && value.later === undefined && (value.text !== '' || falls);
    const draft = this.add(known ? value.text : written);
    this.at += written.length - 1;
    if (!quoted) draft.bare = true;
    if (!known) draft.later ??= written;
    const hasWords = value !== undefined && (value.words.length > 0 || value.text === '');
    if (hasWords && alone && falls && !this.isSet()) draft.parts = value.words;
    return true;
  }

  /** A variable's value falls into several words. */
  protected falls({ list }: Value, written: string, quoted: boolean): boolean {
    if (this.dialect.shell === 'powershell') return list === true;
    return !quoted || /\[[@*]\]/.test(written);
  }

  /** The word is a variable that gets a value here. */
  protected isSet(): boolean {
    return this.now.words.length === 0 && stands(SETS, this.text, this.at) !== null;
  }

  /** The offset of the quote that closes the one here; undefined where it is no quote at all. */
  protected closing(quote: string): number | undefined {
    const { shell } = this.dialect;
    if (quote === "'" && shell === 'cmd') return undefined;
    const from = this.at + 1;
    const escaping = quote === "'" || shell === 'cmd' ? undefined : CONTINUES[shell];
    const end =
      escaping === undefined
        ? this.quotes.next(quote, from)
        : this.quotes.nextUnescaped(quote, escaping, from);
    if (end >= this.text.length) return undefined;
    // An apostrophe of a text is no quote. What goes over several lines begins at a word's start.
    const { draft } = this.now;
    const inWord = draft !== undefined && !'=:([,'.includes(draft.end);
    return end <= this.lines.endOf(this.at) || (!inWord && shell !== 'cmd') ? end : undefined;
  }

  protected quote(quote: string): boolean {
    const end = this.closing(quote);
    if (end === undefined) return false;
    const from = this.at + 1;
    const draft = this.add('');
    if (draft.quotes.length < 2) draft.quotes += quote;
    if (quote === "'") this.literally(end);
    else this.interpolated(end);
    this.note(quote, from, end);
    this.at = end + 1;
    return true;
  }

  protected note(quote: string, from: number, end: number): void {
    const { excerpt, text } = this;
    if (/\s/.test(text.slice(from, end).trim()))
      this.now.quoted.push({ excerpt, inside: [from, end], quote });
  }

  /** Single quotes: nothing but a template's own references is expanded. */
  protected literally(end: number): void {
    while (this.at < end) {
      const brace = this.quotes.next('{{', this.at);
      if (brace > this.at) {
        const to = Math.min(brace, end);
        const [from, text] = [this.at, this.text.slice(this.at, to)];
        this.add(text);
        this.at = from + text.length;
      } else if (!this.expand(end, true)) this.add('{');
    }
  }

  protected interpolated(end: number): void {
    const { shell } = this.dialect;
    while (this.at < end) {
      const character = this.text[this.at] ?? '';
      const next = this.text[this.at + 1] ?? '';
      if (shell === 'sh' && character === '\\' && '"\\$`\n'.includes(next)) {
        this.add(next === '\n' ? '' : next);
        this.at += 1;
      } else if (shell === 'powershell' && character === '`') {
        this.add(next);
        this.at += 1;
      } else if (character === '$' && next === '(' && !this.expand(end, true)) {
        const from = this.at;
        this.at = this.substitutionEnd(end);
        this.laterSince(from);
      } else if (!'$%!#{'.includes(character) || !this.expand(end, true)) this.add(character);
    }
  }

  /** Behind a `$(...)` within double quotes: at its bracket, or at the quote. */
  protected substitutionEnd(end: number): number {
    let [at, open] = [this.at + 2, 1];
    for (; at < end && open > 0; at += 1) {
      const character = this.text[at];
      open += character === '(' ? 1 : character === ')' ? -1 : 0;
    }
    return at;
  }

  /** A printed quote is none for a shell, PowerShell's excepted: it is read as it was meant. */
  protected printedQuote(quote: string): void {
    const single = '‘’‚‛'.includes(quote);
    const line = this.lines.endOf(this.at);
    const end = [...(single ? "’‘'" : '”“"')]
      .map((each) => this.quotes.next(each, this.at + 1))
      .reduce((a, b) => Math.min(a, b));
    const draft = this.add('');
    if (this.dialect.shell !== 'powershell') draft.typeset = true;
    if (end >= line) return;
    draft.quotes += single ? "'" : '"';
    const from = this.at;
    this.interpolated(end);
    this.note(quote, from, end);
    this.at = end + 1;
  }
}
