/**
 * What is done to both chips. `hear`: a character or a break comes from the far end. As text, one a line: `out FCR 0x01`,
 * `in LSR`, `wait 160` (ticks), `hear 0x41`, `hear break`. `book`: what the book has come of it, in the words of `outcome`.
 */
export type Operation = (
  | { readonly do: 'out'; readonly offset: number; readonly value: number }
  | { readonly do: 'in'; readonly offset: number }
  | { readonly do: 'wait'; readonly ticks: number }
  | { readonly do: 'hear'; readonly char: number | 'break' }
) & { readonly book?: string };

const READ = ['RBR', 'IER', 'IIR', 'LCR', 'MCR', 'LSR', 'MSR', 'SCR'] as const;
const WRITTEN = ['THR', 'IER', 'FCR', 'LCR', 'MCR', 'LSR', 'MSR', 'SCR'] as const;
const LATCH = ['DLL', 'DLM'] as const;

export const out = (offset: number, value: number): Operation => ({ do: 'out', offset, value });
export const read = (offset: number): Operation => ({ do: 'in', offset });
export const wait = (ticks: number): Operation => ({ do: 'wait', ticks });
export const hear = (char: number | 'break'): Operation => ({ do: 'hear', char });

export const hex = (value: number): string => `0x${value.toString(16).toUpperCase().padStart(2, '0')}`;

function textOf(one: Operation): string {
  switch (one.do) {
    case 'out':
      return `out ${WRITTEN[one.offset]} ${hex(one.value)}`;
    case 'in':
      return `in ${READ[one.offset]}`;
    case 'wait':
      return `wait ${one.ticks}`;
    case 'hear':
      return `hear ${one.char === 'break' ? one.char : hex(one.char)}`;
  }
}

/** One line each; under DLAB, offsets 0 and 1 bear the names of the divisor latch. */
export function linesOf(sequence: readonly Operation[]): string[] {
  let dlab = false;
  return sequence.map((one) => {
    const latch = one.do === 'in' || one.do === 'out' ? LATCH[one.offset] : undefined;
    const text = textOf(one);
    if (one.do === 'out' && WRITTEN[one.offset] === 'LCR') dlab = (one.value & 0x80) !== 0;
    return dlab && latch !== undefined ? text.replace(/(?<= )[A-Z]+/, latch) : text;
  });
}

/** What came of an operation: the value that was read, else the edges of INTR. */
export const outcome = (value: number | null, edges: readonly string[]): string => {
  if (value !== null) return hex(value);
  return edges.length === 0 ? 'no edge' : edges.join(' ');
};

/**
 * Reads what `linesOf` writes, with `;` for a new line too. What stands after `->` is what the book has come of it;
 * after `-> ours` it is what a failure printed, and is passed over, as is a line that begins with `#`.
 */
export function sequenceOf(text: string): Operation[] {
  return text
    .split(/[\n;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [what = '', book = ''] = line.split('->').map((part) => part.trim());
      return book === '' || book.startsWith('ours') ? operationOf(what) : { ...operationOf(what), book };
    });
}

function operationOf(line: string): Operation {
  const [what, ...rest] = line.split(/\s+/);
  const [first = '', second] = rest;
  if (what === 'wait' || what === 'hear') {
    if (first === 'break') return hear(first);
    const count = numberIn(first, line);
    return what === 'wait' ? wait(count) : hear(count);
  }
  if (what !== 'in' && what !== 'out') throw new Error(`no such operation: ${line}`);
  const latch = LATCH.indexOf(first as never);
  const offset = latch >= 0 ? latch : (what === 'in' ? READ : WRITTEN).indexOf(first as never);
  if (offset < 0) throw new Error(`no such register: ${line}`);
  return what === 'in' ? read(offset) : out(offset, numberIn(second ?? '', line));
}

function numberIn(word: string, line: string): number {
  const value = Number(word);
  if (word === '' || !Number.isInteger(value)) throw new Error(`a number is missing: ${line}`);
  return value;
}
