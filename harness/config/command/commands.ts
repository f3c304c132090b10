import type { Source } from '../../ground/source.ts';
import type { Finding } from '../finding.ts';
import type { Place } from '../model.ts';
import { assigner } from './assignments.ts';
import type { CommandLine, Wanted } from './command.ts';
import { dialectOf } from './dialect.ts';
import { placeIn, wholeOf, withinQuotes } from './excerpt.ts';
import { type Passage, passagesOf } from './fences.ts';
import { itemListsIn } from './item-lists.ts';
import { listsIn } from './lists.ts';
import { ShellWords } from './shell-words.ts';
import type { SimpleCommand } from './simple-command.ts';
import { sumsIn } from './sums.ts';
import type { Token } from './token.ts';
import { wordOf } from './token.ts';
import { Values } from './values.ts';

/** A command within quotes may have another one within quotes. */
const DEEPEST = 3;

/** All command lines of some kind in a text of whatever language, in the text's order. */
export function commandsIn(source: Source, wanted: Wanted): readonly CommandLine[] {
  const values = new Values();
  const linesIn = (
    { excerpt, dialect }: Passage,
    depth: number,
    note: (command: SimpleCommand) => void,
  ): CommandLine[] => {
    const found: CommandLine[] = [];
    const take = (command: SimpleCommand): void => {
      note(command);
      const line = command.talk ? undefined : lineOf(command.words, wanted, command.shell, command.findings);
      if (line !== undefined) found.push(line);
      if (line?.name !== undefined || command.talk || depth >= DEEPEST) return;
      for (const { excerpt: outer, inside, quote } of command.quoted)
        for (const inner of linesIn(
          { excerpt: withinQuotes(outer, inside, quote === '"' && dialect.shell === 'sh'), dialect },
          depth + 1,
          assigner(dialect, values),
        ))
          found.push(inner);
    };
    new ShellWords(excerpt, dialect, values, take).read();
    return found;
  };

  const shells = passagesOf(source).flatMap((passage) =>
    linesIn(passage, 0, assigner(passage.dialect, values)),
  );
  const [whole, dialect] = [wholeOf(source), dialectOf(source)];
  const tells = (text: string): boolean => text.split(/\s+/).some((word) => wanted.name(bare(word)));
  const sums = sumsIn(whole, dialect, tells).flatMap((excerpt) =>
    linesIn({ excerpt, dialect }, DEEPEST, () => {}),
  );
  const surroundings = { excerpt: whole, dialect, values };
  const lists = [...listsIn(surroundings, wanted), ...itemListsIn(surroundings, wanted)].flatMap(
    (tokens) => lineOf(tokens, wanted, 'list', []) ?? [],
  );
  return withoutTwice(shells, withoutTwice(sums, lists));
}

const bare = (text: string): string => text.replace(/^\w+=(?=.)/, '');

function lineOf(
  tokens: readonly Token[],
  wanted: Wanted,
  shell: CommandLine['shell'],
  broken: readonly Finding[],
): CommandLine | undefined {
  const index = tokens.findIndex(({ text }) => wanted.name(bare(text)));
  const nameless = index < 0;
  if (nameless && !tokens.some(({ text }) => wanted.option?.(text) === true)) return undefined;
  const used = nameless ? tokens : tokens.slice(index);
  const [first, ...rest] = used.map(wordOf);
  const last = rest.at(-1) ?? first;
  if (first === undefined || last === undefined) return undefined;
  const own = nameless ? undefined : { ...first, text: bare(first.text) };
  const [start, end] = [first.used ?? first.at, last.used ?? last.at];
  const to = end.range[1] > start.range[0] ? end.range[1] : start.range[1];
  return {
    name: own,
    words: nameless ? [first, ...rest] : rest,
    at: { source: start.source, range: [start.range[0], to] },
    shell,
    findings: [...broken, ...used.flatMap(typesetOf)],
  };
}

/** Quotes and dashes of printed text, which no shell knows. */
function typesetOf(token: Token): Finding[] {
  if (token.typeset !== true) return [];
  const { excerpt, from, to } = token;
  const written = excerpt.text.slice(from, to);
  const plain = written
    .replace(/^[-\u2010-\u2015\u2212]+/, '--')
    .replace(/[“”„‟]/g, '"')
    .replace(/[‘’‚‛]/g, "'");
  const at = placeIn(excerpt, [from, to]);
  return [
    {
      code: 'typeset-characters',
      severity: 'error',
      facts: { written, plain },
      at,
      edits: [excerpt.source.edit(at.range, plain)],
    },
  ];
}

const overlap = ({ range: [a, b] }: Place, { range: [c, d] }: Place): boolean => a < d && c < b;

/**
 * What is read as a list, and as a shell's, is a list. What has no name and is used by another one (a variable's
 * words) is that one's.
 */
function withoutTwice(shells: readonly CommandLine[], all: readonly CommandLine[]): readonly CommandLine[] {
  const own = sorted(shells.map(({ at }) => at));
  const lists = all.filter(
    ({ words }) => !words.some(({ text, at }) => HAS_OPTIONS.test(text) && meets(own, at)),
  );
  const claimed = sorted(lists.map(({ at }) => at));
  const lines = [...shells.filter(({ at }) => !meets(claimed, at)), ...lists];
  const used = sorted(
    lines.flatMap(({ name, words, at: own }) =>
      words.flatMap(({ at }) => (name === undefined && overlap(at, own) ? [] : at)),
    ),
  );
  return lines
    .filter(({ name, at }) => name !== undefined || !meets(used, at))
    .sort((a, b) => a.at.range[0] - b.at.range[0]);
}

/** All arguments of a program in one word, beside its name: `FileName = "qemu", Arguments = "-m 64 -serial stdio"`. */
const HAS_OPTIONS = /^-\w[^\n]{0,400}\s-\w/;

const sorted = (places: readonly Place[]): readonly Place[] =>
  [...places].sort((a, b) => a.range[0] - b.range[0]);

/** One of the places, which are in order, has something of this one. */
function meets(places: readonly Place[], place: Place): boolean {
  let [from, to] = [0, places.length];
  while (to - from > 0) {
    const middle = (from + to) >> 1;
    const candidate = places[middle];
    if (candidate !== undefined && candidate.range[0] < place.range[1]) from = middle + 1;
    else to = middle;
  }
  // The last that begins before this one's end reaches farthest, or the one before it does.
  return places.slice(Math.max(0, from - 2), from).some((each) => overlap(each, place));
}
