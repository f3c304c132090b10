import { hex2, hexPort } from '../../../ground/bytes.ts';
import type { Side } from '../../../ground/side.ts';
import { valueInWords } from '../../../report/registers.ts';
import type { Marks } from '../marks.ts';
import type { Row } from '../rows.ts';
import { colourOf, recordAt, type Scene } from './scene.ts';
import { faintly, rect, shades, singly } from './shapes.ts';
import { fitting, write } from './words.ts';

/** What a program writes stands solid; what it reads is an outline, as long as its run of equal reads. */
export function drawAccesses(scene: Scene, row: Row, side: Side, marks: Marks, isWrite: boolean): void {
  const strip = { top: row.top + 3, height: row.height - 6 };
  const colour = colourOf(scene, side);
  const found = singly(scene, marks);
  if (found === null) {
    shades(scene, marks, strip, colour);
    return;
  }
  for (const { from, to, record, next } of found) {
    const width = Math.max(isWrite ? 3 : 2, to - from);
    if (isWrite) rect(scene, from, strip, width, colour);
    else readBar(scene, from, strip, width, colour);
    if (scene.isGhost) continue;
    const start = Math.max(from, scene.left) + (isWrite || width < 6 ? 5 : 4);
    const words = fitting(scene, next - start - 2, labels(scene, record));
    if (words !== undefined) write(scene, words, start, row.top + row.height / 2 + 4);
  }
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
  const short =
    isCharacter && record.v > 0x20 && record.v < 0x7f ? `'${String.fromCharCode(record.v)}'` : value;
  return [
    `${name} ${valueInWords(name, record.v)}${often}`,
    `${name} ${value}${often}`,
    `${name} ${short}`,
    ...(often === '' ? [] : [often.trim()]),
    isCharacter ? short : name,
  ];
}
