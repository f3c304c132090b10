import { SIDES, type Side } from '../ground/side.ts';
import type { ProfileName } from '../link/profile.ts';
import type { ChipComparison, ChipPlay } from '../run/beside-ours.ts';
import type { GoldenChange } from '../run/golden-change.ts';
import type { DirectionResult, Failure, Lab7Output, Lines, ScenarioResult } from '../run/result.ts';
import { sentence } from './beside-ours.ts';
import { type Comparison, differs, headline, type ProfilePlay } from './comparison.ts';
import { departureInWords } from './golden/departure-words.ts';
import { knownDeparture } from './known-departures.ts';
import { linesOf } from './mismatch.ts';
import { jsonProblems } from './problems.ts';
import { registerName } from './registers.ts';
import { type Play, type Report, resultsOf } from './run.ts';

export interface JsonOptions {
  readonly version: string;
  readonly wallMs: number;
  /** What the world did not let us do. */
  readonly errors: readonly JsonError[];
  /** Ctrl-C ended it. */
  readonly interrupted?: boolean;
  /** Given when scenarios were played under several profiles. */
  readonly comparisons?: readonly Comparison[];
  /** Of scenarios with chips that others have made. */
  readonly chips?: readonly ChipComparison[];
  /** Why a failed one failed, and where all that happened in it is kept. */
  readonly told?: ReadonlyMap<ScenarioResult, Pick<Play, 'cause' | 'kept'>>;
}

export interface JsonError {
  readonly name: string;
  readonly file: string;
  readonly profile?: ProfileName;
  readonly code: string;
  readonly message: string;
  readonly fix?: string;
}

/** One document of one line. */
export const json: Report = {
  played({ version, plays, comparisons, profiles, chips, interrupted, wallMs }) {
    const errors = plays.flatMap((play) => {
      if ('result' in play) return [];
      const { name, file, profile, error } = play;
      return { name, file, profile, ...error };
    });
    const compared = profiles > 1 ? { comparisons } : {};
    const told = new Map(plays.flatMap((play) => ('result' in play ? [[play.result, play]] : [])));
    const options = { version, wallMs, errors, interrupted, chips, told, ...compared };
    return `${jsonReport(resultsOf({ plays }), options)}\n`;
  },
  unplayed: (problems, version) => `${jsonProblems(problems, version)}\n`,
};

/**
 * A run as one JSON document. Its keys always stand in this order, bytes are arrays of numbers, and what hangs on the
 * wall clock stands only under keys named `wallMs`.
 */
export function jsonReport(results: readonly ScenarioResult[], options: JsonOptions): string {
  const { version, wallMs, errors, interrupted = false, comparisons, chips = [], told } = options;
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
      interrupted,
      wallMs,
    },
    scenarios: results.map((result) => scenario(result, told?.get(result))),
    comparisons: comparisons?.map(comparison),
    chips: chips.length === 0 ? undefined : chips.map(beside),
    errors: errors.map(({ name, file, profile, code, message, fix }) => ({
      name,
      file,
      profile,
      code,
      what: message,
      message,
      fix,
    })),
  });
}

const scenario = (result: ScenarioResult, { cause, kept }: Pick<Play, 'cause' | 'kept'> = {}) => ({
  name: result.name,
  file: result.file,
  transport: result.transport,
  profile: result.profile,
  seed: result.seed,
  outcome: result.outcome,
  reason: result.reason,
  ticks: result.ticks,
  wallMs: result.wallMs,
  failures: result.failures.map((one) => failure(one, result)),
  directions: result.directions.map(direction),
  lab7: result.lab7.map(lab7),
  lines: lines(result.lines, result),
  ledger: result.ledger,
  golden: result.golden === undefined ? undefined : goldenChange(result.golden, result),
  cause,
  kept,
  // A listener's address is another each time.
  linkEvents: result.linkEvents.map(({ side, event, detail }) => ({
    side,
    event,
    detail: event === 'listening' ? undefined : detail,
  })),
});

/** What --update has written: the difference in words, not as records. */
const goldenChange = (change: GoldenChange, { bases }: ScenarioResult) => ({
  file: change.file,
  lines: change.lines,
  isNew: change.isNew,
  kinds: change.kinds,
  difference: change.difference,
  words: change.departure === null ? [] : departureInWords(change.departure, bases),
});

const failure = (one: Failure, result: ScenarioResult) => ({
  what: one.what,
  line: one.line,
  step: one.step,
  at: one.at,
  cause: one.cause,
  around: one.around,
  registers: one.registers,
  lines: lines(one.lines, result),
  story: one.story,
  dlab: one.dlab,
});

/** Null for a machine that is off; `crystal`, in parts per million, where one is off. */
const lines = (used: Lines | null, { setups }: ScenarioResult) => {
  const end = (side: Side) =>
    used?.[side] ? { ...used[side], crystal: setups[side].crystal || undefined } : null;
  return used === null ? null : { A: end('A'), B: end('B') };
};

const direction = ({ from, to, sent, received, flagged, flags, difference, first }: DirectionResult) => ({
  from,
  to,
  sent,
  received,
  flagged,
  flags: { OE: flags.OE, PE: flags.PE, FE: flags.FE, BI: flags.BI },
  difference,
  first,
});

/** One scenario under several profiles; its results stand among the scenarios too, each with its profile. */
const comparison = (one: Comparison) => ({
  name: one.name,
  file: one.file,
  headline: headline(one),
  differs: differs(one),
  profiles: one.plays.map(profilePlay),
});

/** `reason`: why it was skipped, or what failed first. A direction's `difference` has its first wrong byte. */
const profilePlay = (play: ProfilePlay) => {
  const { profile, transport } = play;
  if ('error' in play) return { profile, transport, outcome: 'error', reason: play.error.message };
  const { outcome, reason, failures, directions } = play.result;
  return {
    profile,
    transport,
    outcome,
    reason: reason ?? failures[0]?.what,
    lines: lines(linesOf(play.result), play.result),
    directions: directions.map(direction),
  };
};

/** A scenario with another's chips, and with ours in their place; the first stands among the scenarios too. */
const beside = (one: ChipComparison) => ({
  name: one.name,
  file: one.file,
  headline: sentence(one),
  machines: one.chips,
  plays: [chipPlay('theirs', one.theirs), chipPlay('ours', one.ours)],
  differences: SIDES.flatMap((on) => differences(on, one)),
  comparedUntil: comparedUntil(one),
});

/** Ticks, where a program did more than is compared. */
function comparedUntil({ differences }: ChipComparison): Readonly<Partial<Record<Side, number>>> | undefined {
  const cut = SIDES.flatMap((on) => {
    const until = differences[on]?.comparedUntil ?? null;
    return until === null ? [] : [[on, until] as const];
  });
  return cut.length === 0 ? undefined : Object.fromEntries(cut);
}

const chipPlay = (chips: 'theirs' | 'ours', { result, accounts }: ChipPlay) => ({
  chips,
  outcome: result.outcome,
  reason: result.reason ?? result.failures[0]?.what,
  ticks: result.ticks,
  directions: result.directions.map(direction),
  lab7: result.lab7.map(lab7),
  accounts,
  ledger: result.ledger,
});

/** `known`: QEMU is known to do so. */
const differences = (on: Side, { differences: { [on]: found } }: ChipComparison) =>
  (found?.reads ?? []).map(({ offset, dlab, theirs, ours, times }) => {
    const register = registerName(offset, 'in', dlab);
    return { on, register, theirs, ours, times, known: knownDeparture(register, theirs.value, ours.value) };
  });

const lab7 = ({ on, args, ok, reason, printed }: Lab7Output) => ({ on, args, ok, reason, printed });
