import { CONTINUES, shellOfContinuation } from './dialect.ts';
import { placeIn } from './excerpt.ts';
import { indentOf, stands } from './shell-cursor.ts';
import { WordReader } from './word-reader.ts';

const BLANK = /[ \t\r\v\f\u00a0]/;
const PROMPT = /[ \t]*(?:PS[ \t][^>\n]{0,200}>|[a-z]:\\[^<>|"\n]{0,200}>)/iy;
const REMARK = /[ \t]*(?:@?rem(?=[ \t\r\n]|$)|::|\/\/)/iy;
const CONTINUATION = /[\\`^/]([ \t]*)(#[^\n]*)?\r?(?=\n)/y;

/** Reads how lines begin, end and go on, and what is no more than a comment. */
export abstract class LineReader extends WordReader {
  protected newline(): void {
    const folded = this.folded !== undefined && this.insideFolded(this.folded);
    if (!folded) this.folded = undefined;
    if (folded || this.now.spread) this.endWord();
    else this.endCommand();
    this.at += 1;
    this.beginLine();
  }

  protected beginLine(): void {
    this.lineStart = this.at;
    this.talking = false;
    if (this.text[this.at] === '\n') return;
    const remark = this.now.words.length === 0 && stands(REMARK, this.text, this.at) !== null;
    if (remark) this.at = this.lines.endOf(this.at);
    else this.at += stands(PROMPT, this.text, this.at)?.[0].length ?? 0;
  }

  /** The next line belongs to the folded block, and is not an empty one. */
  protected insideFolded(key: number): boolean {
    const indent = indentOf(this.text, this.at + 1);
    const first = this.text[this.at + 1 + indent];
    return indent > key && first !== undefined && first !== '\n' && first !== '\r';
  }

  /** A character that makes the line go on in the next, or was meant to. */
  protected continuation(character: string): boolean {
    const slanted = character === '/' && this.isMeantToGoOn();
    if (!slanted && character !== '\\' && character !== '`' && character !== '^') return false;
    const own = CONTINUES[this.dialect.shell] === character;
    const next = this.text[this.at + 1];
    const plain = next === '\n' || (next === '\r' && this.text[this.at + 2] === '\n');
    if (!(own && plain)) {
      if (!this.lines.goesOn(this.at)) return false;
      const found = stands(CONTINUATION, this.text, this.at);
      if (found === null) return false;
      const [, blanks = '', comment] = found;
      const foreign = slanted || (!own && this.dialect.certain);
      if (foreign) this.broken(character, 'foreign', 1);
      else if (comment !== undefined) this.broken(character, 'comment', found[0].trimEnd().length);
      else if (blanks !== '') this.broken(character, 'blank', 1 + blanks.length);
      if (!own && !foreign) this.now.shell = shellOfContinuation(character);
    }
    const end = this.lines.endOf(this.at);
    const joins = own && character !== '`' && !BLANK.test(this.text[end + 1] ?? ' ');
    if (!joins) this.endWord();
    this.at = end + 1;
    this.lineStart = this.at;
    return true;
  }

  /** A slash alone at the end of a line, before one that begins with an option, was to be a backslash. */
  private isMeantToGoOn(): boolean {
    const isAlone = this.now.draft === undefined && this.now.words.length > 1;
    return isAlone && this.text.slice(this.at + 1, this.lines.endOf(this.at)).trim() === '';
  }

  /** `replacement` is what is to stand there instead. */
  protected broken(
    character: string,
    why: 'comment' | 'comment-line' | 'blank' | 'foreign',
    length: number,
    replacement = CONTINUES[this.dialect.shell],
  ): void {
    const { shell } = this.dialect;
    const at = placeIn(this.excerpt, [this.at, this.at + length]);
    this.now.findings.push({
      code: 'continuation-broken',
      severity: 'error',
      facts: { character, shell, why, needed: CONTINUES[shell] },
      at,
      edits: [at.source.edit(at.range, replacement)],
    });
  }

  protected comment(character: string): boolean {
    if (this.now.draft !== undefined) return false;
    const begins = character === '#' && this.dialect.shell !== 'cmd' && this.text[this.at + 1] !== '{';
    const [opens, closes] = character === '<' ? ['<#', '#>'] : ['/*', '*/'];
    if (!begins && this.text.startsWith(opens, this.at)) {
      const end = this.quotes.next(closes, this.at + 2);
      if (end === this.text.length) return false;
      this.at = end + 2;
      return true;
    }
    if (!begins) return false;
    const end = this.lines.endOf(this.at);
    const { words, spread } = this.now;
    const isWhole = this.text.slice(this.lineStart, this.at).trim() === '';
    const isAmid = words.length > 0 && isWhole && !spread && this.folded === undefined;
    // A line of a long command that somebody has commented out: the command ends there.
    if (isAmid && this.lines.goesOn(this.at)) {
      this.at = this.lineStart;
      this.broken(CONTINUES[this.dialect.shell], 'comment-line', end + 1 - this.at, '');
      this.at = end + 1;
      this.lineStart = this.at;
    } else this.at = end;
    return true;
  }
}
