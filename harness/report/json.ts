import type { DirectionResult, Failure, Lab7Output, ScenarioResult } from '../run/result.ts';

export interface JsonOptions {
  readonly version: string;
  readonly wallMs: number;
  /** What the world did not let us do. */
  readonly errors: readonly JsonError[];
}

export interface JsonError {
  readonly name: string;
  readonly file: string;
  readonly code: string;
  readonly message: string;
  readonly fix?: string;
}

/**
 * A run as one JSON document. Its keys always stand in this order, bytes are arrays of numbers, and what hangs on the
 * wall clock stands only under keys named `wallMs`.
 */
export function jsonReport(results: readonly ScenarioResult[], options: JsonOptions): string {
  const { version, wallMs, errors } = options;
  const count = (outcome: ScenarioResult['outcome']): number =>
    results.filter((result) => result.outcome === outcome).length;
  return JSON.stringify({
    nullmodem: 1,
    version,
    summary: {
      passed: count('passed'),
      failed: count('failed'),
      skipped: count('skipped'),
      errors: errors.length,
      wallMs,
    },
    scenarios: results.map(scenario),
    errors: errors.map(({ name, file, code, message, fix }) => ({ name, file, code, message, fix })),
  });
}

const scenario = (result: ScenarioResult) => ({
  name: result.name,
  file: result.file,
  transport: result.transport,
  profile: result.profile,
  seed: result.seed,
  outcome: result.outcome,
  reason: result.reason,
  ticks: result.ticks,
  wallMs: result.wallMs,
  failures: result.failures.map(failure),
  directions: result.directions.map(direction),
  lab7: result.lab7.map(lab7),
  lines: result.lines,
  ledger: result.ledger,
  // A listener's address is another each time.
  linkEvents: result.linkEvents.map(({ side, event, detail }) => ({
    side,
    event,
    detail: event === 'listening' ? undefined : detail,
  })),
});

const failure = ({ what, line, step, at, cause, around, registers, story }: Failure) => ({
  what,
  line,
  step,
  at,
  cause,
  around,
  registers,
  story,
});

const direction = ({ from, to, sent, received, flagged, first }: DirectionResult) => ({
  from,
  to,
  sent,
  received,
  flagged,
  first,
});

const lab7 = ({ on, args, ok, reason, printed }: Lab7Output) => ({ on, args, ok, reason, printed });
