import { SIDES, type Side } from '../../../ground/side.ts';
import { CRYSTAL_HZ } from '../../../ground/ticks.ts';
import { placeOf } from '../../../report/viewer/sorted.ts';
import { bitTicks, lineInWords, lineSettingsOf } from '../../../uart/line-settings.ts';
import { UNTOLD } from '../line-lanes.ts';
import type { Row } from '../rows.ts';
import { valueAt } from '../steps.ts';
import { colourOf, GUTTER, type Scene } from './scene.ts';
import { rect } from './shapes.ts';
import { shortened, write, writeMiddle } from './words.ts';

const STRIP = 16;

/** The names of the rows, and whose they are. */
export function drawGutter(scene: Scene, rows: readonly Row[]): void {
  const { colours } = scene;
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return;
  const height = last.top + last.height + 4 - first.top;
  rect(scene, 0, { top: first.top, height }, GUTTER - 4, colours.paper);
  for (const side of SIDES) drawOwner(scene, rows, side);
  for (const row of rows) drawName(scene, row);
}

function drawOwner(scene: Scene, rows: readonly Row[], side: Side): void {
  const own = rows.filter(({ of, kind }) => of === side && kind !== 'line');
  const [first, last] = [own[0], own.at(-1)];
  if (first === undefined || last === undefined) return;
  const height = last.top + last.height - first.top;
  rect(scene, 0, { top: first.top, height }, STRIP, colourOf(scene, side));
  writeMiddle(scene, side, STRIP / 2, first.top + height / 2 + 4, scene.colours.paper);
}

const NAMES = {
  scenario: 'scenario',
  notes: 'machine',
  writes: 'writes',
  reads: 'reads',
  interrupt: 'interrupt',
  sending: 'to send',
  receiving: 'unread',
} as const;

function drawName(scene: Scene, { kind, of, top, height }: Row): void {
  const { colours, lanes, view } = scene;
  const [x, middle] = [STRIP + 6, top + height / 2 + 4];
  if (of === '-') write(scene, NAMES.scenario, 4, top + 11, colours.dim);
  else if (kind === 'line') {
    write(scene, of === 'A' ? 'A ▸ B' : 'B ▸ A', x, top + 18, colourOf(scene, of));
    for (const [i, words] of settingsInWords(scene, of).entries())
      write(scene, shortened(scene, words, GUTTER - 12), 4, top + 33 + i * 13, colours.dim);
  } else if (kind === 'receiving' && valueAt(lanes[of].trigger, view.to) > 1) {
    write(scene, NAMES[kind], x, middle - 7, colours.dim);
    write(scene, `trigger ${valueAt(lanes[of].trigger, view.to)}`, x, middle + 7, colours.irq);
  } else write(scene, NAMES[kind], x, middle, colours.dim);
}

/** `9600 8N1`, and how long a bit is: of the last frame that has begun when the window ends. */
function settingsInWords({ view, lanes }: Scene, side: Side): readonly string[] {
  const { from, lcr, divisor } = lanes[side].frames;
  const last = Math.max(0, placeOf(from, view.to) - 1);
  const [control, latch] = [lcr[last], divisor[last]];
  if (control === undefined || latch === undefined || control === UNTOLD) return [];
  const bit = (bitTicks(latch) / CRYSTAL_HZ) * 1e6;
  return [
    lineInWords({ ...lineSettingsOf(control), divisor: latch }),
    `bit ${bit < 1000 ? `${Number(bit.toFixed(1))} µs` : `${Number((bit / 1000).toFixed(2))} ms`}`,
  ];
}
