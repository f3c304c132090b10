import { placeOf } from '../../report/viewer/sorted.ts';
import type { Viewed } from '../../report/viewer/viewed.ts';
import type { Failure } from '../../run/result.ts';
import type { Span } from '../state.ts';
import type { Lanes } from './lanes.ts';
import { within } from './span.ts';

export const failuresOf = ({ play }: Viewed): readonly Failure[] =>
  play !== null && 'result' in play ? play.result.failures : [];

/** How many frames of each line are shown before a failure. */
const FRAMES_BEFORE = 8;
/** A silence that is so many times as long as what came before it is cut: it would press that to nothing. */
const LONG = 6;

/** A character at 115 200 8N1. */
const SHORTEST = 160;

/** Where the story is: around the failure if there is one, with what led to it; else all. */
export function firstView(lanes: Lanes, failures: readonly Failure[]): Span {
  const [failure] = failures;
  const { whole } = lanes;
  if (failure === undefined) return whole;
  const at = failure.around;
  const before = [lanes.A.frames, lanes.B.frames].map(({ from }) => placeOf(from, at + 1));
  const starts = [lanes.A.frames, lanes.B.frames].map(
    ({ from }, i) => from[Math.max(0, (before[i] ?? 0) - FRAMES_BEFORE)] ?? Number.POSITIVE_INFINITY,
  );
  const first = Math.min(...starts, at);
  const last = lastEvent(lanes, at);
  const to = last > first && at - last > (last - first) * LONG ? last + (last - first) : at;
  const length = Math.max(SHORTEST, to - first);
  return within({ from: first - length * 0.05, to: first + length * 1.15 }, whole);
}

/** Of all that is not a poll, the last before a tick. */
function lastEvent(lanes: Lanes, at: number): number {
  const ends = [lanes.A, lanes.B].flatMap(({ frames, arrivals, timeouts, taken, writes }) =>
    [frames.to, arrivals.to, timeouts.to, taken.to, writes.to].map((to) => to[placeOf(to, at) - 1] ?? 0),
  );
  return Math.max(...ends);
}
