import type { LineChange } from '../line/line-change.ts';

/** What part of the time is drawn, and where a tick falls. */
export interface View {
  readonly from: number;
  readonly to: number;
  readonly x: (tick: number) => number;
}

/** In ticks. Without `from` and `to`: all of it, or what happens around `focus`. */
export interface Wish {
  readonly from?: number;
  readonly to?: number;
  /** A tick that matters: it is marked. */
  readonly focus?: number;
}

export const WIDTH = 960;
export const LEFT = 64;
const RIGHT = 16;

/** How many things that happen are drawn before and behind a tick that matters. */
const BEFORE = 14;
const BEHIND = 6;
/** A character of 8N1 at 115 200. */
const SHORTEST = 160;

export function viewOf(changes: readonly LineChange[], wish: Wish): View {
  const [first, last] = spanOf(around(changes.filter(isEvent), wish.focus));
  const margin = Math.max(4, (last - first) * 0.02);
  const from = wish.from ?? Math.max(0, Math.min(first - margin, (wish.to ?? last) - SHORTEST));
  const to = Math.max(from + 1, wish.to ?? Math.max(last + margin, from + SHORTEST));
  const scale = (WIDTH - LEFT - RIGHT) / (to - from);
  return { from, to, x: (tick) => LEFT + (tick - from) * scale };
}

/** A level alone is no event: it belongs to a frame or to what holds the line. */
const isEvent = ({ kind }: LineChange): boolean => kind !== 'sout' && kind !== 'unread';

function around(events: readonly LineChange[], focus?: number): readonly LineChange[] {
  if (focus === undefined) return events;
  const at = events.findLastIndex((event) => event.at <= focus) + 1;
  return events.slice(Math.max(0, at - BEFORE), at + BEHIND);
}

function spanOf(events: readonly LineChange[]): readonly [number, number] {
  let [first, last] = [Number.POSITIVE_INFINITY, 0];
  for (const event of events) {
    first = Math.min(first, event.at);
    last = Math.max(last, event.kind === 'frame' ? event.frame.ends : event.at);
  }
  return [Number.isFinite(first) ? first : 0, last];
}
