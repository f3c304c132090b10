import type { Wanted } from './command.ts';
import type { Surroundings } from './literals.ts';
import { meantBy, stringAt } from './literals.ts';
import { Quotes } from './quotes.ts';
import type { Token } from './token.ts';

/** What programs and data files have in common: strings, words, brackets, and what separates them. */
const LEXEME =
  /[ \t\r]+|\n|\\\r?\n|`\r?\n|#(?!\{)[^\n]*|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[“”][^“”\n]*[“”]|[[({\])}]|[,;]|=>|[:+]?=|(?:[^\s"'“”`,;()[\]{}=:#\\]|\\.)+(?::+(?:[^\s"'“”`,;()[\]{}=:#\\]|\\.)+)*|:\w+|./sy;

const OPENS: Readonly<Record<string, string>> = { ']': '[', ')': '(', '}': '{' };
const CONVERSION = /^(?:str|String|strconv\.Itoa|Integer|int)$/;
const OPERATOR = /^[-+*%.|?&]+$|^\.\w/;

/** More are not a program's arguments. */
const MOST_ITEMS = 1 << 12;
const DEEPEST = 1 << 7;

/** An item so far, or a bracket that has named no program. */
type Piece = Token | Group;

interface Group {
  readonly group: readonly Piece[];
  readonly from: number;
  readonly to: number;
  /** The function that is called with it. */
  readonly callee: string | undefined;
}

interface Frame {
  readonly opener: string;
  readonly from: number;
  readonly callee: string | undefined;
  readonly items: Piece[];
  /** Of the item that is being read. */
  pieces: Piece[];
  /** What the item is given to: `args = `. */
  key: string | undefined;
  keyed: boolean;
  commas: number;
}

const frameOf = (opener: string, from: number, callee?: string): Frame => ({
  opener,
  from,
  callee,
  items: [],
  pieces: [],
  key: undefined,
  keyed: false,
  commas: 0,
});

const isGroup = (piece: Piece): piece is Group => 'group' in piece;

function flat(pieces: readonly Piece[]): readonly Token[] {
  const tokens: Token[] = [];
  const left = [...pieces].reverse();
  for (let piece = left.pop(); piece !== undefined; piece = left.pop())
    if (isGroup(piece)) for (const inner of [...piece.group].reverse()) left.push(inner);
    else tokens.push(piece);
  return tokens;
}

/**
 * The argument lists of a text: `["modifyvm", :id, "--uart1"]`, `run("qemu", "-serial", x)`, `[ "-serial" "stdio" ]`,
 * a list of lists. Those that hold neither a program's name nor an option are left out.
 */
export function listsIn(surroundings: Surroundings, wanted: Wanted): readonly (readonly Token[])[] {
  const { excerpt, values } = surroundings;
  const { text } = excerpt;
  const found: (readonly Token[])[] = [];
  const stack: Frame[] = [frameOf('', 0)];
  const comments = new Quotes(text);
  /** Brackets that are too deep to be looked into. */
  let tooDeep = 0;
  let last = '';

  const top = (): Frame => stack.at(-1) ?? frameOf('', 0);
  const nameIn = (items: readonly Piece[]): Token | undefined =>
    items.find((item): item is Token => !isGroup(item) && wanted.name(item.text));
  const tells = (items: readonly Piece[]): boolean =>
    wanted.option !== undefined &&
    flat(items).some((token) => token.quote !== '' && wanted.option?.(token.text));

  const expression = (pieces: readonly Piece[]): readonly Piece[] => {
    const plain = pieces.filter(
      (piece) => isGroup(piece) || piece.quote !== '' || !/^(?:\+|\.{3})$/.test(piece.text),
    );
    const values = plain.flatMap((piece) =>
      isGroup(piece) ? called(piece) : piece.quote === '' ? meantBy(piece, surroundings) : [piece],
    );
    const calculated =
      plain.length < pieces.length || pieces.some((piece) => !isGroup(piece) && isOperator(piece));
    const [first, end] = [pieces[0], pieces.at(-1)];
    if (!calculated || first === undefined || end === undefined || values.some(isGroup)) return values;
    const raw = text.slice(first.from, end.to);
    const tokens = flat(values);
    const sum = plain.length < pieces.length && tokens.every((token) => token.later === undefined);
    const whole = { excerpt, from: first.from, to: end.to, quote: '' };
    return [
      sum
        ? { ...whole, text: tokens.map((each) => each.text).join('') }
        : { ...whole, text: raw, later: raw },
    ];
  };

  const called = (group: Group): readonly Piece[] => {
    if (group.callee === undefined || tells([group])) return [group];
    const inside = flat([group]);
    if (CONVERSION.test(group.callee) && inside.length === 1) return inside;
    const written = text.slice(group.from, group.to);
    return [{ excerpt, from: group.from, to: group.to, text: written, quote: '', later: written }];
  };

  const endItem = (frame: Frame): void => {
    const { pieces, key } = frame;
    frame.pieces = [];
    frame.key = undefined;
    if (pieces.length === 0 || frame.items.length >= MOST_ITEMS) return;
    const items = expression(pieces);
    const [only] = items;
    if (
      key !== undefined &&
      items.length === 1 &&
      only !== undefined &&
      isGroup(only) &&
      only.callee === undefined
    ) {
      const words = flat([only]);
      const content = words.map((each) => each.text).join(' ');
      values.set(key, excerpt.origin(only.to), { text: content, literal: false, list: true, words });
    }
    // `check=True` is no argument of the program.
    if (key === undefined || frame.opener !== '(') for (const item of items) frame.items.push(item);
    else for (const item of items) if (isGroup(item)) frame.items.push(item);
  };

  /** Gives what is left of it for the bracket around it. */
  const end = (frame: Frame): readonly Piece[] => {
    endItem(frame);
    const { opener, items, keyed, commas } = frame;
    const name = nameIn(items);
    const quoted = name !== undefined && name.quote !== '' && (commas > 0 || opener === '[');
    if (quoted) found.push(flat(items));
    // `[qemu-system-i386, -serial]` in YAML: none of its words is a variable.
    const flow = name !== undefined && name.quote === '' && commas > 0 && opener === '[';
    if (flow)
      found.push(
        flat(items).map(({ later, ...token }) =>
          later === token.text ? token : { ...token, ...(later === undefined ? {} : { later }) },
        ),
      );
    if (quoted || flow) return [];
    if (opener !== '' && !(opener === '{' && keyed)) return items;
    // A statement, an object: each list in it is one of its own.
    for (const item of items) if (isGroup(item) && tells([item])) found.push(flat([item]));
    if (commas > 0 && tells(items.filter((item) => !isGroup(item)))) found.push(flat(items));
    return [];
  };

  const close = (closer: string, to: number): void => {
    if (tooDeep > 0) {
      tooDeep -= 1;
      return;
    }
    const opener = OPENS[closer];
    if (stack.length < 2 || !stack.slice(-4).some((frame) => frame.opener === opener)) return;
    for (let frame = stack.pop(); frame !== undefined; frame = stack.pop()) {
      const group = end(frame);
      if (group.length > 0 || frame.callee !== undefined)
        add({ group, from: frame.from, to, callee: frame.callee });
      if (frame.opener === opener) return;
    }
  };

  const add = (piece: Piece): void => {
    const frame = top();
    if (frame.pieces.length < MOST_ITEMS) frame.pieces.push(piece);
  };

  /** A word right before an offset. */
  const adjacent = (offset: number): Token | undefined => {
    const piece = top().pieces.at(-1);
    return piece !== undefined && !isGroup(piece) && piece.quote === '' && piece.to === offset
      ? piece
      : undefined;
  };

  const open = (opener: string, from: number): void => {
    if (stack.length >= DEEPEST) {
      tooDeep += 1;
      return;
    }
    // A function, or Go's and Java's type of a list.
    const before = opener === '[' ? undefined : adjacent(from);
    if (before !== undefined) top().pieces.pop();
    stack.push(frameOf(opener, before?.from ?? from, opener === '(' ? before?.text : undefined));
  };

  const key = (): void => {
    const frame = top();
    const piece = frame.pieces.at(-1);
    frame.key = piece === undefined || isGroup(piece) ? '' : piece.text.replace(/^[$@]/, '');
    frame.pieces = [];
    frame.keyed = true;
  };

  const newline = (): void => {
    const frame = top();
    if (frame.opener === '{') endItem(frame);
    else if (frame.opener === '' && last !== ',') {
      end(frame);
      stack[0] = frameOf('', 0);
    }
  };

  const string = (from: number, to: number): void => {
    const prefix = adjacent(from);
    const known = prefix !== undefined && /^[rfbu]{1,2}$/i.test(prefix.text);
    if (known) top().pieces.pop();
    add(stringAt(surroundings, [from, to], known ? prefix.text : ''));
  };

  let at = 0;
  while (at < text.length) {
    LEXEME.lastIndex = at;
    const lexeme = LEXEME.exec(text)?.[0] ?? text[at] ?? ' ';
    const to = at + lexeme.length;
    const first = lexeme[0] ?? '';
    if (text.startsWith('/*', at)) {
      const closes = comments.next('*/', at + 2);
      at = closes === text.length ? to : closes + 2;
      continue;
    }
    if (first === '\n') newline();
    else if ('([{'.includes(first)) open(first, at);
    else if (')]}'.includes(first)) close(first, to);
    else if (first === ',' || first === ';') {
      endItem(top());
      top().commas += 1;
    } else if (/^(?:[:+]?=|=>|:)$/.test(lexeme)) key();
    else if (lexeme.length > 1 && '"\'“”'.includes(first)) string(at, to);
    else if (/^:\w/.test(lexeme) && adjacent(at) === undefined && text[at - 1] !== '"')
      add({ excerpt, from: at, to, text: lexeme, quote: '' });
    else if (!/^(?:\s|[\\`]\r?\n|#|\/\/)/.test(lexeme))
      add({ excerpt, from: at, to, text: lexeme, quote: '' });
    if (!/^[ \t\r]/.test(lexeme) && first !== '#') last = first === '\n' && last === ',' ? ',' : first;
    at = to;
  }
  while (stack.length > 1) close({ '[': ']', '(': ')', '{': '}' }[top().opener] ?? ')', text.length);
  end(top());
  return found;
}

const isOperator = ({ quote, text }: Token): boolean => quote === '' && OPERATOR.test(text);
