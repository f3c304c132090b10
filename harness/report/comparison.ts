import type { ProfileName, Transport } from '../link/profile.ts';
import type { ScenarioResult } from '../run/result.ts';
import { mismatchIn } from './mismatch.ts';
import { counted, listed } from './quantities.ts';

/** One scenario under several profiles. */
export interface Comparison {
  readonly name: string;
  readonly file: string;
  readonly plays: readonly ProfilePlay[];
}

/** What it came to under one of them: a result, or what the world did not allow. */
export type ProfilePlay = { readonly profile: ProfileName; readonly transport: Transport } & (
  | { readonly result: ScenarioResult }
  | { readonly error: { readonly message: string; readonly fix?: string } }
);

/** `flagged`: it passed, and bytes of it came with an error flag. */
export type Verdict = 'passed' | 'flagged' | 'failed' | 'skipped' | 'error';

export function verdictOn(play: ProfilePlay): Verdict {
  if ('error' in play) return 'error';
  const { outcome, directions } = play.result;
  return outcome === 'passed' && directions.some(({ flagged }) => flagged > 0) ? 'flagged' : outcome;
}

/** Those that came to an end. */
export const played = ({ plays }: Comparison): readonly ScenarioResult[] =>
  plays.flatMap((play) => ('result' in play && play.result.outcome !== 'skipped' ? [play.result] : []));

/** Not all that were played came to the same: the verdict, the bytes, their flags, what the lab printed, what failed first. */
export const differs = (comparison: Comparison): boolean =>
  new Set(played(comparison).map(whatCame)).size > 1;

/** What a play came to, as far as another may have come to something else. */
export const whatCame = ({ outcome, directions, lab7, failures: [first] }: ScenarioResult): string =>
  JSON.stringify([
    outcome,
    directions.map(({ from, received, flags, first, difference }) => [
      from,
      received,
      flags,
      first,
      difference,
    ]),
    lab7.map(({ on, args, ok, printed }) => [on, args, ok, printed]).sort(),
    [first?.step, first?.what, first?.cause],
  ]);

const PLAYED = { passed: 'passes', flagged: 'passes with error flags', failed: 'fails' } as const;
const NOT_PLAYED = { skipped: 'is skipped', error: 'cannot be played' } as const;

/** The sentence that says it: `passes under virtualbox5, fails on the wire: A sends 9600 8N1 and B reads 9600 8E1`. */
export function headline(comparison: Comparison): string {
  const verdicts = new Set(played(comparison).map(({ outcome }) => outcome));
  const main = clauses(comparison, PLAYED).join(', ');
  const isOther = verdicts.size === 1 && differs(comparison) && !main.includes(PLAYED.flagged);
  const why = main === '' ? undefined : reason(comparison);
  const first = `${main}${isOther ? ', and what comes differs' : ''}${why === undefined ? '' : `: ${why}`}`;
  return [...(main === '' ? [] : [first]), ...clauses(comparison, NOT_PLAYED)].join('; ');
}

const clauses = (
  { plays }: Comparison,
  verbs: Readonly<Partial<Record<Verdict, string>>>,
): readonly string[] =>
  Object.entries(verbs).flatMap(([verdict, verb]) => {
    const profiles = plays.filter((play) => verdictOn(play) === verdict).map(({ profile }) => profile);
    return profiles.length === 0 ? [] : [`${verb} ${places(profiles)}`];
  });

/** `under virtualbox5 and qemu, and on the wire`. */
export function places(profiles: readonly ProfileName[]): string {
  const bytes = profiles.filter((profile) => profile !== 'wire');
  const wire = bytes.length < profiles.length ? 'on the wire' : '';
  if (bytes.length === 0) return wire;
  return `under ${listed(bytes)}${wire === '' ? '' : `${bytes.length > 1 ? ',' : ''} and ${wire}`}`;
}

/** What it hangs on, where that can be told: a wire shows it best. */
function reason(comparison: Comparison): string | undefined {
  const results = [...played(comparison)].sort(
    (a, b) => Number(b.profile === 'wire') - Number(a.profile === 'wire'),
  );
  for (const why of [(result: ScenarioResult) => mismatchIn(result)?.what, overrunInWords])
    for (const result of results) {
      const words = why(result);
      if (words !== undefined) return words;
    }
  return undefined;
}

function overrunInWords({ outcome, ledger }: ScenarioResult): string | undefined {
  const overrun = ledger?.fates.overrun ?? 0;
  if (outcome === 'passed' || overrun === 0) return undefined;
  return `the receiver is too slow there, and ${counted(overrun, 'character')} ${overrun === 1 ? 'is' : 'are'} lost by overrun`;
}
