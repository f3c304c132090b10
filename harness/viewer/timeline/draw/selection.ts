import { timeInWords } from '../../../report/svg/axis.ts';
import { type Row, rowOfRecord } from '../rows.ts';
import { recordAt, type Scene } from './scene.ts';
import { rect, upright } from './shapes.ts';
import { write } from './words.ts';

export interface Selection {
  readonly cursor: number;
  readonly record: number | null;
  /** The records of the selected byte. */
  readonly way: readonly number[];
}

interface Place {
  readonly from: number;
  readonly to: number;
  readonly row: Row;
}

const clamped = (x: number): number => Math.max(-1e6, Math.min(1e6, x));

function placeOfRecord(scene: Scene, rows: readonly Row[], index: number): Place | null {
  const record = recordAt(scene, index);
  const row = record === undefined ? null : rowOfRecord(rows, record);
  if (record === undefined || row === null) return null;
  const from = record.k === 'in' ? record.since : record.t;
  const to = record.k === 'frame' ? record.ends : record.t;
  return { from: clamped(scene.x(from)), to: clamped(scene.x(to)), row };
}

/** The way of one byte: a box around each of its records, and a line from one to the next. */
export function drawWay(scene: Scene, rows: readonly Row[], way: readonly number[]): void {
  const { ctx, colours } = scene;
  const places = way.slice(0, MOST).flatMap((index) => placeOfRecord(scene, rows, index) ?? []);
  ctx.strokeStyle = colours.select;
  ctx.lineWidth = 1.25;
  ctx.beginPath();
  places.forEach(({ from, to, row }, i) => {
    const middle = row.top + row.height / 2;
    if (i === 0) ctx.moveTo(from, middle);
    else ctx.lineTo(from, middle);
    ctx.lineTo(to, middle);
  });
  ctx.stroke();
  for (const place of places) outline(scene, place, 1.25);
}

/** A byte has a write, a frame, an arrival, a read: more than so many are a hostile file's. */
const MOST = 64;

function outline({ ctx, colours }: Scene, { from, to, row }: Place, width: number): void {
  ctx.strokeStyle = colours.select;
  ctx.lineWidth = width;
  const left = from - 2.5;
  ctx.strokeRect(left, row.top + 0.5, Math.max(7, to - from + 5), row.height - 1);
}

export function drawSelected(scene: Scene, rows: readonly Row[], record: number | null): void {
  const place = record === null ? null : placeOfRecord(scene, rows, record);
  if (place !== null) outline(scene, place, 2);
}

/** Below all rows: the tick of the cursor, and its time. */
export const FOOT = 16;

/** The line that says for which tick all is told. */
export function drawCursor(scene: Scene, tick: number, top: number, bottom: number): void {
  const { x, left, right, colours, char } = scene;
  const at = x(tick);
  if (at < left || at > right) return;
  upright(scene, at, { top, height: bottom - top }, colours.select);
  const words = tick === 0 ? '0' : `${Math.round(tick)} · ${timeInWords(tick)}`;
  const width = words.length * char + 10;
  const start = Math.min(Math.max(left, at - width / 2), right - width);
  rect(scene, start, { top: bottom, height: FOOT - 2 }, width, colours.select);
  write(scene, words, start + 5, bottom + 11, colours.paper);
}
