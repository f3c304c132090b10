import type { Paint } from './paint.ts';
import { stringWidth } from './width.ts';

/** A row of a table: a cell of lines for each column. */
export interface Row {
  readonly label: string;
  readonly cells: readonly Cell[];
}

export interface Cell {
  readonly lines: readonly string[];
  /** A colour. */
  readonly code?: string;
}

/** How many columns stand side by side, and how wide each may be. */
export interface Fit {
  readonly side: number;
  readonly room: number;
}

const INDENT = 2;
const LABEL = 8;
const GAP = 2;
/** A column holds eight bytes in hex and as text at least, and sixteen at most. */
const LEAST = 33;
const MOST = 65;
/** On a screen that is narrower than that: four. */
const NARROWEST = 17;

/** Columns on a screen: as many in one table as it has room for, and so many that the tables are alike. */
export function fitInto(width: number, columns: number): Fit {
  const left = width - INDENT - LABEL;
  const most = Math.max(1, Math.floor((left + GAP) / (LEAST + GAP)));
  const side = Math.ceil(columns / Math.ceil(columns / most));
  const room = Math.floor((left + GAP) / side) - GAP;
  return { side, room: Math.min(MOST, Math.max(NARROWEST, room)) };
}

/** The rows as lines, each column as wide as what stands in it. */
export function inColumns(rows: readonly Row[], paint: Paint): readonly string[] {
  const widths = (rows[0]?.cells ?? []).map((_, column) =>
    Math.max(...rows.flatMap(({ cells }) => (cells[column]?.lines ?? []).map((line) => stringWidth(line)))),
  );
  return rows.flatMap((row) => linesOf(row, widths, paint));
}

function linesOf({ label, cells }: Row, widths: readonly number[], paint: Paint): readonly string[] {
  const height = Math.max(...cells.map(({ lines }) => lines.length));
  return Array.from({ length: height }, (_, i) => {
    const shown = cells.map(({ lines, code }, column) => {
      const text = lines[i] ?? '';
      const rest = ' '.repeat(Math.max(0, (widths[column] ?? 0) - stringWidth(text)));
      return (code === undefined || text === '' ? text : paint(code, text)) + rest;
    });
    const head = (i === 0 ? label : '').padEnd(LABEL);
    return `${' '.repeat(INDENT)}${head}${shown.join(' '.repeat(GAP))}`.trimEnd();
  });
}
