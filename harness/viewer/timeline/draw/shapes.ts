import { density, type Marks, placesIn } from '../marks.ts';
import type { Scene } from './scene.ts';

export interface Strip {
  readonly top: number;
  readonly height: number;
}

export interface Mark {
  readonly record: number;
  /** On the screen. */
  readonly from: number;
  readonly to: number;
  /** Where the next one of its kind begins. */
  readonly next: number;
}

/** Below so many pixels for each, marks are told by how many they are. */
const LEAST_ROOM = 4;
const COLUMN = 2;

/** Those in the window one by one; null where they are too many. */
export function singly(scene: Scene, marks: Marks): readonly Mark[] | null {
  const { view, x, left, right } = scene;
  const [first, end] = placesIn(marks, view);
  if (end - first > (right - left) / LEAST_ROOM) return null;
  const found: Mark[] = [];
  for (let i = first; i < end; i += 1) {
    const from = x(marks.from[i] ?? 0);
    found.push({
      record: marks.record[i] ?? 0,
      from: Math.max(from, left - EDGE),
      to: Math.min(x(marks.to[i] ?? 0), right + EDGE),
      next: Math.min(i + 1 < marks.from.length ? x(marks.from[i + 1] ?? 0) : right, right),
    });
  }
  return found;
}

/** Marks so near one another that they have one label. */
export interface Group {
  readonly marks: readonly Mark[];
  /** Of its last mark, to which the label belongs. */
  readonly last: Mark;
}

const NEAR = 6;

export function groupsOf(marks: readonly Mark[]): readonly Group[] {
  const groups: { marks: Mark[]; last: Mark }[] = [];
  for (const mark of marks) {
    const group = groups.at(-1);
    if (group !== undefined && mark.from - group.last.to < NEAR && group.last.to - group.last.from < NEAR) {
      group.marks.push(mark);
      group.last = mark;
    } else groups.push({ marks: [mark], last: mark });
  }
  return groups;
}

/** What goes on beyond the screen is drawn a little beyond it. */
const EDGE = 4;

/** How many there are, as a shade. */
export function shades(scene: Scene, marks: Marks, { top, height }: Strip, colour: string): void {
  const { ctx, view, left, right } = scene;
  const columns = Math.max(1, Math.floor((right - left) / COLUMN));
  const counts = density(marks, view, columns);
  const most = counts.reduce((a, b) => Math.max(a, b), 1);
  const alpha = ctx.globalAlpha;
  ctx.fillStyle = colour;
  for (const [shade, least] of SHADES) {
    ctx.globalAlpha = alpha * shade;
    counts.forEach((count, column) => {
      if (count === 0 || shadeOf(count, most) !== least) return;
      ctx.fillRect(left + column * COLUMN, top, COLUMN, height);
    });
  }
  ctx.globalAlpha = alpha;
}

const SHADES = [0.3, 0.5, 0.7, 0.9].map((shade, i) => [shade, i] as const);

const shadeOf = (count: number, most: number): number =>
  Math.min(SHADES.length - 1, Math.floor((SHADES.length * Math.log(count + 0.5)) / Math.log(most + 1)));

export function rect(scene: Scene, x: number, { top, height }: Strip, width: number, colour: string): void {
  scene.ctx.fillStyle = colour;
  scene.ctx.fillRect(x, top, width, height);
}

/** Half a pixel over, so that a line of one pixel is sharp. */
const sharp = (value: number): number => Math.round(value) + 0.5;

export function upright(scene: Scene, x: number, { top, height }: Strip, colour: string, width = 1): void {
  const { ctx } = scene;
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.beginPath();
  ctx.moveTo(sharp(x), top);
  ctx.lineTo(sharp(x), top + height);
  ctx.stroke();
}

/** Draws with so much of the colour. */
export function faintly(scene: Scene, share: number, draw: () => void): void {
  const { ctx } = scene;
  const before = ctx.globalAlpha;
  ctx.globalAlpha = before * share;
  draw();
  ctx.globalAlpha = before;
}
