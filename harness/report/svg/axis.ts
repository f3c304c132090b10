import { CRYSTAL_HZ } from '../../ground/ticks.ts';
import { label, px, stroke } from './markup.ts';
import { LEFT, type View, WIDTH } from './view.ts';

const MOST_MARKS = 8;
/** Half as wide as a mark's words are. */
const ROOM = 36;

/** Marks at round numbers of ticks, with the time below. */
export function axis({ from, to, x }: View, top: number, y: number): string {
  const step = roundStep((to - from) / MOST_MARKS);
  const marks: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) marks.push(at);
  return [
    stroke(marks.map((at) => `M${px(x(at))} ${px(top)}V${px(y)}`).join(''), 'rule'),
    ...marks.flatMap((at) => {
      const middle = Math.min(x(at), WIDTH - ROOM);
      return [
        label({ x: middle, y: y + 12 }, 'small mid', String(at)),
        label({ x: middle, y: y + 24 }, 'faint mid', timeInWords(at)),
      ];
    }),
    label({ x: 8, y: y + 12 }, 'faint', 'tick'),
    stroke(`M${px(LEFT)} ${px(y)}H${px(x(to))}`, 'rule'),
  ].join('\n');
}

/** 1, 2 or 5 and noughts behind it; never less than a tick. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return power * ([1, 2, 5, 10].find((factor) => factor * power >= least) ?? 10);
}

/** Ticks as a person reads time: `86.8 µs`, `1.302 ms`, `2.5 s`. */
export function timeInWords(at: number): string {
  const seconds = at / CRYSTAL_HZ;
  if (seconds === 0) return '0';
  if (seconds < 1e-3) return `${Number((seconds * 1e6).toFixed(1))} µs`;
  return seconds < 1 ? `${Number((seconds * 1e3).toFixed(3))} ms` : `${Number(seconds.toFixed(6))} s`;
}
