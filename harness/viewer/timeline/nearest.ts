import { placeOf } from '../../report/viewer/sorted.ts';
import type { Marks } from './marks.ts';

export interface Hit {
  readonly record: number;
  /** The tick that is meant: inside of what has a length, the one pointed at. */
  readonly tick: number;
}

/** What is at a tick, or near enough. A moment near it is meant before what merely goes on there. */
export function nearest(lists: readonly Marks[], tick: number, slack: number): Hit | null {
  let best: Hit | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const marks of lists) {
    for (const place of around(marks, tick)) {
      const { from, to, record } = read(marks, place);
      const away = Math.max(from - tick, tick - to, 0);
      const weight = to - from <= slack ? away : away + slack;
      if (away > slack || weight > least) continue;
      least = weight;
      best = { record, tick: to - from <= slack ? to : Math.round(Math.min(Math.max(tick, from), to)) };
    }
  }
  return best;
}

/** The places that a tick may belong to: the one before it, and the one behind. */
function around({ from }: Marks, tick: number): readonly number[] {
  const behind = placeOf(from, tick);
  return [behind - 1, behind].filter((place) => place >= 0 && place < from.length);
}

const read = ({ from, to, record }: Marks, place: number) => ({
  from: from[place] ?? 0,
  to: to[place] ?? 0,
  record: record[place] ?? 0,
});

/** The next or previous record of a row, from a record on; null at the end. */
export function beside(lists: readonly Marks[], record: number, by: 1 | -1): number | null {
  let best: number | null = null;
  for (const { record: records } of lists) {
    const other = besideIn(records, record, by);
    if (other !== undefined && (best === null || (other - best) * by < 0)) best = other;
  }
  return best;
}

/** The same among these records, which are in order. */
export function besideIn(records: Uint32Array, record: number, by: 1 | -1): number | undefined {
  return by === 1 ? records[placeOf(records, record + 1)] : records[placeOf(records, record) - 1];
}
