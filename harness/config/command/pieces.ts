import type { Token } from './token.ts';

/** What a list's item is made of: words, and brackets that have named no program. */
export type Piece = Token | Group;

export interface Group {
  readonly group: readonly Piece[];
  readonly from: number;
  readonly to: number;
  /** The function that is called with it. */
  readonly callee: string | undefined;
  /** There is an option in it, however deep. */
  readonly tells: boolean;
  /** How many words are in it. */
  readonly size: number;
}

export const isGroup = (piece: Piece): piece is Group => 'group' in piece;

export const sizeOf = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, piece) => sum + (isGroup(piece) ? piece.size : 1), 0);

/** All words, in order. */
export function flat(pieces: readonly Piece[]): readonly Token[] {
  const tokens: Token[] = [];
  const left = [...pieces].reverse();
  for (let piece = left.pop(); piece !== undefined; piece = left.pop())
    if (isGroup(piece)) for (const inner of [...piece.group].reverse()) left.push(inner);
    else tokens.push(piece);
  return tokens;
}

/** A bracket that is not closed yet. */
export interface Frame {
  /** '' for a statement. */
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

export const frameOf = (opener: string, from: number, callee?: string): Frame => ({
  opener,
  from,
  callee,
  items: [],
  pieces: [],
  key: undefined,
  keyed: false,
  commas: 0,
});
