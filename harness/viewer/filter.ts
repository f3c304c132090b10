import type { Viewed } from '../report/viewer/viewed.ts';
import { sentencesOf } from './sentences.ts';

interface Asked {
  readonly words: readonly string[];
  readonly matches: Uint32Array;
}

/** Sentences are made when somebody first asks for one, and kept: a filter is typed letter by letter. */
interface Kept {
  readonly sentences: (string | undefined)[];
  last: Asked | null;
}

const kept = new WeakMap<Viewed, Kept>();

/** The places of the records whose sentence has all these words, in any order and case; null: no filter, so all. */
export function matchesOf(viewed: Viewed, filter: string): Uint32Array | null {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return null;
  const mine = kept.get(viewed) ?? { sentences: [], last: null };
  kept.set(viewed, mine);
  const { last } = mine;
  if (last !== null && last.words.join(' ') === words.join(' ')) return last.matches;
  const matches = candidates(viewed, words, last).filter((i) => hasAll(sentence(viewed, mine, i), words));
  mine.last = { words, matches };
  return matches;
}

/** One more letter leaves fewer: only what matched before is looked at again. */
function candidates(viewed: Viewed, words: readonly string[], last: Asked | null): Uint32Array {
  const isNarrower = last?.words.every((old) => words.some((word) => word.includes(old)));
  return last !== null && isNarrower === true ? last.matches : Uint32Array.from(viewed.records.keys());
}

const hasAll = (text: string, words: readonly string[]): boolean =>
  words.every((word) => text.includes(word));

function sentence(viewed: Viewed, { sentences }: Kept, index: number): string {
  const known = sentences[index];
  if (known !== undefined) return known;
  const text = sentencesOf(viewed).of(index).toLowerCase();
  sentences[index] = text;
  return text;
}
