import type { Lab7Result } from '../lab7/transfer.ts';
import type { LiveOutcome } from '../peer/live-outcome.ts';
import { isWell } from './live.ts';

/** What was asked for, and what the program has printed. */
export interface LiveAsked {
  readonly args: string;
  readonly port: string;
  readonly profile: string;
  readonly printed: string;
  /** Beside its golden text. */
  readonly kept: { readonly isKept: boolean; readonly words: readonly string[] };
}

/** One document for a live machine, as `run --json` has one for its scenarios. */
export function liveAsJson(
  outcome: LiveOutcome<Lab7Result>,
  { args, port, profile, printed, kept }: LiveAsked,
  version: string,
): string {
  const { end, ledger, seconds, met } = outcome;
  const lab7 = {
    args,
    port,
    profile,
    outcome: isWell(outcome) && kept.isKept ? 'passed' : 'failed',
    end: end.why,
    ...(end.why === 'returned' && !end.result.ok ? { reason: end.result.reason } : {}),
    met,
    printed,
    ...(kept.words.length === 0 ? {} : { golden: kept.words }),
    ledger,
    wallMs: Math.round(seconds * 1000),
  };
  return JSON.stringify({ nullmodem: 1, version, lab7 }, null, 1);
}
