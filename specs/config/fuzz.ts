import type { Verdict } from '../../harness/report/answer.ts';
import { verdictOn } from './promises.ts';
import { type Round, rounds } from './rounds.ts';

export type Verdicts = Readonly<Record<Verdict, number>>;

/** How often each verdict comes; a broken promise is thrown with the files that show it. */
export function verdictsOn(count: number, seed: number): Verdicts {
  const verdicts = { 'will-talk': 0, 'will-not-talk': 0, 'not-understood': 0, 'one-machine': 0 };
  for (const round of rounds(count, seed)) verdicts[attempt(round)]++;
  return verdicts;
}

function attempt(round: Round): Verdict {
  try {
    return verdictOn(round);
  } catch (error) {
    const files = round.files.map(({ file, bytes }) => `${file}: ${JSON.stringify(shown(bytes))}`);
    throw new Error([`${error}`, round.language, ...files].join('\n'), { cause: error });
  }
}

/** Byte by byte, so that it can be made again. */
const shown = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, 20_000)).toString('latin1');
