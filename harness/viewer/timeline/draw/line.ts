import { hex2 } from '../../../ground/bytes.ts';
import type { Side } from '../../../ground/side.ts';
import { type KnownLine, lineOf, type Part, shapeOf } from '../../../report/line/frame-parts.ts';
import { placeOf } from '../../../report/viewer/sorted.ts';
import { characterOf, isPrintable } from '../../character.ts';
import type { Frames, MachineLanes } from '../lanes.ts';
import { UNTOLD } from '../line-lanes.ts';
import { placesIn } from '../marks.ts';
import type { Row } from '../rows.ts';
import { placeAt } from '../steps.ts';
import { colourOf, recordAt, type Scene, widthOf } from './scene.ts';
import { faintly, rect, type Strip, shades } from './shapes.ts';
import { fitting, write, writeMiddle } from './words.ts';

/** Above the wave stands the character, below it the names of its bits. */
const ABOVE = 16;
const WAVE = 22;
const waveOf = ({ top }: Row): Strip => ({ top: top + ABOVE, height: WAVE });

/** Frames narrower than this are told by how many they are. */
const LEAST_FRAME = 4;
const LEAST_BIT = 3;
/** Start, five data bits, stop. */
const LEAST_BITS = 7;
const NAMED_BIT = 9;

export function drawFrames(scene: Scene, row: Row, side: Side, { frames }: MachineLanes): void {
  const { view, left, right } = scene;
  const [first, end] = placesIn(frames, view);
  const cell = { top: row.top + ABOVE - 2, height: WAVE + 4 };
  if (end - first > (right - left) / LEAST_FRAME) {
    shades(scene, frames, cell, colourOf(scene, side));
    return;
  }
  for (let i = first; i < end; i += 1) drawFrame(scene, row, side, frames, i);
}

function drawFrame(scene: Scene, row: Row, side: Side, frames: Frames, i: number): void {
  const { x, left, right, colours } = scene;
  const record = recordAt(scene, frames.record[i]);
  if (record?.k !== 'frame') return;
  const [from, to] = [x(frames.from[i] ?? 0), x(frames.to[i] ?? 0)];
  const cell = { top: row.top + ABOVE - 2, height: WAVE + 4 };
  const hasRoom = to - from > LEAST_BIT * LEAST_BITS;
  const shape = hasRoom
    ? shapeOf({ ...record, ends: frames.to[i] ?? record.ends }, knownLine(frames, i))
    : null;
  if (shape === null || !drawBits(scene, row, shape.parts, cell)) {
    faintly(scene, 0.3, () => rect(scene, from, cell, Math.max(1, to - from - 1), colourOf(scene, side)));
    rect(scene, from, cell, 1, colourOf(scene, side));
  }
  if (frames.isLooped[i] === 1) rect(scene, from, { top: cell.top, height: 2 }, to - from, colours.warn);
  if (scene.isGhost) return;
  if (to - from < scene.char) return;
  const [shownFrom, shownTo] = [Math.max(from, left), Math.min(to, right)];
  const words = fitting(scene, shownTo - shownFrom - 4, labels(record, frames.isLooped[i] === 1));
  if (words !== undefined) writeMiddle(scene, words, (shownFrom + shownTo) / 2, row.top + 10);
}

const labels = ({ char, serial }: { char: number; serial: number }, isLooped: boolean): readonly string[] => {
  const shown = characterOf(char);
  const hex = isPrintable(char) ? ` 0x${hex2(char)}` : '';
  const source = serial > 0 ? ` #${serial}` : '';
  const loop = isLooped ? ' in loopback' : '';
  return [`${shown}${hex}${source}${loop}`, `${shown}${hex}`, shown, shown.replace(/^'(.+)'$|^0x/, '$1')];
};

/** The bits in their colours. False where they are too narrow. */
function drawBits(scene: Scene, row: Row, parts: readonly Part[], cell: Strip): boolean {
  const { x, left, right, colours } = scene;
  const [start] = parts;
  if (start === undefined) return false;
  const bit = widthOf(scene, start.to - start.from);
  if (bit < LEAST_BIT) return false;
  for (const part of parts) {
    const [from, to] = [x(part.from), x(part.to)];
    if (to < left || from > right) continue;
    rect(scene, from, cell, to - from - (bit > 5 ? 1 : 0), colours[part.name]);
    if (bit < NAMED_BIT || scene.isGhost) continue;
    const words = fitting(scene, to - from, namesOf(part)) ?? '';
    writeMiddle(scene, words, (from + to) / 2, row.top + row.height - 5, scene.colours.dim);
  }
  return true;
}

const NAMES = { start: ['start', 'S'], parity: ['parity', 'P'], stop: ['stop', 'E'] } as const;

const namesOf = ({ name, bit, level }: Part): readonly string[] =>
  name === 'data' ? [`bit ${bit} = ${level}`, `${bit}`] : NAMES[name];

let lastKey = -1;
let lastLine: KnownLine | null = null;

function knownLine({ lcr, divisor }: Frames, i: number): KnownLine | null {
  const [control, latch] = [lcr[i] ?? UNTOLD, divisor[i] ?? 0];
  const key = control * 0x10000 + latch;
  if (key === lastKey) return lastLine;
  lastKey = key;
  lastLine =
    control === UNTOLD ? null : lineOf({ lcr: control, dll: latch & 0xff, dlm: latch >> 8, looped: false });
  return lastLine;
}

/** The level of SOUT. Where it changes more often than can be seen, the frames tell more. */
export function drawWave(scene: Scene, row: Row, side: Side, { sout }: MachineLanes): void {
  const { ctx, view, x, left, right } = scene;
  const [first, end] = [placeAt(sout, view.from), placeOf(sout.at, view.to)];
  const strip = waveOf(row);
  const y = (i: number): number => strip.top + ((sout.value[i] ?? 1) === 1 ? 2 : strip.height - 2);
  ctx.strokeStyle = colourOf(scene, side);
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  if (end - first > (right - left) * MOST_CHANGES) {
    ctx.moveTo(left, strip.top + 2);
    ctx.lineTo(right, strip.top + 2);
  } else {
    ctx.moveTo(left, y(first));
    for (let i = first + 1; i < end; i += 1) {
      const at = x(sout.at[i] ?? 0);
      ctx.lineTo(at, y(i - 1));
      ctx.lineTo(at, y(i));
    }
    ctx.lineTo(right, y(end - 1));
  }
  ctx.stroke();
}

/** For each pixel. */
const MOST_CHANGES = 0.5;

export function drawBreaks(scene: Scene, row: Row, { breaks }: MachineLanes): void {
  const { view, x, left, right, colours } = scene;
  const [first, end] = placesIn(breaks, view);
  for (let i = first; i < Math.min(end, first + MOST_BREAKS); i += 1) {
    const from = Math.max(left, x(breaks.from[i] ?? 0));
    const width = Math.max(2, Math.min(right, x(breaks.to[i] ?? 0)) - from);
    faintly(scene, 0.3, () => rect(scene, from, waveOf(row), width, colours.warn));
    const words = fitting(scene, width, ['break: the line is held low', 'break']);
    if (words !== undefined)
      write(scene, words, from + (width - words.length * scene.char) / 2, row.top + ABOVE + 14);
  }
}

const MOST_BREAKS = 400;
