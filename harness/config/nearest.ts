import { distance } from 'fastest-levenshtein';

/** Nobody means a word by one that is longer. */
const LONGEST = 40;

/** The one of `allowed` that was most likely meant, if any is near enough. */
export function nearest(written: string, allowed: readonly string[]): string | undefined {
  if (written === '' || written.length > LONGEST) return undefined;
  const word = written.toLowerCase();
  const swapped = allowed.find((one) => sorted(one.toLowerCase()) === sorted(word));
  if (swapped !== undefined) return swapped;
  const begun = allowed.filter((one) => one.toLowerCase().startsWith(word));
  if (begun.length === 1) return begun[0];
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 2)) + 1;
  for (const one of allowed) {
    const far = distance(word, one.toLowerCase());
    if (far < least && far < one.length) [best, least] = [one, far];
  }
  return best;
}

/** Two letters the wrong way round are the commonest slip, and the same letters when sorted. */
const sorted = (word: string): string => [...word].sort().join('');
