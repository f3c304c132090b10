import { onOneLine } from '../../../report/harmless.ts';
import type { Failure } from '../../../run/result.ts';
import type { Row } from '../rows.ts';
import { recordAt, type Scene } from './scene.ts';
import { faintly, groupsOf, type Mark, rect, shades, singly, upright } from './shapes.ts';
import { shortened, write } from './words.ts';

/** A step begins: its words, and a line through all rows while there are few of them. */
export function drawSteps(scene: Scene, row: Row, bottom: number): void {
  const { lanes, colours, left } = scene;
  const found = singly(scene, lanes.steps);
  if (found === null) {
    shades(scene, lanes.steps, { top: row.top, height: 12 }, colours.dim);
    return;
  }
  for (const { from } of found) {
    if (from < left) continue;
    upright(scene, from, { top: row.top, height: 13 }, colours.dim);
    if (found.length < FEW)
      faintly(scene, 0.5, () =>
        upright(scene, from, { top: row.top, height: bottom - row.top }, colours.grid),
      );
  }
  for (const { marks, last } of scene.isGhost ? [] : groupsOf(found)) {
    const start = Math.max(last.from, left) + 4;
    write(scene, shortened(scene, stepsInWords(scene, marks), last.next - start - 4), start, row.top + 11);
  }
}

/** Two or three steps that begin together are told one by one, of more the last. */
function stepsInWords(scene: Scene, marks: readonly Mark[]): string {
  const steps = marks.flatMap(({ record }) => {
    const step = recordAt(scene, record);
    return step?.k === 'step' ? [step] : [];
  });
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) return '';
  if (steps.length <= 3) return steps.map(({ n, what }) => `${n} ${onOneLine(what)}`).join(' · ');
  return `${first.n} to ${last.n} ${onOneLine(last.what)}`;
}

const FEW = 60;

export interface Ending {
  readonly failures: readonly Failure[];
  /** Where the scenario ended, and what it came to. */
  readonly verdict: { readonly t: number; readonly passed: boolean; readonly why?: string } | null;
}

/** Where it failed: from what it is about to where it was found, through all rows; and the verdict. */
export function drawEnding(scene: Scene, row: Row, bottom: number, { failures, verdict }: Ending): void {
  const { x, colours, left, right } = scene;
  const strip = { top: row.top + 15, height: bottom - row.top - 15 };
  for (const { around, at } of failures.slice(0, MOST_FAILURES)) {
    const [from, to] = [x(around), x(at)];
    const width = Math.min(to, right) - Math.max(from, left);
    if (width > 1) faintly(scene, 0.08, () => rect(scene, Math.max(from, left), strip, width, colours.bad));
    if (from >= left && from <= right) upright(scene, from, strip, colours.bad, 2);
  }
  const [failure] = failures;
  if (failure !== undefined)
    flag(scene, row, x(failure.around), `failed: ${onOneLine(failure.what)}`, colours.bad);
  else if (verdict !== null) {
    const at = x(verdict.t);
    const [words, colour] = verdict.passed
      ? ['passed', colours.ok]
      : [onOneLine(`failed: ${verdict.why ?? ''}`), colours.bad];
    if (at >= left && at <= right) upright(scene, at, strip, colour, 2);
    if (at >= left && at <= right) flag(scene, row, at, words, colour);
  }
}

const MOST_FAILURES = 20;

/** Words on a colour, at a tick; where that is out of sight, at the edge, with an arrow. */
function flag(scene: Scene, row: Row, at: number, words: string, colour: string): void {
  const { left, right, colours, char } = scene;
  const [isBefore, isBehind] = [at < left, at > right];
  const full = isBefore ? `◂ ${words}` : isBehind ? `${words} ▸` : words;
  const shown = full.length * char + 10 <= right - left ? full : shortened(scene, full, right - left - 10);
  const width = shown.length * char + 10;
  const from = Math.min(Math.max(left, at), right - width);
  const strip = { top: row.top + 15, height: 15 };
  rect(scene, from, strip, width, colour);
  write(scene, shown, from + 5, strip.top + 11, colours.paper);
}
