import { tickMarks, timeMarks } from '../ruler.ts';
import type { Scene } from './scene.ts';
import { upright } from './shapes.ts';
import { write, writeMiddle } from './words.ts';

export const RULER = 34;
const MARK_ROOM = 110;

/** Time and ticks above, and a faint line down through all rows at each round time. */
export function drawRuler(scene: Scene, top: number, bottom: number): void {
  const { view, x, left, right, colours } = scene;
  const most = Math.max(2, (right - left) / MARK_ROOM);
  for (const { tick, words } of timeMarks(view, most)) {
    const at = x(tick);
    if (at < left || at > right) continue;
    upright(scene, at, { top: top + RULER - 6, height: bottom - top - RULER + 6 }, colours.grid);
    if (isInside(scene, at, words)) writeMiddle(scene, words, at, top + 11);
  }
  for (const { tick, words } of tickMarks(view, most)) {
    const at = x(tick);
    if (at < left || at > right) continue;
    upright(scene, at, { top: top + RULER - 9, height: 4 }, colours.dim);
    if (isInside(scene, at, words)) writeMiddle(scene, words, at, top + 23, colours.dim);
  }
  write(scene, 'time', 8, top + 11, colours.dim);
  write(scene, 'tick', 8, top + 23, colours.dim);
}

const isInside = ({ char, left, right }: Scene, at: number, words: string): boolean => {
  const half = (words.length * char) / 2;
  return at - half >= left - 8 && at + half <= right + 4;
};
