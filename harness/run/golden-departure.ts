import { SIDES, type Side } from '../ground/side.ts';
import type { TraceRecord } from '../ground/trace.ts';
import type { Line } from '../uart/line-settings.ts';
import { compareGolden, goldenLine, goldenLines } from './golden.ts';
import { type DepartedFrame, departedFrame } from './golden-frame.ts';
import { goldenRecord } from './golden-record.ts';
import { LinesUsed } from './lines-used.ts';

/** Records around the place where the two part, with what held as they begin. */
export interface GoldenStory {
  readonly records: readonly TraceRecord[];
  readonly lines: Readonly<Record<Side, Line | null>>;
  readonly dlab: Readonly<Record<Side, boolean>>;
}

/** Where one machine first did something else than in the golden trace. */
export interface Parting {
  /** `missing`: golden's is not there; `new`: the run's is one more; `order`: both come, the other way round. */
  readonly change: 'changed' | 'missing' | 'new' | 'order';
  readonly wanted: TraceRecord | null;
  readonly came: TraceRecord | null;
}

/** `shift`: so many ticks is the run's own time later than the one that it is told in. */
export interface TimeAllowance {
  /** The tolerance as its rule has it; null: no rule names such a record. */
  readonly within: string | null;
  readonly ticks: number;
  readonly shift: number;
}

/** Where a run leaves its golden trace, as data: words and pictures are made of it in report/. */
export interface GoldenDeparture extends Parting {
  /** Line of the golden text, from 1. */
  readonly line: number;
  /** Which of its machine's events of this kind it is, from 1. */
  readonly nth: number;
  /** What the machine's divisor latch access bit was then. */
  readonly dlab: boolean;
  /** The line that its machine had set then; null for the run itself. */
  readonly set: Line | null;
  /** What its text's rules allow it, where it is only its time that differs. */
  readonly allowance?: TimeAllowance;
  /** The first frame that is another one; null where there is none. */
  readonly frame: DepartedFrame | null;
  readonly stories: { readonly wanted: GoldenStory; readonly came: GoldenStory };
}

type Bases = Readonly<Record<Side, number>>;

/** How far behind the first difference is looked for what came of it. */
const FAR = 20_000;

/** Null where there is no difference, or none between records. Line ends may be CRLF in either. */
export function goldenDeparture(expected: string, actual: string, bases: Bases): GoldenDeparture | null {
  const difference = compareGolden(expected, actual);
  if (difference === null) return null;
  const { line, expected: kept, actual: now } = difference;
  for (const text of [kept, now]) if (text !== undefined && goldenRecord(text) === undefined) return null;
  const [wanted, came] = [recordsIn(expected, line + FAR), recordsIn(actual, line + FAR)];
  const same = recordsIn(actual, line - 1).length;
  const parting = firstParting(wanted.slice(same), came.slice(same));
  if (parting === null) return null;
  const frame = isExtraFrame(parting) ? null : departedFrame(wanted, came, bases);
  return {
    line,
    ...parting,
    ...placeOf(parting, parting.change === 'missing' ? wanted : came, bases),
    frame,
    stories: {
      wanted: storyAround(frame?.wanted ?? parting.wanted, wanted, same, bases),
      came: storyAround(frame?.came ?? parting.came, came, same, bases),
    },
  };
}

const recordsIn = (text: string, lines: number): readonly TraceRecord[] =>
  goldenLines(text)
    .slice(0, lines)
    .flatMap((line) => goldenRecord(line) ?? []);

/** Machine by machine: where one is late, the lines of the two stand in another order, and that alone says nothing. */
function firstParting(wanted: readonly TraceRecord[], came: readonly TraceRecord[]): Parting | null {
  const partings = [...SIDES, '-' as const].flatMap((machine) => {
    const own = ({ m }: TraceRecord): boolean => m === machine;
    return partingOf(wanted.filter(own), came.filter(own)) ?? [];
  });
  const [first = null] = partings.sort((a, b) => tickOf(a) - tickOf(b));
  return first;
}

const tickOf = ({ wanted, came }: Parting): number =>
  Math.min(wanted?.t ?? Number.POSITIVE_INFINITY, came?.t ?? Number.POSITIVE_INFINITY);

function partingOf(wanted: readonly TraceRecord[], came: readonly TraceRecord[]): Parting | null {
  const count = Math.max(wanted.length, came.length);
  for (let i = 0; i < count; i += 1) {
    const [one = null, other = null] = [wanted[i], came[i]];
    if (one !== null && other !== null && goldenLine(one) === goldenLine(other)) continue;
    const change = changeOf(one, other, wanted.slice(i + 1, i + NEAR), came.slice(i + 1, i + NEAR));
    return { change, wanted: one, came: other };
  }
  return null;
}

/** How far one machine's events are looked through for one that has moved. */
const NEAR = 9;

function changeOf(
  wanted: TraceRecord | null,
  came: TraceRecord | null,
  wantedNext: readonly TraceRecord[],
  cameNext: readonly TraceRecord[],
): Parting['change'] {
  if (came === null) return 'missing';
  if (wanted === null) return 'new';
  if (kindOf(wanted) === kindOf(came)) return 'changed';
  const [cameLater, wantedLater] = [
    cameNext.findIndex((one) => whatOf(one) === whatOf(wanted)),
    wantedNext.findIndex((one) => whatOf(one) === whatOf(came)),
  ];
  if (cameLater < 0) return wantedLater < 0 ? 'changed' : 'missing';
  if (wantedLater < 0 || cameLater < wantedLater) return 'new';
  return cameLater === wantedLater ? 'order' : 'missing';
}

/** Behind a frame too many or too few each is another one: it is in vain to compare them. */
const isExtraFrame = ({ change, wanted, came }: Parting): boolean =>
  (change === 'missing' && wanted?.k === 'frame') || (change === 'new' && came?.k === 'frame');

/** Two events of one kind differ in what they say, or in their time alone. */
export const kindOf = (record: TraceRecord): string =>
  record.k === 'in' || record.k === 'out' ? `${record.k} ${record.port}` : record.k;

/** An event without its time, and without what follows from its time. */
function whatOf(record: TraceRecord): string {
  const timeless = { ...record, t: 0 };
  if (timeless.k === 'in') return goldenLine({ ...timeless, n: 1, since: 0 });
  if (timeless.k === 'frame') return goldenLine({ ...timeless, ends: 0 });
  return goldenLine(timeless);
}

function placeOf(
  { change, wanted, came }: Parting,
  records: readonly TraceRecord[],
  bases: Bases,
): Pick<GoldenDeparture, 'nth' | 'dlab' | 'set'> {
  const subject = change === 'missing' ? wanted : (came ?? wanted);
  const lines = new LinesUsed(bases, Number.POSITIVE_INFINITY);
  const counts = new Map<string, number>();
  for (const record of records) {
    const { m } = record;
    const dlab = m !== '-' && lines.dlab[m];
    const key = `${m} ${kindOf(record)} ${dlab && (record.k === 'in' || record.k === 'out')}`;
    const nth = (counts.get(key) ?? 0) + 1;
    if (record === subject) return { nth, dlab, set: m === '-' ? null : lines.set[m] };
    counts.set(key, nth);
    lines.sink(record);
  }
  return { nth: 1, dlab: false, set: null };
}

const BEFORE = 14;
const BEHIND = 10;

/** Around a record; where it has none, around the first that is another one. */
function storyAround(
  focus: { readonly t: number } | null,
  records: readonly TraceRecord[],
  same: number,
  bases: Bases,
): GoldenStory {
  const found = focus === null ? -1 : records.findIndex(({ t }, i) => i >= same && t >= focus.t);
  const at = found < 0 ? Math.min(same, records.length) : found;
  const from = Math.max(0, at - BEFORE);
  const earlier = new LinesUsed(bases, Number.POSITIVE_INFINITY);
  for (const record of records.slice(0, from)) earlier.sink(record);
  return { records: records.slice(from, at + BEHIND), lines: earlier.set, dlab: earlier.dlab };
}
