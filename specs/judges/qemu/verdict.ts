import { DEPARTURES, type Departure } from './departures.ts';
import type { Difference, Judge } from './judge.ts';
import { type Operation, textOf } from './operation.ts';
import { shortest } from './shortest.ts';

/** Without what the book says: a shorter sequence is another one, of which it says nothing. */
const bare = ({ book: _, ...one }: Operation): Operation => one as Operation;

/** The shortest sequence that shows a difference of the kind that was found: the last line says which. */
export async function shortestDifference(
  judge: Judge,
  found: Difference,
  rules: readonly Departure[],
): Promise<readonly string[]> {
  let last = found;
  const sequence = await shortest(found.sequence.map(bare), async (tried) => {
    const difference = await judge.differenceIn([tried], rules);
    if (difference !== null) last = difference;
    return difference?.sequence ?? null;
  });
  return last === found
    ? [...found.sequence.slice(0, -1).map(textOf), found.text]
    : [...sequence.slice(0, -1).map(textOf), last.text];
}

/** Throws with the shortest sequence that shows it where the two chips differ and no rule says why. */
export async function agree(
  judge: Judge,
  sequences: readonly (readonly Operation[])[],
  rules: readonly Departure[] = DEPARTURES,
): Promise<void> {
  const found = await judge.differenceIn(sequences, rules);
  if (found === null) return;
  const lines = await shortestDifference(judge, found, rules);
  throw new Error(
    ['Our chip and QEMU’s differ, and no rule says why. After a reset:', ...lines].join('\n    '),
  );
}
