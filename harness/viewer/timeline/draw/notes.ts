import { onOneLine } from '../../../report/harmless.ts';
import type { MachineLanes } from '../lanes.ts';
import { placesIn } from '../marks.ts';
import type { Row } from '../rows.ts';
import { recordAt, type Scene } from './scene.ts';
import { faintly, rect, shades, singly, upright } from './shapes.ts';
import { shortened, write } from './words.ts';

/** What a machine prints, and what becomes of its link and its power. */
export function drawNotes(scene: Scene, row: Row, { notes }: MachineLanes): void {
  const { colours, left } = scene;
  const found = singly(scene, notes);
  if (found === null) shades(scene, notes, row, colours.dim);
  for (const { from, record, next } of found ?? []) {
    if (from < left) continue;
    upright(scene, from, row, colours.dim);
    if (!scene.isGhost)
      write(scene, shortened(scene, wordsOf(scene, record), next - from - 8), from + 4, row.top + 13);
  }
}

function wordsOf(scene: Scene, index: number): string {
  const record = recordAt(scene, index);
  if (record?.k === 'print') return `“${onOneLine(record.text.trim())}”`;
  if (record?.k === 'link') return `link: ${record.event}`;
  return record?.k === 'power' ? `power ${record.on ? 'on' : 'off'}` : '';
}

/** A machine that is off. */
export function drawOff(scene: Scene, strip: { top: number; height: number }, { off }: MachineLanes): void {
  const { view, x, left, right, colours } = scene;
  const [first, end] = placesIn(off, view);
  for (let i = first; i < Math.min(end, first + MOST); i += 1) {
    const from = Math.max(left, x(off.from[i] ?? 0));
    const width = Math.min(right, x(off.to[i] ?? 0)) - from;
    faintly(scene, 0.16, () => rect(scene, from, strip, width, colours.dim));
    if (width > 40) write(scene, 'off', from + 6, strip.top + strip.height / 2, colours.dim);
  }
}

const MOST = 200;
