import { hex2, hexPort } from '../../../ground/bytes.ts';
import type { Side } from '../../../ground/side.ts';
import { valueInWords } from '../../../report/registers.ts';
import { characterOf, isPrintable } from '../../character.ts';
import type { Marks } from '../marks.ts';
import type { Row } from '../rows.ts';
import { colourOf, recordAt, type Scene } from './scene.ts';
import { faintly, groupsOf, type Mark, rect, shades, singly } from './shapes.ts';
import { writeBeside } from './words.ts';

/** What a program writes stands solid; what it reads is an outline, as long as its run of equal reads. */
export function drawAccesses(scene: Scene, row: Row, side: Side, marks: Marks, isWrite: boolean): void {
  const strip = { top: row.top + 3, height: row.height - 6 };
  const colour = colourOf(scene, side);
  const found = singly(scene, marks);
  if (found === null) {
    shades(scene, marks, strip, colour);
    return;
  }
  for (const { from, to } of found) {
    const width = Math.max(isWrite ? 3 : 2, to - from);
    if (isWrite) rect(scene, from, strip, width, colour);
    else readBar(scene, from, strip, width, colour);
  }
  if (scene.isGhost) return;
  let before = scene.left;
  for (const { marks: near, last } of groupsOf(found)) {
    const isTight = last.next - last.from < 3 * scene.char;
    if (isTight && last.next < scene.right) {
      before = last.to;
      continue;
    }
    const isLong = last.to - last.from > LONG;
    const variants =
      near.length === 1 || isLong ? labels(scene, last.record) : groupLabels(scene, near, isWrite);
    const place = { mark: last.from, next: last.next, before };
    const end = writeBeside(scene, place, row.top + row.height / 2 + 4, variants);
    before = Math.max(end, last.to);
  }
}

/** A run of reads has a label of its own, whatever stands before it. */
const LONG = 40;

/** `9 reads: IIR LSR RBR`. */
function groupLabels(scene: Scene, near: readonly Mark[], isWrite: boolean): readonly string[] {
  const names = new Set(near.map(({ record }) => scene.sentences.registerOf(record) ?? 'another port'));
  const count = near.reduce((sum, { record }) => sum + timesOf(scene, record), 0);
  const counted = `${count} ${isWrite ? 'writes' : 'reads'}`;
  return [`${counted}: ${[...names].join(' ')}`, [...names].join(' '), counted, String(count)];
}

function timesOf(scene: Scene, index: number): number {
  const record = recordAt(scene, index);
  return record?.k === 'in' ? record.n : 1;
}

function readBar(
  scene: Scene,
  from: number,
  strip: { top: number; height: number },
  width: number,
  colour: string,
): void {
  faintly(scene, 0.22, () => rect(scene, from, strip, width, colour));
  rect(scene, from, strip, 1.5, colour);
  if (width > 4) rect(scene, from + width - 1, strip, 1, colour);
}

/** From all that can be said to next to nothing. */
function labels(scene: Scene, index: number): readonly string[] {
  const record = recordAt(scene, index);
  if (record === undefined || (record.k !== 'in' && record.k !== 'out')) return [];
  const name = scene.sentences.registerOf(index);
  const often = record.k === 'in' && record.n > 1 ? ` ×${record.n}` : '';
  const value = hex2(record.v);
  if (name === null) return [`port ${hexPort(record.port)} ${value}${often}`, value];
  const isCharacter = name === 'THR' || name === 'RBR';
  const short = isCharacter && isPrintable(record.v) ? characterOf(record.v) : value;
  return [
    `${name} ${valueInWords(name, record.v)}${often}`,
    `${name} ${value}${often}`,
    `${name} ${short}`,
    ...(often === '' ? [] : [often.trim()]),
    isCharacter ? short : name,
  ];
}
