import type { GoldenDeparture } from '../../run/golden-departure.ts';
import type { GoldenFrame } from '../../run/golden-frame.ts';
import { lcrFor } from '../../uart/line-settings.ts';
import { type FrameShape, lineOf, shapeInWords, shapeOf } from '../line/frame-parts.ts';
import { textWave } from '../line/text-wave.ts';

/** Golden's frame and this run's, one below the other, on one scale of time where there is room for it. */
export function textPicture(departure: GoldenDeparture): readonly string[] {
  const { frame } = departure;
  if (frame === null) return [];
  const { wanted, came, side } = frame;
  const shapes = [shapeOfFrame(wanted), shapeOfFrame(came)];
  const bit = Math.min(...shapes.map(bitOf));
  const from = Math.min(wanted.t, came.t);
  const bits = (Math.max(wanted.ends, came.ends) - from) / bit;
  const own = (one: GoldenFrame, shape: FrameShape) =>
    drawn(shape, bits <= WIDEST ? { bit, idle: one.t - from } : {});
  const title = (whose: string, { t, ends }: GoldenFrame, shape: FrameShape): string =>
    `${whose} ${side}, tick ${t} to ${ends}, ${shapeInWords(shape)}`;
  const [before, now] = shapes as [FrameShape, FrameShape];
  return [
    title('golden: ', wanted, before),
    ...own(wanted, before),
    title('this run:', came, now),
    ...own(came, now),
  ];
}

/** Bits that a line of a terminal holds. */
const WIDEST = 24;

const drawn = (shape: FrameShape, scale: Parameters<typeof textWave>[1]): readonly string[] =>
  textWave(shape.parts, scale).map((line) => `  ${line}`);

function shapeOfFrame(frame: GoldenFrame): FrameShape {
  const { line } = frame;
  const known =
    line === null
      ? null
      : lineOf({ lcr: lcrFor(line), dll: line.divisor & 0xff, dlm: line.divisor >> 8, looped: false });
  return shapeOf(frame, known);
}

const bitOf = ({ parts: [start], ends }: FrameShape): number =>
  start === undefined ? Math.max(1, ends) : start.to - start.from;
