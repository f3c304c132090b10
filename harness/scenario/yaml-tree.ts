import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type ParsedNode,
  parseDocument,
  type Scalar as YamlScalar,
} from 'yaml';
import { type Fault, fault } from './fault.ts';
import type { Range, Source } from './source.ts';
import type { Scalar, Tree } from './tree.ts';
import { clipped } from './words.ts';
import { IS_LAYOUT, oddBlank, openQuote, tab, yamlFault } from './yaml-faults.ts';

/** Far above what a person writes, far below what would keep a computer busy. */
const MOST_TOKENS = 100_000;
const MOST_VALUES = 20_000;
const MOST_ALIASES = 100;
const DEEPEST = 30;

export interface YamlProblem extends Fault {
  readonly at: Range;
  readonly also?: { readonly at: Range; readonly label: string };
}

/** `tree` is undefined when the text is no YAML at all, or has nothing in it. */
export function readYaml(source: Source): {
  readonly tree: Tree | undefined;
  readonly problems: readonly YamlProblem[];
} {
  const { isTooLong, lastQuote } = survey(source.text);
  if (isTooLong) return { tree: undefined, problems: [tooLarge([0, 1])] };
  const { contents, problems } = parse(source, lastQuote);
  if (problems.length > 0 || isNothing(contents)) return { tree: undefined, problems };
  const builder = new TreeBuilder(source.text);
  const tree = builder.build(contents, 0);
  return { tree, problems: builder.problems };
}

const isNothing = (contents: ParsedNode | null): contents is null =>
  contents === null || (isScalar(contents) && contents.value === null);

/** Composing costs a hundred times what lexing does, and hostile text is mostly punctuation. */
function survey(text: string): { readonly isTooLong: boolean; readonly lastQuote: number } {
  let count = 0;
  let offset = 0;
  let lastQuote = 0;
  for (const token of new Lexer().lex(text)) {
    if (++count > MOST_TOKENS) return { isTooLong: true, lastQuote };
    // The lexer's own marks are not in the text.
    if (!text.startsWith(token, offset)) continue;
    if (/^["']/.test(token)) lastQuote = offset;
    offset += token.length;
  }
  return { isTooLong: false, lastQuote };
}

function parse(
  { text }: Source,
  lastQuote: number,
): { contents: ParsedNode | null; problems: YamlProblem[] } {
  const traced = Error.stackTraceLimit;
  // The parser makes one Error for each mistake: without their stacks, half a million take half a second, not five.
  Error.stackTraceLimit = 0;
  try {
    // Duplicate keys are found below: there in linear time, and with both places.
    const options = {
      schema: 'core',
      uniqueKeys: false,
      resolveKnownTags: false,
      prettyErrors: false,
      logLevel: 'error',
    } as const;
    const document = parseDocument(text, options);
    const found = [...document.errors.slice(0, 1000), ...document.warnings.slice(0, 1000)];
    const misplaced = wrongStart(text, found[0]?.pos[0]);
    const problems = found.flatMap(({ code, message, pos: [start, end] }): YamlProblem[] => {
      // An open quote swallows the rest of the file: it is to be marked, not the end.
      if (/closing .?quote/.test(message)) return [{ ...openQuote(), at: [lastQuote, lastQuote + 1] }];
      if (misplaced !== undefined && IS_LAYOUT.has(code)) return [];
      return [{ ...yamlFault(code, message, text, start), at: [start, end] }];
    });
    if (misplaced !== undefined) problems.unshift(misplaced);
    return { contents: document.contents, problems: firstOfEachLine(problems, text) };
  } catch {
    return { contents: null, problems: [{ ...yamlFault('IMPOSSIBLE', '', text, 0), at: [0, 1] }] };
  } finally {
    Error.stackTraceLimit = traced;
  }
}

/** A line that begins with no plain blank: the parser stumbles on it, or on the next. */
function wrongStart(text: string, at: number | undefined): YamlProblem | undefined {
  if (at === undefined) return undefined;
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

/** One slip makes the parser stumble several times on its line; the first of them names it. */
function firstOfEachLine(problems: readonly YamlProblem[], text: string): YamlProblem[] {
  const seen = new Set<string | number>();
  return problems.filter(({ at: [start], what }) => {
    const line = text.lastIndexOf('\n', start - 1);
    const isNew = !seen.has(line) && !seen.has(what);
    seen.add(line).add(what);
    return isNew;
  });
}

class TreeBuilder {
  readonly problems: YamlProblem[] = [];
  readonly #text: string;
  readonly #anchors = new Map<string, { readonly tree: Tree; readonly size: number }>();
  #values = 0;
  #aliases = 0;

  constructor(text: string) {
    this.#text = text;
  }

  build(node: ParsedNode, depth: number): Tree {
    const [start, end] = node.range;
    const at: Range = [start, end];
    if (++this.#values > MOST_VALUES) return this.#refused(tooLarge(at));
    if (depth > DEEPEST)
      return this.#refused({ ...yamlFault('RESOURCE_EXHAUSTION', '', this.#text, start), at });
    if (isAlias(node)) return this.#aliased(node.source, at);
    const before = this.#values;
    const tree = this.#content(node, at, depth);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, { tree, size: this.#values - before + 1 });
    return tree;
  }

  #content(node: ParsedNode, at: Range, depth: number): Tree {
    if (isSeq(node))
      return { kind: 'list', items: node.items.map((item) => this.build(item as ParsedNode, depth + 1)), at };
    if (!isMap(node)) return { kind: 'scalar', value: isScalar(node) ? scalarOf(node) : null, at };
    const entries = new Map<string, { readonly key: Range; readonly value: Tree }>();
    for (const { key, value } of node.items) {
      if (!isScalar(key)) {
        this.#refused({
          ...fault('scenario-yaml', 'A key is one plain word.', undefined, 'Write it as `key: value`.'),
          at: rangeOf(key) ?? at,
        });
        continue;
      }
      // A key is the text that stands there: 0x10 is not 16, and `null` is a word.
      const name = typeof key.value === 'string' ? key.value : (key.source ?? '');
      const place = rangeOf(key) ?? at;
      const empty: Tree = { kind: 'scalar', value: null, at: [place[1], place[1]] };
      const tree = value === null ? empty : this.build(value as ParsedNode, depth + 1);
      const first = entries.get(name);
      if (first === undefined) entries.set(name, { key: place, value: tree });
      else
        this.problems.push({
          ...duplicate(name),
          at: place,
          also: { at: first.key, label: 'it stands here first' },
        });
    }
    return { kind: 'map', entries, at };
  }

  /** What an anchor holds, at the alias' own place; what is inside it stays where it was written. */
  #aliased(name: string, at: Range): Tree {
    const anchor = this.#anchors.get(name);
    if (anchor === undefined) {
      const what = `\`*${clipped(name)}\` repeats something that no \`&${clipped(name)}\` above it names.`;
      return this.#refused({
        ...fault('scenario-yaml', what, undefined, 'Write out what it stands for.'),
        at,
      });
    }
    this.#values += anchor.size - 1;
    if (++this.#aliases > MOST_ALIASES || this.#values > MOST_VALUES) return this.#refused(tooLarge(at));
    return { ...anchor.tree, at };
  }

  #refused(problem: YamlProblem): Tree {
    const isNew = !this.problems.some(({ what }) => what === problem.what);
    if (isNew) this.problems.push(problem);
    return { kind: 'scalar', value: null, at: problem.at, isUnread: true };
  }
}

function scalarOf({ value }: YamlScalar): Scalar {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null)
    return value;
  return String(value);
}

function rangeOf(node: unknown): Range | undefined {
  const range = (node as Partial<ParsedNode> | null)?.range;
  return range ? [range[0], range[1]] : undefined;
}

const duplicate = (key: string): Fault =>
  fault(
    'scenario-duplicate-key',
    `\`${clipped(key)}\` stands here twice.`,
    'A key stands once in its group.',
    'Take one of them out.',
  );

const tooLarge = (at: Range): YamlProblem => ({
  ...fault(
    'scenario-too-large',
    'There is more in this file than a scenario can hold.',
    `At most ${MOST_VALUES} values, with at most ${MOST_ALIASES} repeated by \`*name\`.`,
    'Divide it into several files.',
  ),
  at,
});
