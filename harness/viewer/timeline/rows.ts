import type { Side } from '../../ground/side.ts';
import type { Lanes } from './lanes.ts';
import type { Marks } from './marks.ts';

export type RowKind =
  | 'scenario'
  | 'notes'
  | 'writes'
  | 'reads'
  | 'interrupt'
  | 'sending'
  | 'receiving'
  | 'line';

/** One strip of the picture. `of`: whose; the line that leaves a machine is that machine's. */
export interface Row {
  readonly kind: RowKind;
  readonly of: Side | '-';
  readonly top: number;
  readonly height: number;
}

const HEIGHTS: Readonly<Record<RowKind, number>> = {
  scenario: 30,
  notes: 18,
  writes: 20,
  reads: 20,
  interrupt: 20,
  sending: 22,
  receiving: 36,
  line: 56,
};

/** Between one machine's rows and what is beside them. */
const GAP = 8;
const BETWEEN = 3;

const MACHINE: readonly RowKind[] = ['notes', 'writes', 'reads', 'interrupt', 'receiving', 'sending'];

/** What is drawn, from top to bottom: B is A's mirror image, so a byte's way leads down from A and up from B. */
export function rowsOf(lanes: Lanes, top: number): readonly Row[] {
  const { sides } = lanes;
  const kindsOf = (side: Side) =>
    sides.includes(side) ? MACHINE.filter((kind) => kind !== 'notes' || hasNotes(lanes, side)) : [];
  const groups: readonly (readonly (readonly [RowKind, Side | '-'])[])[] = [
    [['scenario', '-']],
    kindsOf('A').map((kind) => [kind, 'A']),
    sides.map((side) => ['line', side]),
    kindsOf('B')
      .reverse()
      .map((kind) => [kind, 'B']),
  ];
  let y = top;
  return groups.flatMap((group) => {
    const rows = group.map(([kind, of]): Row => {
      const row = { kind, of, top: y, height: heightOf(lanes, kind, of) };
      y += row.height + BETWEEN;
      return row;
    });
    y += GAP - BETWEEN;
    return rows;
  });
}

/** A line on which nothing is ever sent is only a line. */
const IDLE = 30;

function heightOf(lanes: Lanes, kind: RowKind, of: Side | '-'): number {
  if (kind !== 'line' || of === '-') return HEIGHTS[kind];
  const { frames, breaks } = lanes[of];
  return frames.from.length + breaks.from.length === 0 ? IDLE : HEIGHTS.line;
}

/** That a machine is turned on as all begins is no news. */
function hasNotes(lanes: Lanes, side: Side): boolean {
  const { notes, off } = lanes[side];
  return off.from.length > 0 || notes.from.some((at) => at > 0) || notes.from.length > 1;
}

export const bottomOf = (rows: readonly Row[]): number => {
  const last = rows.at(-1);
  return last === undefined ? 0 : last.top + last.height + BETWEEN;
};

export const rowAt = (rows: readonly Row[], y: number): Row | null =>
  rows.find(({ top, height }) => y >= top - BETWEEN / 2 && y < top + height + BETWEEN / 2) ?? null;

/** What can be pointed at in a row. */
export function marksOf(lanes: Lanes, { kind, of }: Pick<Row, 'kind' | 'of'>): readonly Marks[] {
  if (of === '-') return [lanes.steps, lanes.verdict];
  const machine = lanes[of];
  switch (kind) {
    case 'scenario':
      return [lanes.steps, lanes.verdict];
    case 'notes':
      return [machine.notes, machine.off];
    case 'writes':
      return [machine.writes];
    case 'reads':
      return [machine.reads];
    case 'interrupt':
      return [machine.requests, machine.taken];
    case 'sending':
      return [machine.given, machine.unsent];
    case 'receiving':
      return [machine.arrivals, machine.losses, machine.timeouts];
    case 'line':
      return [machine.frames, machine.breaks];
  }
}

/** The row in which a record is drawn. */
export function rowOfRecord(
  rows: readonly Row[],
  { m, k }: { readonly m: Side | '-'; readonly k: string },
): Row | null {
  return rows.find(({ kind, of }) => of === m && KINDS[kind].includes(k)) ?? null;
}

const KINDS: Readonly<Record<RowKind, readonly string[]>> = {
  scenario: ['step', 'verdict'],
  notes: ['print', 'link', 'power'],
  writes: ['out'],
  reads: ['in'],
  interrupt: ['intr', 'irq'],
  sending: [],
  receiving: ['char', 'timeout', 'lost'],
  line: ['frame'],
};
