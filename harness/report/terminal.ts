import { SIDES } from '../ground/side.ts';
import { CRYSTAL_HZ } from '../ground/ticks.ts';
import type { Failure, ScenarioResult } from '../run/result.ts';
import { causeInWords } from './cause.ts';
import { deliveriesInWords } from './delivery.ts';
import { harmless, onOneLine } from './harmless.ts';
import { isAllRead, ledgerInWords, sumOf } from './ledger.ts';
import { registersInWords } from './machine-state.ts';
import { mismatchIn } from './mismatch.ts';
import { BOLD, GREEN, type Paint, paintIn, RED, YELLOW } from './paint.ts';
import { counted, grouped, instant, time } from './quantities.ts';
import { storyInWords } from './story.ts';

export interface ScenarioOptions {
  readonly colour: boolean;
  /** The command that plays this scenario again. */
  readonly replay?: string;
}

/** One scenario for a person: a line when it passed or was skipped, the whole story when it failed. */
export function renderScenario(result: ScenarioResult, { colour, replay }: ScenarioOptions): string {
  const paint = paintIn(colour);
  const { outcome, transport, profile } = result;
  const subject = `${onOneLine(result.name)}  [${transport}, ${profile}]`;
  switch (outcome) {
    case 'passed':
      return `${paint(GREEN, 'ok')}    ${subject}  ${deliveriesInWords(result)}`.trimEnd();
    case 'skipped':
      return `${paint(YELLOW, 'skip')}  ${subject}  ${onOneLine(result.reason ?? '')}`.trimEnd();
    case 'failed':
      return [
        `${paint(RED, 'FAIL')}  ${paint(BOLD, subject)}`,
        ...failureInWords(result, paint, replay),
      ].join('\n');
  }
}

/** What failed in it, why, and what the machines did; `replay` is the command that plays it again. */
export function failureInWords(result: ScenarioResult, paint: Paint, replay?: string): readonly string[] {
  const { file, failures, ledger, bases, setups } = result;
  const why = mismatchIn(result);
  const [first] = failures;
  const state = first?.registers ?? null;
  return [
    ...failures.flatMap((failure) => [
      `  ${paint(RED, onOneLine(failure.what))}`,
      `    at ${placeOf(failure, file)}`,
      ...indented(causeInWords(failure), 4),
    ]),
    ...(why === undefined ? [] : [`  ${paint(BOLD, 'why:')} ${why.what}; ${why.fix}`]),
    ...section(
      first === undefined || first.around === first.at ? 'registers' : `registers at tick ${first.around}`,
      state === null ? [] : SIDES.flatMap((side) => registersInWords(side, state[side], setups[side])),
      paint,
    ),
    ...section('story', storyInWords(first?.story ?? [], bases, first?.dlab), paint),
    ...(ledger === null || isAllRead(ledger) ? [] : [`  ${paint(BOLD, 'ledger:')} ${balance(ledger)}`]),
    ...(replay === undefined ? [] : [`  ${paint(BOLD, 'replay:')} ${[...replay].map(harmless).join('')}`]),
  ];
}

const balance = (ledger: Parameters<typeof ledgerInWords>[0]): string =>
  ledgerInWords(ledger) + (ledger.balanced ? '' : '; the sums do not balance');

const placeOf = ({ line, step, at }: Failure, file: string): string =>
  [
    `${onOneLine(file)}${line === undefined ? '' : `:${line}`}`,
    step === undefined ? 'the end' : `step ${step}`,
    `tick ${at} (${instant(at)})`,
  ].join(', ');

const indented = (lines: readonly string[], columns: number): readonly string[] =>
  lines.map((line) => `${' '.repeat(columns)}${line}`.trimEnd());

const section = (title: string, lines: readonly string[], paint: Paint): readonly string[] =>
  lines.length === 0 ? [] : [`  ${paint(BOLD, `${title}:`)}`, ...indented(lines, 4)];

export interface SummaryOptions {
  readonly colour: boolean;
  readonly wallMs: number;
  /** How many scenarios the world did not let us play. */
  readonly errors: number;
  /** Ctrl-C ended it. */
  readonly interrupted?: boolean;
}

/** The run in one line. */
export function renderSummary(results: readonly ScenarioResult[], options: SummaryOptions): string {
  const { colour, wallMs, errors, interrupted = false } = options;
  const paint = paintIn(colour);
  const count = (outcome: ScenarioResult['outcome']): number =>
    results.filter((result) => result.outcome === outcome).length;
  const part = (code: string, found: number, words: string): string[] =>
    found === 0 ? [] : [paint(code, `${grouped(found)} ${words}`)];
  const [passed, failures] = [count('passed'), count('failed')];
  const counts = [
    failures + errors === 0 && passed > 0 && !interrupted
      ? paint(GREEN, `${grouped(passed)} passed`)
      : `${grouped(passed)} passed`,
    ...part(RED, failures, 'failed'),
    ...part(YELLOW, count('skipped'), 'skipped'),
    ...part(RED, errors, errors === 1 ? 'error' : 'errors'),
    ...(interrupted ? [paint(YELLOW, 'interrupted')] : []),
  ].join(', ');
  const virtualMs = (1000 * results.reduce((sum, { ticks }) => sum + ticks, 0)) / CRYSTAL_HZ;
  return `${counts} in ${time(wallMs)} (virtual ${time(virtualMs)})${characters(results)}`;
}

function characters(results: readonly ScenarioResult[]): string {
  const ledgers = results.flatMap(({ ledger }) => (ledger === null ? [] : [ledger]));
  const unbalanced = ledgers.filter(({ balanced }) => !balanced).length;
  const whole = sumOf(ledgers);
  if (whole.written + whole.madeByLine + unbalanced === 0) return '';
  const sums =
    unbalanced === 0 ? 'both sums balance' : `the sums of ${counted(unbalanced, 'scenario')} do not balance`;
  return `; ${ledgerInWords(whole)}; ${sums}`;
}

export interface WorldError {
  readonly name: string;
  readonly message: string;
  readonly fix?: string;
  readonly replay: string;
}

/** A scenario that the world did not let us play. */
export function renderWorldError(what: WorldError, { colour }: { readonly colour: boolean }): string {
  const paint = paintIn(colour);
  return [
    `${paint(RED, 'ERROR')} ${paint(BOLD, onOneLine(what.name))}`,
    `  ${onOneLine(what.message)}`,
    ...(what.fix === undefined ? [] : [`  ${paint(BOLD, 'fix:')} ${onOneLine(what.fix)}`]),
    `  ${paint(BOLD, 'replay:')} ${onOneLine(what.replay)}`,
  ].join('\n');
}
