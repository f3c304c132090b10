import type { Failure } from '../../../run/result.ts';
import type { Span } from '../../state.ts';
import type { Lanes } from '../lanes.ts';
import { colourOf, type Scene, sceneOf } from './scene.ts';
import { faintly, rect, shades } from './shapes.ts';

export const OVERVIEW = 34;

/** The whole run in one strip: what each machine sends, and above all what went wrong. */
export function drawOverview(scene: Scene, failures: readonly Failure[]): void {
  const { lanes, colours } = scene;
  const whole = sceneOf({ ...scene, view: lanes.whole });
  const { left, right } = scene;
  faintly(scene, 0.35, () => rect(scene, left, { top: 0, height: OVERVIEW - 4 }, right - left, colours.grid));
  for (const [side, top] of [
    ['A', 3],
    ['B', 17],
  ] as const) {
    const { frames, faulty, losses, writes, reads } = lanes[side];
    faintly(scene, 0.4, () => {
      shades(whole, reads, { top, height: 4 }, colours.dim);
      shades(whole, writes, { top, height: 4 }, colours.dim);
    });
    shades(whole, frames, { top: top + 4, height: 6 }, colourOf(scene, side));
    for (const marks of [faulty, losses]) shades(whole, marks, { top, height: 10 }, colours.bad);
  }
  for (const { around } of failures)
    rect(scene, whole.x(around) - 1, { top: 0, height: OVERVIEW - 4 }, 2, colours.bad);
}

/** What of it is in the window. */
export function drawWindow(scene: Scene, view: Span): void {
  const { ctx, colours, left, right, lanes } = scene;
  const [from, to] = windowOn(lanes, view, left, right);
  const strip = { top: 0, height: OVERVIEW - 4 };
  faintly(scene, 0.55, () => {
    rect(scene, left, strip, from - left, colours.paper);
    rect(scene, to, strip, right - to, colours.paper);
  });
  ctx.strokeStyle = colours.select;
  ctx.lineWidth = 1.5;
  ctx.strokeRect(from, 0.75, Math.max(4, to - from), OVERVIEW - 5.5);
}

function windowOn({ whole }: Lanes, view: Span, left: number, right: number): readonly [number, number] {
  const scale = (right - left) / (whole.to - whole.from);
  return [left + (view.from - whole.from) * scale, left + (view.to - whole.from) * scale];
}
