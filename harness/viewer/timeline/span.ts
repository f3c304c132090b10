import type { Span } from '../state.ts';

/** Half a bit at 115 200. */
const LEAST = 8;

export const lengthOf = ({ from, to }: Span): number => to - from;

/** As it is, or moved and shortened so that it lies in the whole. */
export function within(span: Span, whole: Span): Span {
  const length = Math.min(Math.max(lengthOf(span), LEAST), lengthOf(whole));
  const from = Math.min(Math.max(span.from, whole.from), whole.to - length);
  return { from, to: from + length };
}

/** So many times as long, with one tick left where it is on the screen. */
export function zoomed(span: Span, at: number, factor: number, whole: Span): Span {
  const length = Math.min(Math.max(lengthOf(span) * factor, LEAST), lengthOf(whole));
  const share = (at - span.from) / lengthOf(span);
  const from = at - share * length;
  return within({ from, to: from + length }, whole);
}

export const panned = ({ from, to }: Span, by: number, whole: Span): Span =>
  within({ from: from + by, to: to + by }, whole);

/** The same length, moved no more than it must so that a tick is well inside. */
export function showing(span: Span, tick: number, whole: Span): Span {
  const margin = lengthOf(span) * 0.1;
  if (tick >= span.from + margin * 0.2 && tick <= span.to - margin * 0.2) return span;
  return panned(span, tick < span.from + margin ? tick - margin - span.from : tick + margin - span.to, whole);
}
