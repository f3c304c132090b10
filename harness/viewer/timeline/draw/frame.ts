import { CRYSTAL_HZ } from '../../../ground/ticks.ts';
import { bitTicks, lineInWords, lineSettingsOf } from '../../../uart/line-settings.ts';
import { UNTOLD } from '../line-lanes.ts';
import type { Row } from '../rows.ts';
import { tickMarks, timeMarks } from '../ruler.ts';
import { placeOf } from '../sorted.ts';
import { GUTTER, type Scene } from './scene.ts';
import { rect, upright } from './shapes.ts';
import { shortened, write, writeMiddle } from './words.ts';

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

const NAMES = {
  scenario: 'scenario',
  notes: 'prints',
  writes: 'writes',
  reads: 'reads',
  interrupt: 'interrupt',
  sending: 'to send',
  receiving: 'unread',
} as const;

const STRIP = 16;

/** The names of the rows. */
export function drawGutter(scene: Scene, rows: readonly Row[]): void {
  const { ctx, colours, lanes } = scene;
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return;
  const bottom = last.top + last.height + 4;
  rect(scene, 0, { top: first.top - 2, height: bottom - first.top + 2 }, GUTTER - 4, colours.paper);
  for (const side of ['A', 'B'] as const) {
    const own = rows.filter(({ of, kind }) => of === side && kind !== 'line');
    const [top, end] = [own[0], own.at(-1)];
    if (top === undefined || end === undefined) continue;
    const height = end.top + end.height - top.top;
    rect(scene, 0, { top: top.top, height }, STRIP, side === 'A' ? colours.a : colours.b);
    ctx.font = `bold ${ctx.font}`;
    writeMiddle(scene, side, STRIP / 2, top.top + height / 2 + 4, colours.paper);
    ctx.font = ctx.font.replace('bold ', '');
  }
  for (const row of rows) {
    const middle = row.top + row.height / 2 + 4;
    if (row.kind !== 'line')
      write(
        scene,
        NAMES[row.kind],
        row.kind === 'scenario' ? 4 : STRIP + 6,
        row.kind === 'scenario' ? row.top + 11 : middle,
        colours.dim,
      );
    else if (row.of !== '-') {
      const [from, to] = row.of === 'A' ? ['A', 'B'] : ['B', 'A'];
      write(scene, `${from} ▸ ${to}`, STRIP + 6, row.top + 18, row.of === 'A' ? colours.a : colours.b);
      for (const [i, words] of settingsWords(scene, lanes[row.of].frames).entries())
        write(scene, shortened(scene, words, GUTTER - 12), 4, row.top + 33 + i * 13, colours.dim);
    }
  }
}

/** `9600 8N1`, and how long a bit is: of the last frame that has begun in the window or before. */
function settingsWords(
  { view }: Scene,
  { from, lcr, divisor }: Scene['lanes']['A']['frames'],
): readonly string[] {
  const last = Math.max(0, placeOf(from, view.to) - 1);
  const [control, latch] = [lcr[last], divisor[last]];
  if (control === undefined || latch === undefined || control === UNTOLD) return [];
  const bit = (bitTicks(latch) / CRYSTAL_HZ) * 1e6;
  return [
    lineInWords({ ...lineSettingsOf(control), divisor: latch }),
    `bit ${bit < 1000 ? `${Number(bit.toFixed(1))} µs` : `${Number((bit / 1000).toFixed(2))} ms`}`,
  ];
}
