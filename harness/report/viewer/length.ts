import { CRYSTAL_HZ } from '../../ground/ticks.ts';
import type { LineTiming } from '../../uart/line-timing.ts';
import { grouped, instant } from '../quantities.ts';

/** `44 bits (4.58 ms)`; without a line, the time alone. */
export function lengthInWords(ticks: number, timing: LineTiming | null): string {
  if (timing === null) return `${ticks} ticks (${instant(ticks)})`;
  const bits = ticks / timing.bit;
  const count = bits < 10 ? Number(bits.toFixed(1)) : Math.round(bits);
  return `${count} ${count === 1 ? 'bit' : 'bits'} (${instant(ticks)})`;
}

/** `158 ticks (9.9 bits, 85.7 µs)`: as exactly as it is known. */
export function exactLength(ticks: number, timing: LineTiming | null): string {
  const count = `${grouped(ticks)} ${ticks === 1 ? 'tick' : 'ticks'}`;
  const bits = timing === null ? '' : `${Number((ticks / timing.bit).toFixed(1))} bits, `;
  const us = (ticks * 1e6) / CRYSTAL_HZ;
  return `${count} (${bits}${us < 10_000 ? `${us.toFixed(1)} µs` : instant(ticks)})`;
}
