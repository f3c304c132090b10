import { onOneLine } from '../../../report/harmless.ts';
import type { MachineLanes } from '../lanes.ts';
import { placesIn } from '../marks.ts';
import type { Row } from '../rows.ts';
import { recordAt, type Scene } from './scene.ts';
import { faintly, groupsOf, type Mark, rect, shades, singly, upright } from './shapes.ts';
import { shortened, write } from './words.ts';

/** What a machine prints, and what becomes of its link and its power. */
export function drawNotes(scene: Scene, row: Row, { notes }: MachineLanes): void {
  const { colours, left } = scene;
  const found = singly(scene, notes);
  if (found === null) shades(scene, notes, row, colours.dim);
  for (const { from } of found ?? []) if (from >= left) upright(scene, from, row, colours.dim);
  for (const { marks, last } of scene.isGhost ? [] : groupsOf(found ?? [])) {
    const start = Math.max(last.from, left) + 4;
    write(scene, shortened(scene, notesInWords(scene, marks), last.next - start - 4), start, row.top + 13);
  }
}

/** What is printed letter by letter is one text. */
function notesInWords(scene: Scene, marks: readonly Mark[]): string {
  const records = marks.flatMap(({ record }) => recordAt(scene, record) ?? []);
  const printed = records.map((record) => (record.k === 'print' ? record.text : '')).join('');
  const others = records.flatMap((record) =>
    record.k === 'link'
      ? [`link: ${onOneLine(record.event)}`]
      : record.k === 'power'
        ? [`power ${record.on ? 'on' : 'off'}`]
        : [],
  );
  return [...others, ...(printed === '' ? [] : [`“${onOneLine(printed)}”`])].join(', ');
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
