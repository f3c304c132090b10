import { SIDES } from '../ground/side.ts';
import type { ProfileName } from '../link/profile.ts';
import type { Failure, ScenarioResult } from '../run/result.ts';
import { causeInWords } from './cause.ts';
import { type Cell, fitInto, inColumns, type Row } from './columns.ts';
import {
  type Comparison,
  differs,
  headline,
  type ProfilePlay,
  places,
  played,
  type Verdict,
  verdictOn,
} from './comparison.ts';
import { deliveriesInWords } from './delivery.ts';
import { harmlessLine, onOneLine } from './harmless.ts';
import { isAllRead, ledgerInWords } from './ledger.ts';
import { endInWords, linesOf } from './mismatch.ts';
import { BOLD, GREEN, type Paint, paintIn, RED, YELLOW } from './paint.ts';
import { isTransfer, programRows } from './programs.ts';
import { counted, grouped, quotedBytes } from './quantities.ts';
import type { Kept } from './run.ts';
import { streamRows } from './streams.ts';
import { wrapped } from './width.ts';

export interface ComparisonOptions {
  readonly colour: boolean;
  /** Of the screen. */
  readonly columns: number;
  /** The command that compares this scenario again. */
  readonly replay: string;
  /** The command that tells one of its failures with registers and story. */
  readonly story?: string;
  /** Where all that happened in it is kept. */
  readonly kept?: Kept;
}

/** One scenario under several profiles, for a person: a line when it passed alike under all, else a table. */
export function renderComparison(comparison: Comparison, options: ComparisonOptions): string {
  const paint = paintIn(options.colour);
  const verdicts = new Set(comparison.plays.map(verdictOn));
  const subject = `${onOneLine(comparison.name)}  [${placesOf(comparison)}]`;
  if (!verdicts.has('failed') && !verdicts.has('error') && !differs(comparison))
    return inShort(comparison, subject, paint);
  const { replay, story, kept } = options;
  const command = (title: string, words: string) => `  ${paint(BOLD, title)} ${harmlessLine(words)}`;
  return [
    `${tagOf(comparison, verdicts, paint)} ${paint(BOLD, subject)}`,
    ...sentence(headline(comparison), Math.max(20, options.columns - 2)).map((line) => `  ${line}`),
    ...tables(comparison, options.columns, paint),
    ...(story === undefined ? [] : [command('story:', story)]),
    ...(kept === undefined ? [] : [command('look:', `open ${kept.page} in a browser`)]),
    command('replay:', replay),
  ].join('\n');
}

/** Broken into lines, but not inside `9600 8N1`. */
const sentence = (words: string, columns: number): readonly string[] =>
  wrapped(words.replace(/(?<=\d) (?=[5-8][NOEMS])/g, '\u00a0'), columns).map((line) =>
    line.replaceAll('\u00a0', ' '),
  );

/** `3 scenarios under 2 profiles; 1 differs`. */
export function comparisonsInWords(comparisons: readonly Comparison[], profiles: number): string {
  const differing = comparisons.filter(differs).length;
  const which = `${grouped(differing)} ${differing === 1 ? 'differs' : 'differ'}`;
  return `${counted(comparisons.length, 'scenario')} under ${counted(profiles, 'profile')}; ${which}`;
}

function tagOf(comparison: Comparison, verdicts: ReadonlySet<Verdict>, paint: Paint): string {
  if (differs(comparison)) return paint(verdicts.has('failed') ? RED : YELLOW, 'DIFF ');
  return paint(RED, verdicts.has('failed') ? 'FAIL ' : 'ERROR');
}

/** Nothing to compare: it came to the same wherever it was played. */
function inShort(comparison: Comparison, subject: string, paint: Paint): string {
  const [result] = played(comparison);
  const head =
    result === undefined
      ? `${paint(YELLOW, 'skip')}  ${subject}`
      : `${paint(GREEN, 'ok')}    ${subject}  ${deliveriesInWords(result)}`.trimEnd();
  return [head, ...skipsInWords(comparison).map((line) => `      ${line}`)].join('\n');
}

/** `skipped under virtualbox5 and qemu: expects PE, ...`, one for each reason. */
function skipsInWords({ plays }: Comparison): readonly string[] {
  const byReason = new Map<string, ProfileName[]>();
  for (const play of plays) {
    if (!('result' in play) || play.result.outcome !== 'skipped') continue;
    const reason = onOneLine(play.result.reason ?? '');
    byReason.set(reason, [...(byReason.get(reason) ?? []), play.profile]);
  }
  return [...byReason].map(([reason, profiles]) => `skipped ${places(profiles)}: ${reason}`);
}

/** `tcp: virtualbox5, qemu; cable: wire`. */
function placesOf({ plays }: Comparison): string {
  const transports = [...new Set(plays.map(({ transport }) => transport))];
  return transports
    .map(
      (one) =>
        `${one}: ${plays
          .filter(({ transport }) => transport === one)
          .map(({ profile }) => profile)
          .join(', ')}`,
    )
    .join('; ');
}

function tables(comparison: Comparison, columns: number, paint: Paint): readonly string[] {
  const { plays } = comparison;
  const { side, room } = fitInto(columns, plays.length);
  const rows = rowsOf(plays, room);
  const lines: string[] = [];
  for (let start = 0; start < plays.length; start += side) {
    const some = rows
      .map(({ label, cells }) => ({ label, cells: cells.slice(start, start + side) }))
      .filter(({ cells }) => cells.some(({ lines }) => lines.length > 0));
    lines.push('', ...inColumns(some, paint));
  }
  return [...lines, ''];
}

function rowsOf(plays: readonly ProfilePlay[], room: number): readonly Row[] {
  const row = (label: string, cell: (result: ScenarioResult) => Cell['lines']): Row => ({
    label,
    cells: plays.map((play) => ({ lines: 'result' in play ? cell(play.result) : [] })),
  });
  const results = plays.map((play) => ('result' in play ? play.result : undefined));
  return [
    { label: '', cells: plays.map(({ profile }) => ({ lines: [profile], code: BOLD })) },
    { label: '', cells: plays.map((play) => verdictCell(play, room)) },
    ...linkRows(plays),
    row('lines', settings),
    ...SIDES.flatMap((from) =>
      streamRows(
        from,
        results.map((result) => result?.directions.find((direction) => direction.from === from)),
        room,
      ),
    ),
    ...programRows(results, room),
    row('failed', ({ failures }) => failures.flatMap((failure) => failureLines(failure, room))),
    row('ledger', ({ ledger, outcome }) =>
      ledger === null || outcome === 'passed' || isAllRead(ledger)
        ? []
        : wrapped(ledgerInWords(ledger), room),
    ),
  ];
}

/** Where they have not all been played over the same link. */
const linkRows = (plays: readonly ProfilePlay[]): readonly Row[] =>
  plays.every(({ transport }) => transport === plays[0]?.transport)
    ? []
    : [{ label: 'link', cells: plays.map(({ transport }) => ({ lines: [transport] })) }];

export function verdictCell(play: ProfilePlay, room: number): Cell {
  if ('error' in play) {
    const { message, fix } = play.error;
    const lines = [`ERROR: ${message}`, ...(fix === undefined ? [] : [`fix: ${fix}`])];
    return { lines: lines.flatMap((line) => wrapped(onOneLine(line), room)), code: RED };
  }
  switch (play.result.outcome) {
    case 'passed':
      return verdictOn(play) === 'flagged'
        ? { lines: ['passed, with error flags'], code: YELLOW }
        : { lines: ['passed'], code: GREEN };
    case 'failed':
      return { lines: ['FAILED'], code: RED };
    case 'skipped':
      return { lines: wrapped(`skipped: ${onOneLine(play.result.reason ?? '')}`, room), code: YELLOW };
  }
}

function settings(result: ScenarioResult): Cell['lines'] {
  const lines = linesOf(result);
  // A program of the lab that has done its work has put back what it had found.
  if (lines === null || (result.failures.length === 0 && result.lab7.some(isTransfer))) return [];
  const [A = '', B = ''] = SIDES.map((side) => {
    const line = lines[side];
    return line === null ? 'off' : endInWords({ line, setup: result.setups[side] });
  });
  return A === B ? [`${A} at both ends`] : [`A ${A}`, `B ${B}`];
}

export function failureLines(failure: Failure, room: number): Cell['lines'] {
  const { what, line, step } = failure;
  const place =
    line === undefined ? 'at the end' : `line ${line}${step === undefined ? '' : `, step ${step}`}`;
  return [onOneLine(what), ...wanted(failure, room), `(${place})`].flatMap((words) => wrapped(words, room));
}

/** What was wanted and what came, without the hexdumps: the bytes stand above. */
function wanted(failure: Failure, room: number): Cell['lines'] {
  const { cause } = failure;
  switch (cause.kind) {
    case 'expect': {
      const counts = `${counted(cause.wantedCount, 'byte')} wanted, ${cause.cameCount} came`;
      const quoted = (label: string, bytes: readonly number[]) =>
        bytes.length === 0 ? [] : [`${label} ${quotedBytes(bytes, room - 'wanted  ""…'.length)}`];
      return [counts, ...quoted('wanted ', cause.wanted), ...quoted('came   ', cause.came)];
    }
    case 'delivery':
    case 'lab7':
      return [];
    case 'pattern':
    case 'flags':
    case 'irq':
    case 'unread':
    case 'register':
    case 'ledger':
    case 'golden':
    case 'boot':
    case 'program':
      return causeInWords(failure);
  }
}
