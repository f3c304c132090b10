import { farSide, type Side } from '../ground/side.ts';
import type { DirectionResult } from '../run/result.ts';
import { FLAGS } from '../scenario/model.ts';
import type { Cell, Row } from './columns.ts';
import { type Cell as Byte, narrow } from './hexdump.ts';
import { counted, grouped } from './quantities.ts';
import { wrapped } from './width.ts';

/** How many rows of bytes are shown of a direction. */
const ROWS = 2;

/** What came from one machine under each profile: the row with its first wrong byte, and where all is well the same row. */
export function streamRows(
  from: Side,
  streams: readonly (DirectionResult | undefined)[],
  room: number,
): readonly Row[] {
  const used = streams.filter((stream) => stream !== undefined);
  if (used.length === 0) return [];
  const inARow = room >= 65 ? 16 : room >= 33 ? 8 : 4;
  const wrong = used.flatMap(({ difference }) => (difference === null ? [] : [difference.place]));
  const excerpt = (stream: DirectionResult): Excerpt => {
    const place = stream.difference?.place ?? (wrong.length === 0 ? 0 : Math.min(...wrong));
    const start = place - (place % inARow);
    return { start, end: start + ROWS * inARow, inARow };
  };
  const row = (label: string, lines: (stream: DirectionResult) => readonly string[]): Row => ({
    label,
    cells: streams.map((stream) => ({ lines: stream === undefined ? [] : lines(stream) })),
  });
  const rows: Row[] = [];
  // Where none came as it was sent, nothing else would show what was.
  if (wrong.length === used.length) rows.push(row(`${from} sent`, (stream) => sent(stream, excerpt(stream))));
  // Rows of their own, so that bytes stand beside bytes.
  rows.push(
    row(`${from} -> ${farSide(from)}`, (stream) => wrapped(amount(stream), room)),
    row('', (stream) => wrapped(flagsInWords(stream), room)),
    row('', (stream) => came(stream, excerpt(stream))),
  );
  return rows;
}

interface Excerpt {
  readonly start: number;
  readonly end: number;
  readonly inARow: number;
}

function sent({ difference }: DirectionResult, { start, end, inARow }: Excerpt): Cell['lines'] {
  const { from = 0, wanted = [] } = difference ?? {};
  const bytes = wanted.slice(Math.max(0, start - from), Math.max(0, end - from));
  return bytes.length === 0 ? [] : [...beginning(start), ...narrow(bytes, inARow)];
}

function came(stream: DirectionResult, { start, end, inARow }: Excerpt): Cell['lines'] {
  const { received, difference } = stream;
  if (received === 0) return [];
  const bytes = Array.from({ length: end - start }, (_, i) => byteAt(stream, start + i));
  const known = bytes.slice(0, bytes.findLastIndex((byte) => byte !== undefined) + 1);
  if (known.length === 0) return ['as it was sent'];
  return [
    ...beginning(start),
    ...narrow(known, inARow, difference === null ? undefined : difference.place - start),
  ];
}

const beginning = (start: number): readonly string[] =>
  start === 0 ? [] : [`from byte ${grouped(start)} on:`];

function byteAt({ first, sent, received, difference }: DirectionResult, place: number): Byte {
  if (place >= received) return place < sent ? null : undefined;
  return first[place] ?? difference?.came[place - difference.from];
}

/** `11 of 12 bytes`. */
function amount({ sent, received }: DirectionResult): string {
  if (sent === 0) return counted(received, 'byte');
  if (received <= sent) return `${grouped(received)} of ${counted(sent, 'byte')}`;
  return `${counted(received, 'byte')} came, ${grouped(sent)} ${sent === 1 ? 'was' : 'were'} sent`;
}

/** `11 with an error flag: PE 8, FE 11`. */
function flagsInWords({ flagged, flags }: DirectionResult): string {
  if (flagged === 0) return '';
  const kinds = FLAGS.filter((flag) => flags[flag] > 0).map((flag) => `${flag} ${grouped(flags[flag])}`);
  return `${grouped(flagged)} with an error flag: ${kinds.join(', ')}`;
}
