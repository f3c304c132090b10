import { hex2 } from '../../../ground/bytes.ts';
import { bitsInWords } from '../../../report/registers.ts';
import type { MachineLanes } from '../lanes.ts';
import type { Row } from '../rows.ts';
import { recordAt, type Scene } from './scene.ts';
import { faintly, groupsOf, type Mark, rect, shades, singly } from './shapes.ts';
import { fitting, write } from './words.ts';

/** INTR as a level with its cause, and below it where the machine takes the interrupt. */
export function drawInterrupts(scene: Scene, row: Row, { requests, taken }: MachineLanes): void {
  const { colours, left, right } = scene;
  const strip = { top: row.top + 2, height: row.height - 4 };
  const low = strip.top + strip.height - 1;
  if (!scene.isGhost) rect(scene, left, { top: low, height: 1 }, right - left, colours.grid);
  const found = singly(scene, requests);
  if (found === null) shades(scene, requests, strip, colours.irq);
  for (const { from, to } of found ?? []) {
    const width = Math.max(1.5, to - from);
    faintly(scene, 0.25, () => rect(scene, from, strip, width, colours.irq));
    rect(scene, from, { top: strip.top, height: 1.5 }, width, colours.irq);
    rect(scene, from, strip, 1.5, colours.irq);
  }
  for (const { marks, last } of scene.isGhost ? [] : groupsOf(found ?? [])) {
    const start = Math.max(last.from, left) + 5;
    if (last.next - start < 2 * scene.char) continue;
    const words = fitting(scene, last.next - start - 2, causesOf(scene, marks));
    if (words !== undefined) write(scene, words, start, row.top + row.height / 2 + 3);
  }
  for (const { from } of singly(scene, taken) ?? []) triangle(scene, from, low + 2);
}

function triangle({ ctx, colours }: Scene, x: number, y: number): void {
  ctx.fillStyle = colours.irq;
  ctx.beginPath();
  ctx.moveTo(x - 4, y - 7);
  ctx.lineTo(x + 4, y - 7);
  ctx.lineTo(x, y);
  ctx.fill();
}

/** Of several at once, each cause once. */
function causesOf(scene: Scene, marks: readonly Mark[]): readonly string[] {
  const each = marks.map(({ record }) => causes(scene, record));
  const [first = []] = each;
  if (new Set(each.map(([full]) => full)).size === 1) return first;
  const joined = (pick: (variants: readonly string[]) => string | undefined) =>
    [...new Set(each.map(pick))].join(', ');
  return [joined((variants) => variants[1]), joined((variants) => variants[2])];
}

function causes(scene: Scene, index: number): readonly string[] {
  const record = recordAt(scene, index);
  if (record?.k !== 'intr') return [];
  const cause = bitsInWords('IIR', record.iir);
  return [`INTR: ${cause} (IIR 0x${hex2(record.iir)})`, cause, ...(SHORT[cause] ?? []), hex2(record.iir)];
}

const SHORT: Readonly<Record<string, readonly string[]>> = {
  'receiver line status': ['line status', 'line'],
  'received data available': ['data available', 'data'],
  'character timeout': ['timeout'],
  'THR empty': ['THRE'],
  'modem status': ['modem'],
};
