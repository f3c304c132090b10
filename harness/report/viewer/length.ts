import type { LineTiming } from '../../uart/line-timing.ts';
import { instant } from '../quantities.ts';

/** `44 bits (4.58 ms)`; without a line, the time alone. */
export function lengthInWords(ticks: number, timing: LineTiming | null): string {
  if (timing === null) return `${ticks} ticks (${instant(ticks)})`;
  const bits = ticks / timing.bit;
  const count = bits < 10 ? Number(bits.toFixed(1)) : Math.round(bits);
  return `${count} ${count === 1 ? 'bit' : 'bits'} (${instant(ticks)})`;
}
