import type { Level } from '../line/line-change.ts';
import { px } from './markup.ts';
import { LEFT, type View } from './view.ts';

export interface LevelChange {
  readonly at: number;
  readonly level: Level;
}

/**
 * A level over time as a path. Changes that fall into one half of a pixel are one stroke there, so a path is never
 * longer than the picture is wide.
 */
export function wavePath(
  changes: readonly LevelChange[],
  { from, to, x }: View,
  idle: Level,
  { high, low }: { readonly high: number; readonly low: number },
): string {
  const y = (level: Level): string => px(level === 1 ? high : low);
  let level = changes.findLast(({ at }) => at <= from)?.level ?? idle;
  let drawn = level;
  let column = Number.NaN;
  let strokes = 0;
  let path = `M${px(LEFT)} ${y(level)}`;
  for (const change of changes) {
    if (change.at <= from || change.at >= to || change.level === level) continue;
    const place = Math.round(x(change.at) * 2) / 2;
    if (place !== column) {
      if (drawn !== level) path += `V${y(level)}`;
      path += `H${px(place)}`;
      column = place;
      strokes = 0;
      drawn = level;
    }
    level = change.level;
    strokes += 1;
    // Two strokes are all that is seen of any number.
    if (strokes > 2) continue;
    path += `V${y(level)}`;
    drawn = level;
  }
  if (drawn !== level) path += `V${y(level)}`;
  return `${path}H${px(x(to))}`;
}
