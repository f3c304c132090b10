import { placeOf } from '../../../report/viewer/sorted.ts';
import { placeAt, rangeOf, type Steps } from '../steps.ts';
import type { Scene } from './scene.ts';
import { faintly, rect, type Strip } from './shapes.ts';
import { write } from './words.ts';

const COLUMN = 2;
/** How high a digit is. */
const DIGIT = 8;

/** How many, over time: an area, with the number where there is room. */
export function drawLevel(scene: Scene, steps: Steps, strip: Strip, most: number, colour: string): void {
  const { view, left, right } = scene;
  const [first, end] = [placeAt(steps, view.from), placeOf(steps.at, view.to)];
  rect(scene, left, { top: strip.top + strip.height, height: 1 }, right - left, scene.colours.grid);
  if (end - first > (right - left) / COLUMN) drawColumns(scene, steps, strip, most, colour);
  else drawBars(scene, steps, [first, end], strip, most, colour);
}

const heightOf = (value: number, most: number, { height }: Strip): number =>
  (height * value) / Math.max(1, most);

function drawBars(
  scene: Scene,
  steps: Steps,
  [first, end]: readonly [number, number],
  strip: Strip,
  most: number,
  colour: string,
): void {
  const { x, left, right } = scene;
  const bottom = strip.top + strip.height;
  for (let i = first; i < end; i += 1) {
    const value = steps.value[i] ?? 0;
    if (value === 0) continue;
    const from = Math.max(left, x(steps.at[i] ?? 0));
    const to = Math.min(right, x(steps.at[i + 1] ?? Number.MAX_SAFE_INTEGER));
    const height = heightOf(value, most, strip);
    const width = Math.max(1, to - from);
    faintly(scene, 0.3, () => rect(scene, from, { top: bottom - height, height }, width, colour));
    rect(scene, from, { top: bottom - height - 0.5, height: 1.5 }, width, colour);
    const words = String(value);
    if (to - from < words.length * scene.char + 4) continue;
    // A low one has its number above it, where that does not leave the row.
    const isLow = height < DIGIT + 2 && strip.height - height > DIGIT;
    const base = isLow ? bottom - height - 2 : bottom - 2;
    write(scene, words, (from + to - words.length * scene.char) / 2, base);
  }
}

function drawColumns(scene: Scene, steps: Steps, strip: Strip, most: number, colour: string): void {
  const { view, left, right } = scene;
  const bottom = strip.top + strip.height;
  const columns = Math.floor((right - left) / COLUMN);
  const width = (view.to - view.from) / columns;
  let place = placeAt(steps, view.from);
  for (let column = 0; column < columns; column += 1) {
    const next = Math.max(place, placeOf(steps.at, view.from + (column + 1) * width, place) - 1);
    const [low, high] = rangeOf(steps, place, next);
    const [least, height] = [heightOf(low, most, strip), heightOf(high, most, strip)];
    const at = left + column * COLUMN;
    faintly(scene, 0.3, () => rect(scene, at, { top: bottom - height, height }, COLUMN, colour));
    faintly(scene, 0.6, () =>
      rect(scene, at, { top: bottom - height, height: Math.max(1, height - least) }, COLUMN, colour),
    );
    place = next;
  }
}

/** At how many unread characters the receiver asks for an interrupt, where its FIFO is on. */
export function drawTrigger(scene: Scene, trigger: Steps, strip: Strip, most: number): void {
  const { ctx, view, x, left, right, colours } = scene;
  const end = placeOf(trigger.at, view.to);
  ctx.strokeStyle = colours.irq;
  ctx.lineWidth = 1;
  ctx.setLineDash([4, 3]);
  for (let i = Math.max(placeAt(trigger, view.from), end - MOST_TRIGGERS); i < end; i += 1) {
    const value = trigger.value[i] ?? 1;
    if (value <= 1) continue;
    const [from, to] = [
      Math.max(left, x(trigger.at[i] ?? 0)),
      Math.min(right, x(trigger.at[i + 1] ?? Number.MAX_SAFE_INTEGER)),
    ];
    const y = Math.round(strip.top + strip.height - heightOf(value, most, strip)) + 0.5;
    ctx.beginPath();
    ctx.moveTo(from, y);
    ctx.lineTo(to, y);
    ctx.stroke();
  }
  ctx.setLineDash([]);
}

const MOST_TRIGGERS = 200;
