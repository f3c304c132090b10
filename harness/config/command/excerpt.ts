import type { Range, Source } from '../../ground/source.ts';
import type { Place } from '../model.ts';

/** A text to read, which may be what stands in quotes within another one, and the way back to the source. */
export interface Excerpt {
  readonly source: Source;
  readonly text: string;
  /** The offset in the source of the character at an offset in the text. */
  readonly origin: (offset: number) => number;
}

export const wholeOf = (source: Source): Excerpt => ({
  source,
  text: source.text,
  origin: (offset) => offset,
});

export const stretchOf = (source: Source, [from, to]: Range): Excerpt => ({
  source,
  text: source.text.slice(from, to),
  origin: (offset) => from + offset,
});

export const placeIn = ({ source, origin }: Excerpt, [from, to]: Range): Place => ({
  source,
  range: [origin(from), origin(to)],
});

const WRITTEN = /\\[\s\S]/g;
const MEANT: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** What stands between two quotes; `escapes`: it has some, with backslashes. */
export function withinQuotes(outer: Excerpt, [from, to]: Range, escapes: boolean): Excerpt {
  const raw = outer.text.slice(from, to);
  const straight = (offset: number) => outer.origin(from + offset);
  if (!escapes || !raw.includes('\\')) return { source: outer.source, text: raw, origin: straight };
  const origins: number[] = [];
  let [text, done] = ['', 0];
  const copy = (until: number) => {
    for (let at = done; at < until; at += 1) origins.push(straight(at));
    text += raw.slice(done, until);
  };
  for (const { index, 0: pair } of raw.matchAll(WRITTEN)) {
    const [, character = ''] = pair;
    // A line that goes on goes on inside, too.
    const meant = character === '\n' || character === '\r' ? pair : (MEANT[character] ?? character);
    copy(index);
    text += meant;
    for (let at = 0; at < meant.length; at += 1) origins.push(straight(index + at));
    done = index + pair.length;
  }
  copy(raw.length);
  return { source: outer.source, text, origin: (offset) => origins[offset] ?? straight(raw.length) };
}

/**
 * One text of several that a program puts together. A word that ends with one of them ends there, and not where the
 * next begins.
 */
export function joined(source: Source, parts: readonly Excerpt[]): Excerpt {
  const text = parts.map((part) => part.text).join('');
  const ends: number[] = [];
  for (const part of parts) ends.push((ends.at(-1) ?? 0) + part.text.length);
  const origin = (offset: number): number => {
    const isEnd = /^\s?$/.test(text[offset] ?? '');
    let [from, to] = [0, ends.length - 1];
    while (from < to) {
      const middle = (from + to) >> 1;
      const end = ends[middle] ?? 0;
      if (offset < end || (isEnd && offset === end)) to = middle;
      else from = middle + 1;
    }
    return parts[from]?.origin(offset - (ends[from - 1] ?? 0)) ?? 0;
  };
  return { source, text, origin };
}
