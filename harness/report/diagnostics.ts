import type { Diagnostic, Span } from '../ground/diagnostic.ts';
import { harmless, onOneLine } from './harmless.ts';
import { BOLD, DIM, type Paint, paintIn } from './paint.ts';

/** A diagnostic as a compiler prints it. The words say everything; colour only helps to find them. */
export function renderDiagnostic(d: Diagnostic, colour: boolean): string {
  const paint = paintIn(colour);
  const gutter = ' '.repeat(Math.max(0, ...d.spans.map(({ line }) => String(line).length)));
  const hue = HUES[d.severity];
  const heading = paint(`1;${hue}`, `${d.severity}[${d.code}]`) + paint(BOLD, `: ${onOneLine(d.what)}`);
  const places = d.spans.flatMap((span, index) => {
    const isFirst = index === 0;
    return placeIn(span, gutter, isFirst ? '-->' : ':::', paint, (marks) =>
      isFirst ? paint(`1;${hue}`, marks.replaceAll('-', '^')) : paint(DIM, marks),
    );
  });
  const advice = [
    ...(d.why === undefined ? [] : [`${paint(BOLD, 'why:')} ${onOneLine(d.why)}`]),
    ...(d.fix === undefined ? [] : [`${paint(BOLD, 'fix:')} ${onOneLine(d.fix)}`]),
  ];
  return [heading, ...places, ...advice].join('\n');
}

const HUES: Readonly<Record<Diagnostic['severity'], string>> = { error: '31', warning: '33', info: '36' };

function placeIn(
  span: Span,
  gutter: string,
  arrow: string,
  paint: Paint,
  mark: (marks: string) => string,
): string[] {
  const { text, before, width } = excerptOf(span);
  const label = span.label === undefined ? '' : ` ${onOneLine(span.label)}`;
  return [
    `${gutter}${paint(DIM, arrow)} ${onOneLine(span.file)}:${span.line}:${span.column}`,
    paint(DIM, `${gutter} |`),
    `${paint(DIM, `${String(span.line).padStart(gutter.length)} |`)} ${text}`,
    `${paint(DIM, `${gutter} |`)} ${' '.repeat(before)}${mark('-'.repeat(width))}${label}`,
  ];
}

/** The widest line that is shown whole, and how much of a wider one stands before the mark. */
const WIDEST = 160;
const LEAD = 60;
const TAB = 4;

interface Cell {
  readonly text: string;
  readonly width: number;
  readonly isMarked: boolean;
}

/** A line of a file as a terminal can show it, and how many columns to mark behind how many. */
function excerptOf({ source, column, length }: Span): { text: string; before: number; width: number } {
  // A line may be a megabyte: what is far from the mark is not looked at.
  const begin = Math.max(0, column - 1 - 4 * WIDEST);
  const near = source.slice(begin, column - 1 + 4 * WIDEST);
  const cells = cellsOf(near, column - 1 - begin, length);
  const found = cells.findIndex(({ isMarked }) => isMarked);
  const mark = found < 0 ? cells.length : found;
  const isWhole = near.length === source.length && widthOf(cells) <= WIDEST;
  const from = isWhole ? 0 : Math.max(0, mark - LEAD);
  const to = isWhole ? cells.length : reach(cells, from, WIDEST - 2);
  const shown = cells.slice(from, to);
  const [head, tail] = [
    begin + from > 0 ? '…' : '',
    begin + near.length < source.length || to < cells.length ? '…' : '',
  ];
  return {
    text: head + shown.map(({ text }) => text).join('') + tail,
    before: head.length + widthOf(cells.slice(from, mark)),
    width: Math.max(1, widthOf(shown.filter(({ isMarked }) => isMarked))),
  };
}

function cellsOf(line: string, markFrom: number, markLength: number): Cell[] {
  const cells: Cell[] = [];
  let at = 0;
  let column = 0;
  for (const char of line) {
    const isMarked = at >= markFrom && at < markFrom + markLength;
    const width = char === '\t' ? TAB - (column % TAB) : widthOfChar(char);
    cells.push({ text: char === '\t' ? ' '.repeat(width) : harmless(char), width, isMarked });
    at += char.length;
    column += width;
  }
  return cells;
}

const widthOf = (cells: readonly Cell[]): number => cells.reduce((sum, { width }) => sum + width, 0);

/** The end of as many cells as fit into so many columns. */
function reach(cells: readonly Cell[], from: number, columns: number): number {
  let to = from;
  for (let left = columns; to < cells.length; to++) {
    left -= cells[to]?.width ?? 0;
    if (left < 0) break;
  }
  return to;
}

/** East Asian characters and emoji take two columns of a terminal, accents none. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const widthOfChar = (char: string): number =>
  WIDE.test(char) ? 2 : /[\p{Mn}\p{Me}\u200d]/u.test(char) ? 0 : 1;
