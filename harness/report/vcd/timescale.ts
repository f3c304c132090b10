/** A tick is 542.5 ns: in this unit no two of them are one, and a bit at 115 200 is 87. */
export const TIMESCALE = '100 ns';
const NANOSECONDS = 100;

/**
 * The unit in which a tick falls, the nearest one. A tick is 78125/144 ns: counted from the tick itself, so that no
 * rounding adds up, however long the trace is.
 */
export const unitOf = (tick: number): number => Math.round((tick * 78_125) / (144 * NANOSECONDS));
