import { LABELS, type Labels } from '../config/words/labels.ts';
import type { Diagnostic, Span } from '../ground/diagnostic.ts';
import { harmless, onOneLine } from './harmless.ts';
import { BOLD, DIM, type Paint, paintIn } from './paint.ts';
import { wrapped } from './width.ts';

export interface DiagnosticOptions {
  readonly labels?: Labels;
  /** Long sentences are wrapped at so many columns; lines of files and commands never are. */
  readonly columns?: number;
  /** Lines of files that are wider than the screen are cut around the mark. */
  readonly screen?: number;
}

/** A diagnostic as a compiler prints it. The words say everything; colour only helps to find them. */
export function renderDiagnostic(
  d: Diagnostic,
  colour: boolean,
  {
    labels = LABELS.en,
    columns = Number.POSITIVE_INFINITY,
    screen = Number.POSITIVE_INFINITY,
  }: DiagnosticOptions = {},
): string {
  const paint = paintIn(colour);
  const gutter = ' '.repeat(Math.max(0, ...d.spans.map(({ line }) => String(line).length)));
  const hue = HUES[d.severity];
  const heading = labelled(`${labels.severity[d.severity]}[${d.code}]`, d.what, columns, {
    label: (text) => paint(`1;${hue}`, text),
    text: (text) => paint(BOLD, text),
  });
  const room = Math.max(NARROWEST, Math.min(WIDEST, screen - gutter.length - ' | '.length));
  const places = d.spans.flatMap((span, index) => {
    const isFirst = index === 0;
    return placeIn(span, gutter, room, isFirst ? '-->' : ':::', paint, (marks) =>
      isFirst ? paint(`1;${hue}`, marks.replaceAll('-', '^')) : paint(DIM, marks),
    );
  });
  return [...heading, ...places, ...adviceIn(d, labels, columns, paint)].join('\n');
}

function adviceIn(
  { why, fix, command, next }: Diagnostic,
  { or, ...labels }: Labels,
  columns: number,
  paint: Paint,
): readonly string[] {
  const advice = (label: string, text: string | undefined): readonly string[] =>
    text === undefined
      ? []
      : labelled(label, text, columns, { label: (text) => paint(BOLD, text), text: (text) => text });
  // Words that end in a colon lead up to the command; others can do without it.
  const label = fix === undefined ? labels.fix : fix.endsWith(':') ? '' : or;
  return [
    ...advice(labels.why, why),
    ...advice(labels.fix, fix),
    ...(command === undefined ? [] : commandIn(command, label.padStart(labels.fix.length), paint)),
    ...advice(labels.next, next),
  ];
}

/** To be copied as it is: no line of it is broken. */
const commandIn = (command: string, label: string, paint: Paint): readonly string[] =>
  command.split('\n').map((line, index) => {
    const head = index === 0 && label.trim() !== '' ? paint(BOLD, `${label}:`) : ' '.repeat(label.length + 1);
    return `${head} ${[...line].map(harmless).join('')}`;
  });

interface Painting {
  readonly label: (text: string) => string;
  readonly text: (text: string) => string;
}

/** A sentence may quote a hostile file's text: this much of it is wrapped. */
const LONGEST = 2000;
const NARROWEST = 20;

/** A sentence behind its label, each further line below its beginning. */
function labelled(label: string, text: string, columns: number, paint: Painting): readonly string[] {
  const sentence = onOneLine(text);
  const indent = label.length + 2;
  const [first = '', ...rest] =
    columns === Number.POSITIVE_INFINITY
      ? [sentence]
      : wrapped(shortened(sentence), Math.max(NARROWEST, columns - indent));
  return [
    paint.label(label) + paint.text(`: ${first}`),
    ...rest.map((line) => ' '.repeat(indent) + paint.text(line)),
  ];
}

const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

const HUES: Readonly<Record<Diagnostic['severity'], string>> = { error: '31', warning: '33', info: '36' };

function placeIn(
  span: Span,
  gutter: string,
  room: number,
  arrow: string,
  paint: Paint,
  mark: (marks: string) => string,
): string[] {
  const { text, before, width } = excerptOf(span, room);
  const label = span.label === undefined ? '' : ` ${onOneLine(span.label)}`;
  return [
    `${gutter}${paint(DIM, arrow)} ${onOneLine(span.file)}:${span.line}:${span.column}`,
    paint(DIM, `${gutter} |`),
    `${paint(DIM, `${String(span.line).padStart(gutter.length)} |`)} ${text}`,
    `${paint(DIM, `${gutter} |`)} ${' '.repeat(before)}${mark('-'.repeat(width))}${label}`,
  ];
}

/** The widest line that is shown whole. */
const WIDEST = 160;
/** How much of a wider one stands before the mark: 60 columns of 160. */
const leadIn = (room: number): number => Math.floor((room * 3) / 8);
const TAB = 4;

interface Cell {
  readonly text: string;
  readonly width: number;
  readonly isMarked: boolean;
}

/** A line of a file as a terminal can show it, and how many columns to mark behind how many. */
function excerptOf(
  { source, column, length }: Span,
  room: number,
): { text: string; before: number; width: number } {
  // A line may be a megabyte: what is far from the mark is not looked at.
  const begin = Math.max(0, column - 1 - 4 * WIDEST);
  const near = source.slice(begin, column - 1 + 4 * WIDEST);
  const cells = cellsOf(near, column - 1 - begin, length);
  const found = cells.findIndex(({ isMarked }) => isMarked);
  const mark = found < 0 ? cells.length : found;
  const isWhole = near.length === source.length && widthOf(cells) <= room;
  const from = isWhole ? 0 : Math.max(0, mark - leadIn(room));
  const to = isWhole ? cells.length : reach(cells, from, room - 2);
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
