import type { Lanes } from '../lanes.ts';
import { bottomOf, type Row } from '../rows.ts';
import { drawAccesses } from './accesses.ts';
import { drawGutter } from './gutter.ts';
import { drawInterrupts } from './interrupts.ts';
import { drawBreaks, drawFrames, drawWave } from './line.ts';
import { drawNotes, drawOff } from './notes.ts';
import { OVERVIEW } from './overview.ts';
import { drawQueued, drawReceived, drawUnread, drawUnsent } from './receiver.ts';
import { drawEnding, drawSteps, type Ending } from './scenario.ts';
import type { Scene } from './scene.ts';
import { drawCursor, drawSelected, drawWay, FOOT, type Selection } from './selection.ts';
import { faintly, rect } from './shapes.ts';
import { drawRuler } from './time-marks.ts';

export interface Picture {
  readonly rows: readonly Row[];
  /** The row that is chosen. */
  readonly row: Row | null;
  readonly ending: Ending;
  readonly selection: Selection;
  /** What matches the filter; null: there is none. */
  readonly matching: Lanes | null;
}

const GHOST = 0.22;

/** Everything below the overview, from back to front. */
export function drawPicture(
  scene: Scene,
  { rows, row: chosenRow, ending, selection, matching }: Picture,
): void {
  const { ctx, left, right } = scene;
  const bottom = bottomOf(rows);
  if (chosenRow !== null) drawChosenRow(scene, chosenRow);
  drawRuler(scene, OVERVIEW, bottom);
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, OVERVIEW, right - left, bottom + FOOT);
  ctx.clip();
  for (const row of rows) drawLevels(scene, row);
  if (matching === null) for (const row of rows) drawMarks(scene, row, bottom);
  else {
    faintly(scene, GHOST, () => {
      for (const row of rows) drawMarks({ ...scene, isGhost: true }, row, bottom);
    });
    for (const row of rows) drawMarks({ ...scene, lanes: matching }, row, bottom);
  }
  for (const row of rows) drawWaves(scene, row);
  drawMachinesOff(scene, rows);
  drawCursor(scene, selection.cursor, rows[0]?.top ?? 0, bottom);
  const scenario = rows.find(({ kind }) => kind === 'scenario');
  if (scenario !== undefined) drawEnding(scene, scenario, bottom, ending);
  drawWay(scene, rows, selection.way);
  drawSelected(scene, rows, selection.record);
  ctx.restore();
  drawGutter(scene, rows);
}

function drawChosenRow(scene: Scene, { top, height }: Row): void {
  const strip = { top: top - 1, height: height + 2 };
  faintly(scene, 0.14, () => rect(scene, scene.left, strip, scene.right - scene.left, scene.colours.select));
}

/** What has a value at each tick: no filter dims it. */
function drawLevels(scene: Scene, row: Row): void {
  if (row.of === '-') return;
  const lanes = scene.lanes[row.of];
  if (row.kind === 'sending') drawQueued(scene, row, row.of, lanes);
  if (row.kind === 'receiving') drawUnread(scene, row, row.of, lanes);
}

function drawWaves(scene: Scene, row: Row): void {
  if (row.of === '-' || row.kind !== 'line') return;
  drawBreaks(scene, row, scene.lanes[row.of]);
  drawWave(scene, row, row.of, scene.lanes[row.of]);
}

function drawMarks(scene: Scene, row: Row, bottom: number): void {
  const { kind, of } = row;
  if (of === '-') {
    drawSteps(scene, row, bottom);
    return;
  }
  const lanes = scene.lanes[of];
  switch (kind) {
    case 'scenario':
      break;
    case 'notes':
      drawNotes(scene, row, lanes);
      break;
    case 'writes':
      drawAccesses(scene, row, of, lanes.writes, true);
      break;
    case 'reads':
      drawAccesses(scene, row, of, lanes.reads, false);
      break;
    case 'interrupt':
      drawInterrupts(scene, row, lanes);
      break;
    case 'sending':
      drawUnsent(scene, row, lanes);
      break;
    case 'receiving':
      drawReceived(scene, row, of, lanes);
      break;
    case 'line':
      drawFrames(scene, row, of, lanes);
      break;
  }
}

function drawMachinesOff(scene: Scene, rows: readonly Row[]): void {
  for (const side of ['A', 'B'] as const) {
    const own = rows.filter(({ of, kind }) => of === side && kind !== 'line');
    const [first, last] = [own[0], own.at(-1)];
    if (first === undefined || last === undefined) continue;
    drawOff(scene, { top: first.top, height: last.top + last.height - first.top }, scene.lanes[side]);
  }
}
