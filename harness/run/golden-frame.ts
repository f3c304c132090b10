import { SIDES, type Side } from '../ground/side.ts';
import type { TraceRecord } from '../ground/trace.ts';
import type { Line } from '../uart/line-settings.ts';
import { LinesUsed } from './lines-used.ts';

/** A frame of one of the two, with the line settings that it was sent with. */
export interface GoldenFrame {
  readonly t: number;
  readonly ends: number;
  readonly char: number;
  readonly line: Line | null;
}

/** A frame that is not what it was: it begins, ends or carries something else. */
export interface DepartedFrame {
  readonly side: Side;
  /** Which of this machine's frames, from 1. */
  readonly nth: number;
  readonly wanted: GoldenFrame;
  readonly came: GoldenFrame;
}

/** The first that takes longer or shorter; else the first that differs at all. */
export function departedFrame(
  wanted: readonly TraceRecord[],
  came: readonly TraceRecord[],
  bases: Readonly<Record<Side, number>>,
): DepartedFrame | null {
  const [golden, run] = [framesOf(wanted, bases), framesOf(came, bases)];
  const departed = SIDES.flatMap((side) =>
    golden[side].flatMap((one, i): readonly DepartedFrame[] => {
      const other = run[side][i];
      return other === undefined || isSame(one, other)
        ? []
        : [{ side, nth: i + 1, wanted: one, came: other }];
    }),
  ).sort((a, b) => a.came.t - b.came.t);
  return departed.find(hasOtherLength) ?? departed[0] ?? null;
}

export const hasOtherLength = ({ wanted, came }: DepartedFrame): boolean =>
  wanted.ends - wanted.t !== came.ends - came.t;

const isSame = (one: GoldenFrame, other: GoldenFrame): boolean =>
  one.t === other.t && one.ends === other.ends && one.char === other.char;

function framesOf(
  records: readonly TraceRecord[],
  bases: Readonly<Record<Side, number>>,
): Readonly<Record<Side, readonly GoldenFrame[]>> {
  const lines = new LinesUsed(bases, Number.POSITIVE_INFINITY);
  const frames: Record<Side, GoldenFrame[]> = { A: [], B: [] };
  for (const record of records) {
    lines.sink(record);
    if (record.k !== 'frame' || record.m === '-') continue;
    const { m, t, ends, char } = record;
    frames[m].push({ t, ends, char, line: lines.set[m] });
  }
  return frames;
}
