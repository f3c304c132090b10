import { hex2 } from '../ground/bytes.ts';
import { SIDES, type Side } from '../ground/side.ts';
import type { AccessDifferences, ReadDifference } from '../run/access-differences.ts';
import type { Access, Account } from '../run/accesses.ts';
import type { ChipComparison, ChipPlay } from '../run/beside-ours.ts';
import type { ScenarioResult } from '../run/result.ts';
import { type Cell, fitInto, inColumns, type Row } from './columns.ts';
import { whatCame } from './comparison.ts';
import { knownDeparture } from './known-departures.ts';
import { BOLD, type Paint, paintIn, YELLOW } from './paint.ts';
import { programRows } from './programs.ts';
import { counted, grouped, instant, listed } from './quantities.ts';
import { registerName, valueInWords } from './registers.ts';
import { failureLines, verdictCell } from './side-by-side.ts';
import { streamRows } from './streams.ts';
import { wrapped } from './width.ts';

interface BesideOptions {
  readonly colour: boolean;
  /** Of the screen. */
  readonly columns: number;
}

/** What the chips of others did, and what ours do in their place: to stand under the scenario's own report. */
export function renderBesideOurs(comparison: ChipComparison, { colour, columns }: BesideOptions): string {
  const paint = paintIn(colour);
  const { theirs, ours } = comparison;
  const plays = [theirs, ours];
  const isAlike = whatCame(theirs.result) === whatCame(ours.result);
  const { room } = fitInto(columns, plays.length);
  const results = plays.map(({ result }) => result);
  const rows: readonly Row[] = [
    { label: '', cells: ["QEMU's chip", 'ours'].map((head) => ({ lines: [head], code: BOLD })) },
    { label: '', cells: results.map((result) => verdict(result, room)) },
    ...SIDES.flatMap((from) =>
      streamRows(
        from,
        results.map(({ directions }) => directions.find((direction) => direction.from === from)),
        room,
      ),
    ),
    ...programRows(results, room),
    ...SIDES.map((side) => accountRow(side, plays, room)),
    failureRow(plays, room),
  ].filter(({ cells }) => cells.some(({ lines }) => lines.length > 0));
  return [
    ...wrapped(sentence(comparison), Math.max(20, columns - 2)).map(
      (line) => `  ${isAlike ? line : paint(YELLOW, line)}`,
    ),
    '',
    ...inColumns(rows, paint),
    '',
    ...SIDES.flatMap((side) => [
      ...differenceLines(side, comparison.differences[side], columns, paint),
      ...interruptLines(side, comparison, columns),
    ]),
  ].join('\n');
}

/** `QEMU's chip in A; with ours it fails: ...`. */
export function sentence({ chips, theirs, ours }: ChipComparison): string {
  const where = `QEMU's chip in ${listed(SIDES.filter((side) => chips[side] !== undefined))}`;
  return `${where}; ${besideInWords(theirs.result, ours.result)}`;
}

function besideInWords(theirs: ScenarioResult, ours: ScenarioResult): string {
  if (whatCame(theirs) === whatCame(ours)) return 'with ours it comes to the same';
  if (theirs.outcome === ours.outcome) return 'with ours it ends alike, and what comes differs';
  const [failure] = ours.failures;
  return failure === undefined ? 'with ours it passes' : `with ours it fails: ${failure.what}`;
}

const verdict = (result: ScenarioResult, room: number): Cell =>
  verdictCell({ profile: result.profile, transport: result.transport, result }, room);

const accountRow = (side: Side, plays: readonly ChipPlay[], room: number): Row => ({
  label: `at ${side}`,
  cells: plays.map(({ accounts }) => ({
    lines: accountInWords(accounts[side]).flatMap((line) => wrapped(line, room)),
  })),
});

function accountInWords({ reads, writes, interrupts, causes, lastByte }: Account): readonly string[] {
  if (reads + writes === 0) return [];
  const read = Object.entries(causes).map(([cause, times]) => `${cause} ${grouped(times)}`);
  return [
    `${counted(reads, 'read')}, ${counted(writes, 'write')}`,
    ...(interrupts === 0 ? [] : [counted(interrupts, 'interrupt')]),
    ...(read.length === 0 ? [] : [`IIR: ${read.join(', ')}`]),
    ...(lastByte === null ? [] : [`last byte read at ${instant(lastByte)}`]),
  ];
}

const failureRow = (plays: readonly ChipPlay[], room: number): Row => ({
  label: 'failed',
  cells: plays.map(({ result }) => ({
    lines: result.failures.flatMap((failure) => failureLines(failure, room)),
  })),
});

const TOO_MANY = 'later accesses are too many to be compared';

function differenceLines(
  side: Side,
  differences: AccessDifferences | undefined,
  columns: number,
  paint: Paint,
): readonly string[] {
  if (differences === undefined) return [];
  const { reads, untold, parted, comparedUntil } = differences;
  const until = comparedUntil === null ? [] : [`until ${instant(comparedUntil)}: ${TOO_MANY}`];
  if (reads.length === 0 && parted === null)
    return wrapped(
      [`${side} has read the same from QEMU's chip as from ours`, ...until].join(' ').concat('.'),
      Math.max(20, columns - 2),
    ).map((line) => `  ${line}`);
  const lines = [
    ...reads.map(readInWords),
    ...(untold === 0 ? [] : [`other differences: ${counted(untold, 'more read')}`]),
    ...until,
    ...(parted === null
      ? []
      : [
          `then ${side} does ${accessInWords(parted.theirs)}, and with ours ${accessInWords(parted.ours)}: no more is compared`,
        ]),
  ];
  return [
    `  ${paint(BOLD, `${side} has read from QEMU's chip:`)}`,
    ...lines.flatMap((line) =>
      wrapped(line, Math.max(20, columns - 6)).map((part, i) => `    ${i === 0 ? '' : '  '}${part}`),
    ),
  ];
}

/** Programs may read the same, and be interrupted more often for it. */
function interruptLines(
  side: Side,
  { chips, theirs, ours }: ChipComparison,
  columns: number,
): readonly string[] {
  const [there, here] = [theirs.accounts[side].interrupts, ours.accounts[side].interrupts];
  if (chips[side] === undefined || there <= here) return [];
  const words = `${side} was interrupted ${counted(there, 'time')}, and ${here} with ours: QEMU sends at once, and asks for more while the last interrupt is still being served`;
  return wrapped(words, Math.max(20, columns - 2)).map((line) => `  ${line}`);
}

function readInWords(difference: ReadDifference): string {
  const { offset, dlab, theirs, ours, times } = difference;
  const register = registerName(offset, 'in', dlab);
  const often = times === 1 ? '' : `, and ${counted(times - 1, 'time')} more`;
  const known = knownDeparture(register, theirs.value, ours.value);
  const values = `${register} ${valueInWords(register, theirs.value)}, ours ${valueInWords(register, ours.value)}`;
  return `${values}, at tick ${theirs.at}${often}${known === undefined ? '' : `: ${known}`}`;
}

function accessInWords(access: Access | null): string {
  if (access === null) return 'nothing more';
  const { offset, dlab, at, written } = access;
  if (written === undefined) return `in ${registerName(offset, 'in', dlab)} at tick ${at}`;
  return `out ${registerName(offset, 'out', dlab)} ${hex2(written)} at tick ${at}`;
}
