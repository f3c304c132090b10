import { SIDES } from '../ground/side.ts';
import type { Failure, ScenarioResult } from '../run/result.ts';
import { causeInWords } from './cause.ts';
import { onOneLine } from './harmless.ts';
import { isAllRead, ledgerInWords } from './ledger.ts';
import { registersInWords } from './machine-state.ts';
import { mismatchIn } from './mismatch.ts';
import { instant } from './quantities.ts';
import type { Cause } from './run.ts';
import { storyInWords } from './story.ts';

/** All that there is to say of a failed scenario, part by part: each report lays it out in its own way. */
export interface FailureWords {
  readonly failures: readonly OneFailure[];
  /** Where the line settings are why, and what to do about it. */
  readonly why?: string;
  readonly registers: { readonly title: string; readonly lines: readonly string[] };
  readonly story: readonly string[];
  /** Where characters were not read, or do not add up. */
  readonly ledger?: string;
}

export interface OneFailure {
  readonly what: string;
  /** `echo.lab7.yaml:9, step 2, tick 4000 (2.17 ms)`. */
  readonly place: string;
  /** What was wanted and what came. */
  readonly cause: readonly string[];
}

/**
 * Why, and what to do, each behind its title. What the story around a failure does not show, the whole trace may; and
 * where a golden text says what departed, that is said already.
 */
export function reasonsOf(
  { failures }: ScenarioResult,
  why: string | undefined,
  cause: Cause | undefined,
): readonly (readonly ['why' | 'fix', string])[] {
  // What the settings at the end make likely, the whole trace may know better.
  if (cause === undefined || failures.every((failure) => failure.cause.kind === 'golden'))
    return why === undefined ? [] : [['why', why]];
  const { fix } = cause;
  return [['why', onOneLine(cause.why)], ...(fix === undefined ? [] : [['fix', onOneLine(fix)] as const])];
}

export function failureWords(result: ScenarioResult): FailureWords {
  const { file, failures, ledger, bases, setups } = result;
  const why = mismatchIn(result);
  const [first] = failures;
  const state = first?.registers ?? null;
  return {
    failures: failures.map((failure) => ({
      what: onOneLine(failure.what),
      place: placeOf(failure, file),
      cause: causeInWords(failure, bases),
    })),
    ...(why === undefined ? {} : { why: `${why.what}; ${why.fix}` }),
    registers: {
      title:
        first === undefined || first.around === first.at ? 'registers' : `registers at tick ${first.around}`,
      lines: state === null ? [] : SIDES.flatMap((side) => registersInWords(side, state[side], setups[side])),
    },
    story: storyInWords(first?.story ?? [], bases, first?.dlab),
    ...(ledger === null || isAllRead(ledger) ? {} : { ledger: balance(ledger) }),
  };
}

const balance = (ledger: Parameters<typeof ledgerInWords>[0]): string =>
  ledgerInWords(ledger) + (ledger.balanced ? '' : '; the sums do not balance');

const placeOf = ({ line, step, at }: Failure, file: string): string =>
  [
    `${onOneLine(file)}${line === undefined ? '' : `:${line}`}`,
    step === undefined ? 'the end' : `step ${step}`,
    `tick ${at} (${instant(at)})`,
  ].join(', ');
