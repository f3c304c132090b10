/** A character timeout that QEMU counts: it keeps its length, whatever is written meanwhile. All in ticks. */
export interface Timeout {
  readonly from: number;
  readonly length: number;
  readonly bit: number;
}

export const isDue = ({ from, length }: Timeout, now: number): boolean => now >= from + length;

/** By QEMU's arithmetic it is a tick late at most, but for half a stop bit, which it counts as a whole one. */
const LATEST = 1.25;

/** The next tick behind `now` at which it may pass; Infinity when it must have. */
export function nextLook({ from, length, bit }: Timeout, now: number): number {
  const due = from + length;
  if (now < due) return due;
  if (now === due) return due + 1;
  const bits = Math.floor((now - due - 1) / bit) + 1;
  const next = due + 1 + bits * bit;
  return next > from + LATEST * length ? Number.POSITIVE_INFINITY : next;
}
