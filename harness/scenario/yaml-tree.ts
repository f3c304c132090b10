import { isAlias, isMap, isScalar, isSeq, type ParsedNode, type Scalar as YamlScalar } from 'yaml';
import type { Range, Source } from '../ground/source.ts';
import { type Fault, fault } from './fault.ts';
import type { Scalar, Tree } from './tree.ts';
import { clipped } from './words.ts';
import { isTooLong, type Parsed, parse, type YamlProblem } from './yaml-parse.ts';

/** Far above what a person writes, far below what would keep a computer busy. */
const MOST_VALUES = 20_000;
const MOST_ALIASES = 100;
const DEEPEST = 30;

/** `tree` is undefined when the text is no YAML at all, or has nothing in it. From `soundTo` on it may be another than was meant. */
export function readYaml({ text }: Source): {
  readonly tree: Tree | undefined;
  readonly soundTo: number;
  readonly problems: readonly YamlProblem[];
} {
  if (isTooLong(text)) return { tree: undefined, soundTo: 0, problems: [tooLarge([0, 1])] };
  const parsed = parse(text);
  const { contents, problems, soundTo } = parsed;
  if (isNothing(contents)) return { tree: undefined, soundTo, problems };
  const builder = new TreeBuilder(parsed);
  const tree = builder.build(contents, 0);
  const certain = builder.problems.filter(({ at: [start] }) => start < soundTo);
  return { tree, soundTo, problems: [...problems, ...certain] };
}

const isNothing = (contents: ParsedNode | null): contents is null =>
  contents === null || (isScalar(contents) && contents.value === null);

class TreeBuilder {
  readonly problems: YamlProblem[] = [];
  readonly #parsed: Parsed;
  readonly #anchors = new Map<string, { readonly tree: Tree; readonly size: number }>();
  #values = 0;
  #aliases = 0;

  constructor(parsed: Parsed) {
    this.#parsed = parsed;
  }

  build(node: ParsedNode, depth: number): Tree {
    const at = this.#parsed.place([node.range[0], node.range[1]]);
    if (++this.#values > MOST_VALUES) return this.#refused(tooLarge(at));
    if (depth > DEEPEST) return this.#refused(tooDeep(at));
    if (isAlias(node)) return this.#aliased(node.source, at);
    const before = this.#values;
    const tree = this.#content(node, at, depth);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, { tree, size: this.#values - before + 1 });
    return tree;
  }

  #content(node: ParsedNode, at: Range, depth: number): Tree {
    if (isSeq(node))
      return { kind: 'list', items: node.items.map((item) => this.build(item as ParsedNode, depth + 1)), at };
    if (!isMap(node)) {
      const unread = this.#parsed.isMarred(at) ? ({ isUnread: true } as const) : {};
      return { kind: 'scalar', value: isScalar(node) ? scalarOf(node) : null, at, ...unread };
    }
    const entries = new Map<string, { readonly key: Range; readonly value: Tree }>();
    for (const { key, value } of node.items) {
      if (!isScalar(key)) {
        this.#refused({
          ...fault('scenario-yaml', 'A key is one plain word.', undefined, 'Write it as `key: value`.'),
          at: this.#rangeOf(key) ?? at,
        });
        continue;
      }
      // A key is the text that stands there: 0x10 is not 16, and `null` is a word.
      const name = typeof key.value === 'string' ? key.value : (key.source ?? '');
      const place = this.#rangeOf(key) ?? at;
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
    if (++this.#aliases > MOST_ALIASES) return this.#refused(tooManyAliases(at));
    if (this.#values > MOST_VALUES) return this.#refused(tooLarge(at));
    return { ...anchor.tree, at };
  }

  #rangeOf(node: unknown): Range | undefined {
    const range = (node as Partial<ParsedNode> | null)?.range;
    return range ? this.#parsed.place([range[0], range[1]]) : undefined;
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
    `At most ${MOST_VALUES} values, which are about 3000 steps.`,
    'Divide it into several files.',
  ),
  at,
});

const tooManyAliases = (at: Range): YamlProblem => ({
  ...fault(
    'scenario-too-large',
    'Too much is repeated by `*name` in this file.',
    `At most ${MOST_ALIASES} values are.`,
    'Write a value out, or divide the file.',
  ),
  at,
});

const tooDeep = (at: Range): YamlProblem => ({
  ...fault(
    'scenario-yaml',
    'Groups stand in groups here, far too deep.',
    `At most ${DEEPEST} stand in one another.`,
    'Write the file without so many brackets.',
  ),
  at,
});
