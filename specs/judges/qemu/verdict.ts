import type { Departure } from './departure.ts';
import { DEPARTURES } from './departures.ts';
import type { Difference, Judge } from './judge.ts';
import type { Operation } from './operation.ts';
import { shortest } from './shortest.ts';

/** Without what the book says: a shorter sequence is another one, of which it says nothing. */
const bare = ({ book: _, ...one }: Operation): Operation => one as Operation;

/** The shortest sequence that shows a difference, as text: the last line says which. */
export async function shortestDifference(
  judge: Judge,
  found: Difference,
  rules: readonly Departure[],
): Promise<readonly string[]> {
  let { lines } = found;
  await shortest(found.sequence.map(bare), async (tried) => {
    const difference = await judge.differenceIn([tried], rules);
    if (difference !== null) lines = difference.lines;
    return difference?.sequence ?? null;
  });
  return lines;
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
