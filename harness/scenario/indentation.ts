import { LineCounter } from 'yaml';
import type { Range } from '../ground/source.ts';

/** A text whose lines begin with blanks only, and the way back from a place in it to the one that was written. */
export interface Indented {
  readonly text: string;
  readonly place: (at: Range) => Range;
}

/** Each tab as so many blanks, and anything else that looks like a blank as one. */
export function indented(written: string, tabWidth: number): Indented {
  const counter = new LineCounter();
  const lines: { readonly start: number; readonly more: number }[] = [];
  let text = '';
  let start = 0;
  for (const line of written.split('\n')) {
    const [margin = ''] = /^[^\S\r\n]*/.exec(line) ?? [];
    const blanks = margin.replace(/\t/g, ' '.repeat(tabWidth)).replace(/[^ ]/g, ' ');
    counter.addNewLine(text.length);
    lines.push({ start, more: blanks.length - margin.length });
    text += `${blanks}${line.slice(margin.length)}\n`;
    start += line.length + 1;
  }
  const back = (offset: number): number => {
    const { line, col } = counter.linePos(offset);
    const { start, more } = lines[line - 1] ?? { start: 0, more: 0 };
    return Math.min(written.length, start + Math.max(0, col - 1 - more));
  };
  return { text: text.slice(0, -1), place: ([from, to]) => [back(from), back(to)] };
}

export const asWritten = (text: string): Indented => ({ text, place: (at) => at });
