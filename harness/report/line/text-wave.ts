import type { Part } from './frame-parts.ts';

/** Columns for a bit. */
const CELL = 3;

export interface Scale {
  /** How many ticks have the width of a bit: this frame's own, if not given. */
  readonly bit?: number;
  /** For how many ticks the line idles before it. */
  readonly idle?: number;
}

/** A frame in three lines of text: its bits' names, and its level in box drawing. */
export function textWave(parts: readonly Part[], scale: Scale = {}): readonly string[] {
  const start = parts[0];
  if (start === undefined) return [];
  const { bit = start.to - start.from, idle = 0 } = scale;
  const before = 2 + Math.round((idle / bit) * CELL);
  let [names, high, low] = [' '.repeat(before), '─'.repeat(before), ' '.repeat(before)];
  let level = 1;
  for (const part of parts) {
    const width = Math.max(2, Math.round(((part.to - part.from) / bit) * CELL));
    const isEdge = part.level !== level;
    const [top, bottom] = part.level === 1 ? ['─', ' '] : [' ', '─'];
    names += nameOf(part).padStart(2).padEnd(width);
    high += (isEdge ? (part.level === 1 ? '┌' : '┐') : top) + top.repeat(width - 1);
    low += (isEdge ? (part.level === 1 ? '┘' : '└') : bottom) + bottom.repeat(width - 1);
    level = part.level;
  }
  return [names, high, low].map((line) => line.trimEnd());
}

const NAMES = { start: 'S', parity: 'P', stop: 'E' } as const;

const nameOf = ({ name, bit }: Part): string => (name === 'data' ? String(bit) : NAMES[name]);
