import { hex2 } from '../ground/bytes.ts';

export interface Comparison {
  /** Which byte of the stream the two excerpts begin with. */
  readonly from: number;
  readonly wanted: readonly number[];
  readonly came: readonly number[];
  /** The first byte of the stream that is wrong, or missing, or too much. */
  readonly place: number;
}

const ROW = 16;

/** Both excerpts as hexdumps one below the other: the row of the first wrong byte, marked, and its neighbours. */
export function compared({ from, wanted, came, place }: Comparison): readonly string[] {
  const end = from + Math.max(wanted.length, came.length);
  const marked = place - (place % ROW);
  return [marked - ROW, marked, marked + ROW]
    .filter((start) => start + ROW > from && start < end)
    .flatMap((start) => [
      row('wanted', start, cells(start, { from, end: from + wanted.length, bytes: wanted })),
      row('came', start, cells(start, { from, end, bytes: came })),
      ...(start === marked ? [caret(place - start)] : []),
    ]);
}

/** For a narrow place: rows without offsets, the bytes in hex and as text, and below the marked one a caret for each. */
export function narrow(bytes: readonly Cell[], inARow: number, marked?: number): readonly string[] {
  const width = 3 * inARow - 1;
  const dump: string[] = [];
  for (let start = 0; start < bytes.length; start += inARow) {
    const shown = bytes.slice(start, start + inARow);
    dump.push(`${shown.map(inHex).join(' ').padEnd(width)}  ${shown.map(asText).join('')}`.trimEnd());
    const column = (marked ?? -1) - start;
    if (column >= 0 && column < inARow)
      dump.push(`${`${' '.repeat(3 * column)}^^`.padEnd(width)}  ${' '.repeat(column)}^`);
  }
  return dump;
}

/** A byte; null where one is missing; undefined outside. */
export type Cell = number | null | undefined;

interface Excerpt {
  readonly from: number;
  readonly end: number;
  readonly bytes: readonly number[];
}

const cells = (start: number, { from, end, bytes }: Excerpt): readonly Cell[] =>
  Array.from({ length: ROW }, (_, i) => {
    const place = start + i;
    return place < from || place >= end ? undefined : (bytes[place - from] ?? null);
  });

const row = (label: string, start: number, bytes: readonly Cell[]): string =>
  [
    label.padEnd(6),
    start.toString(16).toUpperCase().padStart(4, '0'),
    bytes.map(inHex).join(' '),
    `|${bytes.map(asText).join('')}|`,
  ].join('  ');

const BEFORE_HEX = 'wanted  0000  '.length;
const BEFORE_TEXT = BEFORE_HEX + ROW * 3 - 1 + '  |'.length;

function caret(column: number): string {
  const hex = `${' '.repeat(BEFORE_HEX + 3 * column)}^^`;
  return `${hex.padEnd(BEFORE_TEXT + column)}^`;
}

const inHex = (cell: Cell): string => (cell === undefined ? '  ' : cell === null ? '--' : hex2(cell));

const asText = (cell: Cell): string =>
  cell === undefined || cell === null ? ' ' : cell >= 0x20 && cell < 0x7f ? String.fromCharCode(cell) : '.';
