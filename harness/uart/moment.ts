/** A time in ticks as a snapshot keeps it; null when there is none: JSON knows no Infinity. */
export type Moment = number | null;

export const moment = (at: number): Moment => (Number.isFinite(at) ? at : null);
