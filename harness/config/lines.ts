import type { Range } from '../ground/source.ts';

/** Each line of a text, without its end. */
export function* linesOf(text: string): Generator<Range> {
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const next = newline < 0 ? text.length : newline;
    yield [start, text[next - 1] === '\r' && next > start ? next - 1 : next];
    start = next + 1;
  }
}

/** How the text ends its lines. */
export const lineEndOf = (text: string): string => (text[text.indexOf('\n') - 1] === '\r' ? '\r\n' : '\n');
