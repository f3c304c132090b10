import { bitTicks, characterTicks, type Line } from '../../uart/line-settings.ts';
import { counted } from '../quantities.ts';

/** `one bit later`, `32 ticks earlier`: in bits of a line where that is told, and in characters where it is many. */
export function later(ticks: number, line: Line | null, [more, less] = ['later', 'earlier']): string {
  return `${lengthInWords(Math.abs(ticks), line)} ${ticks < 0 ? less : more}`;
}

function lengthInWords(ticks: number, line: Line | null): string {
  if (line === null) return counted(ticks, 'tick');
  const [bits, characters] = [ticks / bitTicks(line.divisor), ticks / characterTicks(line)];
  if (characters >= 1) {
    const words = characters === 1 ? 'one character' : `${rounded(characters)} characters`;
    return `${words} (${counted(ticks, 'tick')})`;
  }
  if (bits === 1) return 'one bit';
  if (Number.isInteger(bits * 2)) return `${rounded(bits)} bits`;
  return bits < 0.1 ? counted(ticks, 'tick') : `${counted(ticks, 'tick')} (${rounded(bits)} bits)`;
}

const rounded = (value: number): string => String(Number(value.toFixed(1)));
