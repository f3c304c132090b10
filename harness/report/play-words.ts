import { sentence } from './beside-ours.ts';
import { differs, headline } from './comparison.ts';
import { deliveriesInWords } from './delivery.ts';
import { onOneLine } from './harmless.ts';
import type { Play, Run } from './run.ts';
import { renderScenario, renderWorldError } from './terminal.ts';

/** What no other play of a run is called: `echo (mode=poll) [tcp, virtualbox5]`. */
export const subjectOf = ({ name, transport, profile }: Play): string =>
  `${onOneLine(name)} [${transport}, ${profile}]`;

/** It in one sentence: what failed first, what the world refused, why it was skipped, or what was delivered. */
export function sentenceOf(play: Play): string {
  if ('error' in play) return onOneLine(play.error.message);
  const { result } = play;
  switch (result.outcome) {
    case 'passed':
      return deliveriesInWords(result);
    case 'skipped':
      return onOneLine(result.reason ?? '');
    case 'failed':
      return onOneLine(result.failures[0]?.what ?? '');
  }
}

/** What a terminal has of it. */
export function playInWords(play: Play, { colour }: { readonly colour: boolean }): string {
  const { name, replay } = play;
  return 'error' in play
    ? renderWorldError({ ...play.error, name, replay }, { colour })
    : renderScenario(play.result, { ...play, colour });
}

/** The same below the line with its name, from the left margin on. */
export function detailsOf(play: Play): readonly string[] {
  return playInWords(play, { colour: false })
    .split('\n')
    .slice(1)
    .map((line) => line.replace(/^ {2}/, ''));
}

/** What a play says only beside another one: under another profile, or with our chips in the place of others'. */
export function notesOf(play: Play, { comparisons, chips }: Run): readonly string[] {
  const comparison = comparisons.find(({ plays }) => plays.some((one) => isOf(one, play)));
  const beside = chips.find(({ theirs }) => 'result' in play && theirs.result === play.result);
  return [
    ...(comparison === undefined || !differs(comparison) ? [] : [headline(comparison)]),
    ...(beside === undefined ? [] : [sentence(beside)]),
  ].map(onOneLine);
}

type Came = { readonly result: unknown } | { readonly error: unknown };

const isOf = (one: Came, other: Came): boolean =>
  'result' in one
    ? 'result' in other && one.result === other.result
    : 'error' in other && one.error === other.error;

/** What the lab's programs printed, each under the command that it was. */
export const printedIn = (play: Play): readonly string[] =>
  'error' in play
    ? []
    : play.result.lab7.flatMap(({ on, args, printed }) => [
        `${on}: ${onOneLine(args)}`,
        ...printed
          .split(/\r?\n/)
          .filter((line) => line !== '')
          .map((line) => `  | ${onOneLine(line)}`),
      ]);

/** Where it failed, in its file. */
export const lineOf = (play: Play): number | undefined =>
  'error' in play ? undefined : play.result.failures.find(({ line }) => line !== undefined)?.line;
