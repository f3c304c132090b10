import { CRYSTAL_HZ } from '../ground/ticks.ts';
import type { ScenarioResult } from '../run/result.ts';
import { deliveriesInWords } from './delivery.ts';
import { failureWords, reasonsOf } from './failure-words.ts';
import { harmlessLine, onOneLine } from './harmless.ts';
import { ledgerInWords, sumOf } from './ledger.ts';
import { BOLD, GREEN, type Paint, paintIn, RED, YELLOW } from './paint.ts';
import { counted, grouped, time } from './quantities.ts';
import type { Cause, Kept } from './run.ts';

export interface ScenarioOptions {
  readonly colour: boolean;
  /** The command that plays this scenario again. */
  readonly replay?: string;
  /** Why, where the whole trace shows that. */
  readonly cause?: Cause;
  /** Where all that happened in it is kept. */
  readonly kept?: Kept;
}

/** One scenario for a person: a line when it passed or was skipped, the whole story when it failed. */
export function renderScenario(result: ScenarioResult, { colour, ...where }: ScenarioOptions): string {
  const paint = paintIn(colour);
  const { outcome, transport, profile } = result;
  const subject = `${onOneLine(result.name)}  [${transport}, ${profile}]`;
  switch (outcome) {
    case 'passed':
      return `${paint(GREEN, 'ok')}    ${subject}  ${deliveriesInWords(result)}`.trimEnd();
    case 'skipped':
      return `${paint(YELLOW, 'skip')}  ${subject}  ${onOneLine(result.reason ?? '')}`.trimEnd();
    case 'failed':
      return [`${paint(RED, 'FAIL')}  ${paint(BOLD, subject)}`, ...failureInWords(result, paint, where)].join(
        '\n',
      );
  }
}

/** What failed in it, why, and what the machines did; and where there is more. */
export function failureInWords(
  result: ScenarioResult,
  paint: Paint,
  { replay, cause, kept }: Omit<ScenarioOptions, 'colour'> = {},
): readonly string[] {
  const { failures, why, registers, story, ledger } = failureWords(result);
  return [
    ...failures.flatMap(({ what, place, cause }) => [
      `  ${paint(RED, what)}`,
      `    at ${place}`,
      ...indented(cause, 4),
    ]),
    ...reasonsOf(result, why, cause).map(([title, words]) => `  ${paint(BOLD, `${title}:`)} ${words}`),
    ...section(registers.title, registers.lines, paint),
    ...section('story', story, paint),
    ...(ledger === undefined ? [] : [`  ${paint(BOLD, 'ledger:')} ${ledger}`]),
    ...(kept === undefined
      ? []
      : [
          `  ${paint(BOLD, 'look:')} open ${onOneLine(kept.page)} in a browser`,
          `  ${paint(BOLD, 'trace:')} ${onOneLine(kept.trace)}`,
        ]),
    ...(replay === undefined ? [] : [`  ${paint(BOLD, 'replay:')} ${harmlessLine(replay)}`]),
  ];
}

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
  const sums = charactersInWords(results);
  return `${counts} in ${time(wallMs)} (virtual ${virtualTime(results)})${sums === '' ? '' : `; ${sums}`}`;
}

/** How long all of it took the machines. */
export const virtualTime = (results: readonly ScenarioResult[]): string =>
  time((1000 * results.reduce((sum, { ticks }) => sum + ticks, 0)) / CRYSTAL_HZ);

/** What became of all characters; empty when there were none. */
export function charactersInWords(results: readonly ScenarioResult[]): string {
  const ledgers = results.flatMap(({ ledger }) => (ledger === null ? [] : [ledger]));
  const unbalanced = ledgers.filter(({ balanced }) => !balanced).length;
  const whole = sumOf(ledgers);
  if (whole.written + whole.madeByLine + unbalanced === 0) return '';
  const sums =
    unbalanced === 0 ? 'both sums balance' : `the sums of ${counted(unbalanced, 'scenario')} do not balance`;
  return `${ledgerInWords(whole)}; ${sums}`;
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
