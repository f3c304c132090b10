import type { ProfileName, Transport } from '../link/profile.ts';
import type { ChipComparison } from '../run/beside-ours.ts';
import type { ScenarioResult } from '../run/result.ts';
import type { Comparison } from './comparison.ts';
import type { Problem } from './problems.ts';

/** All that a run came to. */
export interface Run {
  readonly version: string;
  /** In the order in which they were played. */
  readonly plays: readonly Play[];
  /** Of scenarios that were played under several profiles: their plays stand among the others too. */
  readonly comparisons: readonly Comparison[];
  /** How many profiles were compared; 1: none were. */
  readonly profiles: number;
  /** Of scenarios with chips that others have made. */
  readonly chips: readonly ChipComparison[];
  /** Ctrl-C ended it. */
  readonly interrupted: boolean;
  /** By the wall clock, in milliseconds since 1970. */
  readonly startedAt: number;
  readonly wallMs: number;
}

/** One play of a scenario: what it came to, or what the world did not allow. */
export type Play = {
  readonly name: string;
  readonly file: string;
  /** The entry of the file's matrix. */
  readonly entry: Readonly<Record<string, string>>;
  readonly transport: Transport;
  readonly profile: ProfileName;
  /** The command that plays it again. */
  readonly replay: string;
  /** Why it failed, where its whole trace shows that. */
  readonly cause?: Cause;
  /** Where all that happened in it is kept, when it failed. */
  readonly kept?: Kept;
} & ({ readonly result: ScenarioResult } | { readonly error: WorldFault });

/** Why a play failed, and what to do. */
export interface Cause {
  readonly why: string;
  readonly fix?: string;
}

/** Files by the names that a person here would type. */
export interface Kept {
  readonly trace: string;
  /** The same, to be opened in a browser. */
  readonly page: string;
}

export interface WorldFault {
  readonly code: string;
  readonly message: string;
  readonly fix?: string;
}

/** A format that a run is told in. */
export interface Report {
  played(run: Run): string;
  /** Of a run that could not begin, or not go on. */
  unplayed(problems: readonly Problem[], version: string): string;
}

export const resultsOf = ({ plays }: Pick<Run, 'plays'>): readonly ScenarioResult[] =>
  plays.flatMap((play) => ('result' in play ? [play.result] : []));

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly errors: number;
}

export function countsOf(plays: readonly Play[]): Counts {
  const outcomes = plays.map(outcomeOf);
  const count = (wanted: ReturnType<typeof outcomeOf>): number =>
    outcomes.filter((outcome) => outcome === wanted).length;
  return {
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    errors: count('error'),
  };
}

export const outcomeOf = (play: Play): ScenarioResult['outcome'] | 'error' =>
  'result' in play ? play.result.outcome : 'error';

/** `3 passed, 1 failed`; what there is none of is not said. */
export function countsInWords({ passed, failed, skipped, errors }: Counts): string {
  const part = (count: number, words: string): readonly string[] =>
    count === 0 ? [] : [`${count} ${words}`];
  return [
    `${passed} passed`,
    ...part(failed, 'failed'),
    ...part(skipped, 'skipped'),
    ...part(errors, errors === 1 ? 'error' : 'errors'),
  ].join(', ');
}
