import type { Edit } from '../../ground/diagnostic.ts';
import { appended, betweenWords, written } from '../command/appended.ts';
import type { Mender } from '../format.ts';
import { type Machine, type Place, type Port, STANDARD_PORTS, standardAt, standardOf } from '../model.ts';
import type { Wish } from '../wish.ts';
import { modeFor, pathFor } from './spelling.ts';

type Kind = 'uart' | 'mode' | 'type';

/** What is to stand behind an option. */
interface Change {
  readonly kind: Kind;
  readonly words: readonly string[];
}

/** The words behind an option are changed where they stand; what is not there yet comes behind the last one. */
export const mendModifyvm: Mender = (machine, number, wish) => {
  const port = machine.ports.find((each) => each.number === number);
  const changes = changesFor(number, port, wish);
  const old = changes.filter(({ kind }) => port?.parts[kind] !== undefined);
  const added = changes.filter((change) => !old.includes(change));
  if (port !== undefined && old.some(({ kind }) => port.parts[`${kind}Scripted`] !== undefined))
    return undefined;
  const arguments_ = added.flatMap(({ kind, words }) => [optionFor(kind, number), ...words]);
  const edits = [
    ...old.flatMap((change) => (port === undefined ? [] : reworded(machine, port, change))),
    ...(arguments_.length === 0 ? [] : [machine.parts.last && appended(machine, arguments_)]),
  ];
  const safe = edits.filter((edit) => edit !== undefined);
  return safe.length === edits.length ? safe : undefined;
};

/** In the spelling that every version knows. */
const optionFor = (kind: Kind, port: number): string => `--uart${kind === 'uart' ? '' : kind}${port}`;

function changesFor(number: number, port: Port | undefined, wish: Wish): readonly Change[] {
  const standard = standardOf(number) ?? STANDARD_PORTS[0];
  const isPlaced = port?.enabled.value === true && port.parts.uart !== undefined;
  const base = wish.base ?? (isPlaced ? port.base?.value : undefined) ?? standard.base;
  const irqOfBase = standardAt(base)?.irq ?? standard.irq;
  const irq = wish.irq ?? (wish.base === undefined && isPlaced ? port.irq?.value : undefined) ?? irqOfBase;
  const moves = wish.base !== undefined || wish.irq !== undefined;
  return [
    ...(moves || !isPlaced
      ? [{ kind: 'uart', words: [`0x${base.toString(16).toUpperCase()}`, `${irq}`] } as const]
      : []),
    ...(wish.uart === undefined ? [] : [{ kind: 'type', words: [wish.uart] } as const]),
    ...(wish.end === undefined
      ? []
      : [{ kind: 'mode', words: [modeFor(wish.end), pathFor(wish.end)] } as const]),
  ];
}

/** Other words behind an option: those that stay the same are left alone. */
function reworded(machine: Machine, { parts }: Port, { kind, words }: Change): readonly (Edit | undefined)[] {
  const before = [0, 1, 2].map((index) => parts[`${kind}${index}`]).filter((place) => place !== undefined);
  const option = parts[kind];
  const last = before.at(-1) ?? option;
  if (option === undefined || last === undefined) return [undefined];
  const changed = before
    .slice(0, words.length)
    .map((place, index) => replaced(machine, place, words[index] ?? ''));
  const surplus = before
    .slice(words.length)
    .map((place, index) => removed(before[words.length + index - 1] ?? option, place));
  const missing = words.slice(before.length);
  const added = missing.map((word) => written(word, machine.parts, last));
  if (added.includes(undefined)) return [undefined];
  const { source, range } = last;
  const between = betweenWords(
    machine.parts,
    before.at(-1) === undefined ? undefined : (before.at(-2) ?? option),
    last,
  );
  const insertion = added.map((word) => between + word).join('');
  return joinedEdits([
    ...changed.flat(),
    ...surplus,
    ...(missing.length === 0 ? [] : [source.edit([range[1], range[1]], insertion)]),
  ]);
}

function replaced({ parts }: Machine, place: Place, word: string): readonly (Edit | undefined)[] {
  const { source, range } = place;
  const text = written(word, parts, place);
  if (text === undefined) return [undefined];
  return plain(source.text.slice(...range)).toLowerCase() === word.toLowerCase()
    ? []
    : [source.edit(range, text)];
}

const plain = (text: string): string => /^(["'])(.*)\1$/s.exec(text)?.[2] ?? text;

/** With what stands between it and the word before. */
const removed = (before: Place, { source, range }: Place): Edit =>
  source.edit([before.range[1], range[1]], '');

/** What is put behind a word that is replaced itself belongs to its edit. */
function joinedEdits(edits: readonly (Edit | undefined)[]): readonly (Edit | undefined)[] {
  const [last, ...others] = [...edits].reverse();
  const [previous, ...rest] = others;
  if (last === undefined || previous === undefined || previous.range[1] !== last.range[0]) return edits;
  const joined = { ...last, range: [previous.range[0], last.range[1]] as const, start: previous.start };
  return [...rest.reverse(), { ...joined, replacement: previous.replacement + last.replacement }];
}
