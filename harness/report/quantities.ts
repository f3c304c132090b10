import { inWords } from '../ground/bytes.ts';
import { type Ticks, toMilliseconds } from '../ground/ticks.ts';

/** `5 231`. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ' ');

/** `1 byte`, `2 bytes`. */
export const counted = (count: number, thing: string): string =>
  `${grouped(count)} ${thing}${count === 1 ? '' : 's'}`;

/** `a`, `a and b`, `a, b and c`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** `120 ms`, `1.9 s`. */
export const time = (ms: number): string => {
  const whole = Math.round(ms);
  return whole < 1000 ? `${whole} ms` : `${(ms / 1000).toFixed(1)} s`;
};

/** A virtual instant: `68.76 ms`, `1.000 s`. */
export const instant = (ticks: number): string => {
  const ms = toMilliseconds(ticks as Ticks);
  return ms < 1000 ? `${ms.toFixed(2)} ms` : `${(ms / 1000).toFixed(3)} s`;
};

const WIDEST = 32;

/** `"hello world."`; of many, what so many columns hold. */
export function quotedBytes(bytes: readonly number[], widest = WIDEST): string {
  let words = '';
  let shown = 0;
  for (const byte of bytes) {
    const word = inWords([byte]);
    if (words.length + word.length > widest) break;
    words += word;
    shown += 1;
  }
  return `"${words}${shown < bytes.length ? '…' : ''}"`;
}
