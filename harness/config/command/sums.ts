import type { Range } from '../../ground/source.ts';
import type { Dialect } from './dialect.ts';
import type { Excerpt } from './excerpt.ts';
import { joined, withinQuotes } from './excerpt.ts';
import { lexemesIn } from './lexemes.ts';
import { isTalker } from './simple-command.ts';

const OPERATOR = /^(?:\+|\.{1,2}|&)$/;
/** `"a"+x+"b"`, `"a".$x."b"`: no blank is needed around an operator. */
const TIGHT = /^(?:\+|\.(?=\$))?(.*?)(?:\+|\.)?$/s;
const PREFIX = /^[rfbu$@]{1,2}$/i;
/** More are not one command. */
const MOST_PARTS = 1 << 8;

/**
 * The texts that a program puts together of strings and of more: `"modifyvm " + name + " --uart1 0x3F8 4"`. Those of
 * which no string tells are left out.
 */
export function sumsIn(
  excerpt: Excerpt,
  dialect: Dialect,
  tells: (string: string) => boolean,
): readonly Excerpt[] {
  const { text } = excerpt;
  const sums = new Sums(excerpt, dialect, tells);
  const lexemes = lexemesIn(excerpt, dialect);
  for (let at = 0; at < text.length; ) {
    const { kind, to } = lexemes.at(at);
    if (kind === 'string') sums.string(at, to);
    else if (kind === 'word') sums.word(at, to);
    else if (kind === 'open') sums.open(at, to);
    else if (kind === 'close') sums.close(to);
    else if (kind === 'newline') sums.newline();
    else if (kind !== 'blank') sums.separator();
    at = to;
  }
  return sums.end();
}

interface Part {
  readonly is: 'string' | 'expression';
  /** Without the quotes. */
  readonly inside: Range;
}

class Sums {
  readonly #excerpt: Excerpt;
  readonly #dialect: Dialect;
  readonly #tells: (string: string) => boolean;
  readonly #found: Excerpt[] = [];
  #parts: Part[] = [];
  /** An operator stands last. */
  #wants = false;
  /** An expression that is no string, while in one. */
  #hole: { readonly from: number; to: number } | undefined;
  #depth = 0;
  #isNewLine = false;
  /** The word before them, which may be a function that only says them. */
  #before = '';

  constructor(excerpt: Excerpt, dialect: Dialect, tells: (string: string) => boolean) {
    this.#excerpt = excerpt;
    this.#dialect = dialect;
    this.#tells = tells;
  }

  string(from: number, to: number): void {
    if (this.#depth > 0) return;
    const part: Part = { is: 'string', inside: [from + 1, to - 1] };
    const isNext = this.#wants && this.#hole === undefined;
    if (!isNext && !this.#followsByItself(part)) this.#over();
    if (!isTalker(this.#before)) this.#add(part);
  }

  word(from: number, to: number): void {
    const word = this.#excerpt.text.slice(from, to);
    if (this.#parts.length === 0) this.#before = word;
    if (this.#parts.length === 0 || this.#depth > 0) return;
    if (PREFIX.test(word) && '"\''.includes(this.#excerpt.text[to] ?? ' ')) return;
    const [, inner = ''] = TIGHT.exec(word) ?? [];
    const begins = from + word.indexOf(inner);
    if (!OPERATOR.test(word) && inner !== '') {
      if (!this.#wants && word.startsWith(inner)) this.#over();
      else this.#hole = { from: this.#hole?.from ?? begins, to: begins + inner.length };
      if (word.endsWith(inner)) return;
    }
    this.#fill();
    this.#wants = this.#parts.length > 0;
    this.#isNewLine = false;
  }

  open(from: number, to: number): void {
    if (this.#parts.length === 0) return;
    if (this.#depth === 0 && !this.#wants && this.#hole === undefined) this.#over();
    else {
      this.#hole = { from: this.#hole?.from ?? from, to };
      this.#depth += 1;
    }
  }

  close(to: number): void {
    if (this.#depth === 0) this.#over();
    else {
      this.#depth -= 1;
      if (this.#hole !== undefined) this.#hole.to = to;
    }
  }

  newline(): void {
    if (this.#depth > 0) return;
    this.#before = '';
    this.#fill();
    this.#isNewLine = true;
  }

  separator(): void {
    this.#before = '';
    if (this.#depth === 0) this.#over();
  }

  end(): readonly Excerpt[] {
    this.#over();
    return this.#found;
  }

  /** Python needs no operator: a blank at the joint tells that it is none of a list's items. */
  #followsByItself(part: Part): boolean {
    const last = this.#parts.at(-1);
    return (
      this.#isNewLine && last !== undefined && (/^\s/.test(this.#in(part)) || /\s$/.test(this.#in(last)))
    );
  }

  #in({ inside: [from, to] }: Part): string {
    return this.#excerpt.text.slice(from, to);
  }

  #add(part: Part): void {
    this.#parts.push(part);
    this.#wants = false;
    this.#isNewLine = false;
    if (this.#parts.length >= MOST_PARTS) this.#over();
  }

  #fill(): void {
    const hole = this.#hole;
    this.#hole = undefined;
    if (hole !== undefined) this.#add({ is: 'expression', inside: [hole.from, hole.to] });
  }

  #over(): void {
    this.#fill();
    const tells = this.#parts.some((part) => part.is === 'string' && this.#tells(this.#in(part)));
    if (tells && this.#parts.length > 1)
      this.#found.push(
        joined(
          this.#excerpt.source,
          this.#parts.map((part) => this.#textOf(part)),
        ),
      );
    this.#parts = [];
    this.#wants = false;
    this.#hole = undefined;
    this.#depth = 0;
    this.#isNewLine = false;
  }

  #textOf({ is, inside }: Part): Excerpt {
    const { text } = this.#excerpt;
    if (is === 'expression') return asReference(this.#excerpt, inside);
    const escapes = text[inside[0] - 1] === '"' && this.#dialect.shell === 'sh';
    return withinQuotes(this.#excerpt, inside, escapes);
  }
}

/** An expression stands in the text as one that Ruby puts into a string. */
function asReference({ source, text, origin }: Excerpt, [from, to]: Range): Excerpt {
  const written = `#{${text.slice(from, to).replace(/[{}\n]/g, ' ')}}`;
  return { source, text: written, origin: (offset) => origin(offset < written.length ? from : to) };
}
