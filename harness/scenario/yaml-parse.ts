import { type ErrorCode, isMap, isSeq, Lexer, type ParsedNode, parseDocument } from 'yaml';
import type { Range } from '../ground/source.ts';
import type { Fault } from './fault.ts';
import { asWritten, type Indented, indented } from './indentation.ts';
import { IS_LAYOUT, KEEPS_THE_TREE, oddBlank, openQuote, tab, yamlFault } from './yaml-faults.ts';

/** Far above what a person writes, far below what would keep a computer busy. */
const MOST_TOKENS = 100_000;
const MOST_SLIPS = 1000;
/** What a tab may have been taken for. Where two of them make different groups, nobody knows which was meant. */
const TAB_WIDTHS = [8, 7, 6, 5, 4, 3, 2, 1];

export interface YamlProblem extends Fault {
  readonly at: Range;
  readonly also?: { readonly at: Range; readonly label: string };
}

export interface Parsed {
  readonly contents: ParsedNode | null;
  readonly problems: readonly YamlProblem[];
  /** From here on, parts may stand in another group than was meant. */
  readonly soundTo: number;
  /** Where a part of `contents` is in the file. */
  readonly place: (at: Range) => Range;
  /** Whether a problem is about the value at this place in the file. */
  readonly isMarred: (at: Range) => boolean;
}

/** What the parser stumbles on, in its own terms. */
interface Slip {
  readonly code: ErrorCode;
  readonly message: string;
  readonly at: Range;
}

interface Composed {
  readonly contents: ParsedNode | null;
  readonly slips: readonly Slip[];
}

/** Composing costs a hundred times what lexing does, and hostile text is mostly punctuation. */
export function isTooLong(text: string): boolean {
  let count = 0;
  for (const _ of new Lexer().lex(text)) if (++count > MOST_TOKENS) return true;
  return false;
}

export function parse(text: string): Parsed {
  const composed = compose(text);
  const margin = composed.slips.slice(0, 20).flatMap(({ at: [start] }) => wrongMargin(text, start) ?? [])[0];
  if (margin === undefined) return told(text, asWritten(text), composed);
  const readings = TAB_WIDTHS.map((width) => indented(text, width))
    .map((repaired) => ({ repaired, again: compose(repaired.text) }))
    .filter(({ again }) => again.slips.every(({ code }) => KEEPS_THE_TREE.has(code)));
  const [only] = readings;
  const isOne = new Set(readings.map(({ again }) => shapeOf(again.contents, 0))).size === 1;
  return only !== undefined && isOne
    ? told(text, only.repaired, only.again, margin)
    : told(text, asWritten(text), composed, margin);
}

/** What stands in what, down to a depth that no scenario has. */
function shapeOf(node: unknown, depth: number): string {
  if (depth > 30) return '…';
  if (isSeq(node)) return `[${node.items.map((item) => shapeOf(item, depth + 1))}]`;
  return isMap(node) ? `{${node.items.map(({ value }) => shapeOf(value, depth + 1))}}` : '.';
}

function compose(text: string): Composed {
  const traced = Error.stackTraceLimit;
  // The parser makes one Error for each mistake: without their stacks, half a million take half a second, not five.
  Error.stackTraceLimit = 0;
  try {
    // Duplicate keys are found later: there in linear time, and with both places.
    const options = {
      schema: 'core',
      uniqueKeys: false,
      resolveKnownTags: false,
      prettyErrors: false,
      logLevel: 'error',
    } as const;
    const { contents, errors, warnings } = parseDocument(text, options);
    const found = [...errors.slice(0, MOST_SLIPS), ...warnings.slice(0, MOST_SLIPS)];
    return { contents, slips: found.map(({ code, message, pos }) => ({ code, message, at: pos })) };
  } catch {
    return { contents: null, slips: [{ code: 'IMPOSSIBLE', message: '', at: [0, 1] }] };
  } finally {
    Error.stackTraceLimit = traced;
  }
}

/** In plain words, and at the places that the file has. */
function told(
  written: string,
  { text, place }: Indented,
  { contents, slips }: Composed,
  margin?: YamlProblem,
): Parsed {
  const lineOf = (offset: number): number => written.lastIndexOf('\n', offset - 1) + 1;
  let soundTo = Number.POSITIVE_INFINITY;
  const told = slips.map((slip) => {
    const problem = problemOf(slip, text);
    const at = place(problem.at);
    const line = lineOf(at[0]);
    if (!KEEPS_THE_TREE.has(slip.code)) soundTo = Math.min(soundTo, line);
    return { code: slip.code, message: slip.message, problem: { ...problem, at }, line };
  });
  if (margin !== undefined && soundTo < written.length) soundTo = Math.min(soundTo, lineOf(margin.at[0]));
  const openQuoteAt =
    told.find(({ message }) => IS_OPEN_QUOTE.test(message))?.problem.at[0] ?? written.length;
  const seen = new Set<string | number>();
  const firsts = told.filter(({ code, problem: { at, what }, line }) => {
    if (margin !== undefined && IS_LAYOUT.has(code)) return false;
    if (at[0] > openQuoteAt) return false;
    // One slip makes the parser stumble several times, on its line and on others; the first names it.
    const identity = KEEPS_THE_TREE.has(code) ? line : what;
    const isNew = !seen.has(line) && !seen.has(identity);
    seen.add(line).add(identity);
    return isNew;
  });
  const marks = told.filter(({ code }) => KEEPS_THE_TREE.has(code)).map(({ problem }) => problem.at);
  // A tag stands before its value.
  const isBefore = (to: number, start: number): boolean =>
    start - to < 50 && written.slice(to, start).trim() === '';
  return {
    contents,
    problems: [...(margin === undefined ? [] : [margin]), ...firsts.map(({ problem }) => problem)],
    soundTo,
    place,
    isMarred: ([start, end]) =>
      end > soundTo || marks.some(([from, to]) => from <= end && (to > start || isBefore(to, start))),
  };
}

const IS_OPEN_QUOTE = /closing .?quote/;

function problemOf({ code, message, at }: Slip, text: string): YamlProblem {
  // An open quote swallows the rest of the file: it is to be marked, not the end.
  if (!IS_OPEN_QUOTE.test(message)) return { ...yamlFault(code, message, text, at[0]), at };
  const quote = lastQuoteIn(text);
  return { ...openQuote(), at: [quote, quote + 1] };
}

function lastQuoteIn(text: string): number {
  let offset = 0;
  let last = 0;
  for (const token of new Lexer().lex(text)) {
    // The lexer's own marks are not in the text.
    if (!text.startsWith(token, offset)) continue;
    if (/^["']/.test(token)) last = offset;
    offset += token.length;
  }
  return last;
}

/** A line that begins with no plain blank: the parser stumbles on it, or on the next. */
function wrongMargin(text: string, at: number): YamlProblem | undefined {
  const line = text.lastIndexOf('\n', at - 1) + 1;
  const before = line === 0 ? 0 : text.lastIndexOf('\n', line - 2) + 1;
  const end = text.indexOf('\n', line);
  const found = /^ *([^\S \r\n]+)/m.exec(text.slice(before, end < 0 ? undefined : end));
  if (found === null) return undefined;
  const start = before + found.index + found[0].length - (found[1]?.length ?? 0);
  return {
    ...(found[1]?.startsWith('\t') ? tab() : oddBlank()),
    at: [start, before + found.index + found[0].length],
  };
}
