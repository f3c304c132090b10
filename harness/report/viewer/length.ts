import { CRYSTAL_HZ } from '../../ground/ticks.ts';
import type { LineTiming } from '../../uart/line-timing.ts';
import { grouped, instant } from '../quantities.ts';
import { timeInWords } from '../svg/axis.ts';

/** `44 bits (4.58 ms)`; without a line, the time alone. */
export function lengthInWords(ticks: number, timing: LineTiming | null): string {
  if (timing === null) return `${ticks} ticks (${instant(ticks)})`;
  const bits = ticks / timing.bit;
  const count = bits < 10 ? Number(bits.toFixed(1)) : Math.round(bits);
  return `${count} ${count === 1 ? 'bit' : 'bits'} (${instant(ticks)})`;
}

const MILLISECOND = CRYSTAL_HZ / 1000;

/** `158 ticks (9.9 bits, 85.7 µs)`, `8 440 ticks (44 bits, 4.58 ms)`. */
export function exactLength(ticks: number, timing: LineTiming | null): string {
  const count = `${grouped(ticks)} ${ticks === 1 ? 'tick' : 'ticks'}`;
  const bits = timing === null ? '' : `${Number((ticks / timing.bit).toFixed(1))} bits, `;
  return `${count} (${bits}${ticks < MILLISECOND ? timeInWords(ticks) : instant(ticks)})`;
}
