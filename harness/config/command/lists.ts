import type { Wanted } from './command.ts';
import { lexemesIn } from './lexemes.ts';
import type { Surroundings } from './literals.ts';
import { meantBy, stringAt } from './literals.ts';
import type { Frame, Group, Piece } from './pieces.ts';
import { flat, frameOf, isGroup, sizeOf } from './pieces.ts';
import type { Token } from './token.ts';

const CLOSES: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}' };
const CONVERSION = /^(?:str|String|strconv\.Itoa|Integer|int)$/;
const OPERATOR = /^(?:[-+*%.|?&]{1,3}$|\.\w)/;
/** A line that is no list, and begins none. */
const PLAIN = /[^\n"'“”`[({,]{0,400}\n/y;
const PREFIX = /^[rfbu]{1,2}$/i;

/** More are not a program's arguments. */
const MOST_ITEMS = 1 << 12;
const MOST_OF_VARIABLE = 1 << 9;
const DEEPEST = 1 << 7;

/**
 * The argument lists of a text: `["modifyvm", :id, "--uart1"]`, `run("qemu", "-serial", x)`, `[ "-serial" "stdio" ]`,
 * a list of lists. Those that hold neither a program's name nor an option are left out.
 */
export function listsIn(surroundings: Surroundings, wanted: Wanted): readonly (readonly Token[])[] {
  const { excerpt, dialect } = surroundings;
  const { text } = excerpt;
  const lists = new Lists(surroundings, wanted);
  const lexemes = lexemesIn(excerpt, dialect);
  for (let at = 0; at < text.length; ) {
    if (lists.isBetweenStatements) {
      PLAIN.lastIndex = at;
      at += PLAIN.exec(text)?.[0].length ?? 0;
    }
    const { kind, to } = lexemes.at(at);
    switch (kind) {
      case 'open':
        lists.open(text[at] ?? '', at);
        break;
      case 'close':
        lists.close(text[at] ?? '', to);
        break;
      case 'comma':
        lists.comma();
        break;
      case 'key':
        lists.key();
        break;
      case 'newline':
        lists.newline();
        break;
      case 'string':
        lists.string(at, to);
        break;
      case 'word':
        lists.word(at, to);
        break;
      case 'blank':
        break;
    }
    at = to;
  }
  return lists.end();
}

/** The brackets that are open, and what has been found. */
class Lists {
  readonly #surroundings: Surroundings;
  readonly #wanted: Wanted;
  readonly #found: (readonly Token[])[] = [];
  readonly #stack: Frame[] = [];
  /** Around all brackets. */
  #statement = frameOf('', 0);
  #top: Frame = this.#statement;
  /** Brackets that are too deep to be looked into. */
  #tooDeep = 0;
  /** A comma stands last: the statement goes on in the next line. */
  #goesOn = false;

  constructor(surroundings: Surroundings, wanted: Wanted) {
    this.#surroundings = surroundings;
    this.#wanted = wanted;
  }

  get isBetweenStatements(): boolean {
    return (
      this.#stack.length === 0 &&
      !this.#goesOn &&
      this.#statement.pieces.length + this.#statement.items.length === 0
    );
  }

  open(opener: string, from: number): void {
    this.#goesOn = false;
    if (this.#stack.length >= DEEPEST) {
      this.#tooDeep += 1;
      return;
    }
    // A function, or Go's and Java's type of a list.
    const before = opener === '[' ? undefined : this.#adjacent(from);
    if (before !== undefined) this.#top.pieces.pop();
    this.#top = frameOf(opener, before?.from ?? from, opener === '(' ? before?.text : undefined);
    this.#stack.push(this.#top);
  }

  close(closer: string, to: number): void {
    this.#goesOn = false;
    if (this.#tooDeep > 0) {
      this.#tooDeep -= 1;
      return;
    }
    if (this.#stack.length === 0) return;
    // A bracket that has been forgotten does not take the rest of the text with it.
    const matches = ({ opener }: Frame) => CLOSES[opener] === closer;
    if (!this.#stack.slice(-4).some(matches)) return;
    for (let frame = this.#stack.pop(); frame !== undefined; frame = this.#stack.pop()) {
      this.#leave(frame, to);
      if (matches(frame)) return;
    }
  }

  comma(): void {
    this.#endItem(this.#top);
    this.#top.commas += 1;
    this.#goesOn = true;
  }

  /** What stands before `=` or `:` is the name of what comes. */
  key(): void {
    const piece = this.#top.pieces.at(-1);
    this.#top.key = piece === undefined || isGroup(piece) ? '' : piece.text.replace(/^[$@]/, '');
    if (piece !== undefined) this.#top.pieces = [];
    this.#top.keyed = true;
  }

  newline(): void {
    if (this.#top.opener === '{') this.#endItem(this.#top);
    else if (this.#top.opener === '' && !this.#goesOn) {
      this.#leftOf(this.#top);
      this.#statement = frameOf('', 0);
      this.#top = this.#statement;
    }
  }

  string(from: number, to: number): void {
    const prefix = this.#adjacent(from);
    const known = prefix !== undefined && PREFIX.test(prefix.text);
    if (known) this.#top.pieces.pop();
    this.#add(stringAt(this.#surroundings, [from, to], known ? prefix.text : ''));
  }

  word(from: number, to: number): void {
    const { excerpt } = this.#surroundings;
    const text = excerpt.text.slice(from, to);
    // `"key":value`, and not a symbol.
    const value = text.startsWith(':') && /[\w"']/.test(excerpt.text[from - 1] ?? ' ');
    if (value) this.key();
    else this.#add({ excerpt, from, to, text, quote: '', name: true });
  }

  end(): readonly (readonly Token[])[] {
    const to = this.#surroundings.excerpt.text.length;
    for (let frame = this.#stack.pop(); frame !== undefined; frame = this.#stack.pop())
      this.#leave(frame, to);
    this.#leftOf(this.#statement);
    return this.#found;
  }

  #add(piece: Piece): void {
    this.#goesOn = false;
    if (this.#top.pieces.length < MOST_ITEMS) this.#top.pieces.push(piece);
  }

  /** A word right before an offset. */
  #adjacent(offset: number): Token | undefined {
    const piece = this.#top.pieces.at(-1);
    const adjoins = piece !== undefined && !isGroup(piece) && piece.quote === '' && piece.to === offset;
    return adjoins ? piece : undefined;
  }

  /** A frame is over: what is left of it is a piece of the one around it. */
  #leave(frame: Frame, to: number): void {
    const { from, callee } = frame;
    const group = this.#leftOf(frame);
    this.#top = this.#stack.at(-1) ?? this.#statement;
    if (group.length > 0 || callee !== undefined)
      this.#add({ group, from, to, callee, tells: this.#tells(group), size: sizeOf(group) });
  }

  #endItem(frame: Frame): void {
    const { pieces, key, items, opener } = frame;
    frame.pieces = [];
    frame.key = undefined;
    if (pieces.length === 0 || items.length >= MOST_ITEMS) return;
    const made = this.#expression(pieces);
    const [only] = made;
    if (key !== undefined && made.length === 1 && only !== undefined && isGroup(only)) this.#set(key, only);
    // `check=True` is no argument of the program.
    const named = key !== undefined && opener === '(';
    for (const piece of made) if (!named || isGroup(piece)) items.push(piece);
  }

  #set(name: string, list: Group): void {
    if (list.callee !== undefined || list.size > MOST_OF_VARIABLE) return;
    const { excerpt, values } = this.#surroundings;
    const words = this.#meant([list]);
    const content = words.map((each) => each.text).join(' ');
    values.set(name, excerpt.origin(list.to), { text: content, literal: false, list: true, words });
  }

  /** What is in a frame and names no program. */
  #leftOf(frame: Frame): readonly Piece[] {
    this.#endItem(frame);
    const { opener, items, keyed, commas } = frame;
    const name = items.find((item): item is Token => !isGroup(item) && this.#wanted.name(item.text));
    if (name !== undefined && (opener === '[' || commas > 0)) {
      const inYaml = name.quote === '' && opener === '[' && commas > 0 && !this.#isOfWords(frame);
      if (inYaml) this.#found.push(flat(items));
      else if (name.quote !== '') this.#found.push(this.#meant(items));
      if (inYaml || name.quote !== '') return [];
    }
    if (opener !== '' && !(opener === '{' && keyed)) return items;
    // A statement, an object: each list in it is one of its own.
    for (const item of items) if (isGroup(item) && item.tells) this.#found.push(this.#meant([item]));
    const words = items.filter((item) => !isGroup(item));
    if (commas > 0 && this.#tells(words)) this.#found.push(this.#meant(words));
    return [];
  }

  /** Ruby's `%w[...]`: a shell's words, where a comma is a character. */
  #isOfWords({ from }: Frame): boolean {
    return /%[wWiI]$/.test(this.#surroundings.excerpt.text.slice(Math.max(0, from - 2), from));
  }

  #tells(pieces: readonly Piece[]): boolean {
    const { option } = this.#wanted;
    return pieces.some((each) =>
      isGroup(each) ? each.tells : each.quote !== '' && option?.(each.text) === true,
    );
  }

  /** Its words, with what the text's own variables stand for. */
  #meant(pieces: readonly Piece[]): readonly Token[] {
    return flat(pieces).flatMap((token) =>
      token.name === true ? meantBy(token, this.#surroundings) : [token],
    );
  }

  /** What an item's pieces come to: `"tcp:" + port` is one word. */
  #expression(pieces: readonly Piece[]): readonly Piece[] {
    if (!pieces.some((piece) => isGroup(piece) || isOperator(piece))) return pieces;
    const plain = pieces.filter((piece) => !isSum(piece));
    const values = plain.flatMap((piece) => (isGroup(piece) ? this.#called(piece) : [piece]));
    const [first, last] = [pieces[0], pieces.at(-1)];
    const summed = plain.length < pieces.length;
    if (!(summed || pieces.some(isOperator)) || values.some(isGroup)) return values;
    if (first === undefined || last === undefined) return values;
    const written = this.#written(first.from, last.to);
    const tokens = this.#meant(values);
    const known = summed && tokens.every((token) => token.later === undefined);
    return [
      known
        ? { ...written, text: tokens.map(({ text }) => text).join('') }
        : { ...written, later: written.text },
    ];
  }

  #called(group: Group): readonly Piece[] {
    if (group.callee === undefined || group.tells) return [group];
    const [only] = group.group;
    if (CONVERSION.test(group.callee) && group.group.length === 1 && only !== undefined) return [only];
    const written = this.#written(group.from, group.to);
    return [{ ...written, later: written.text }];
  }

  #written(from: number, to: number): Token {
    const { excerpt } = this.#surroundings;
    return { excerpt, from, to, text: excerpt.text.slice(from, to), quote: '' };
  }
}

const isSum = (piece: Piece): boolean =>
  !isGroup(piece) && piece.quote === '' && (piece.text === '+' || piece.text === '...');

const isOperator = (piece: Piece): boolean =>
  !isGroup(piece) && piece.quote === '' && OPERATOR.test(piece.text);
