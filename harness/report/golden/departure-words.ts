import type { TraceRecord } from '../../ground/trace.ts';
import { type GoldenDeparture, kindOf } from '../../run/golden-departure.ts';
import { grouped, listed } from '../quantities.ts';
import type { RegisterName } from '../registers.ts';
import { type Bases, recordInWords } from '../story.ts';
import { type Access, factsOf, nounOf, registerOf } from './event-facts.ts';
import { frameInWords } from './frame-words.ts';
import { later } from './later.ts';
import { ordinal } from './ordinal.ts';

/** What one machine first did otherwise, and what that made of the first frame which is another one. */
export function departureInWords(departure: GoldenDeparture, bases?: Bases): readonly string[] {
  const { frame } = departure;
  const parting = partingInWords(departure, bases);
  if (frame === null) return [parting];
  return isOf(departure, frame)
    ? [`${frameInWords(frame)}${allowanceInWords(departure)}`]
    : [parting, frameInWords(frame)];
}

/** `; within 1bit allows 16`: how far it may be off, where its text has rules. */
function allowanceInWords({ allowance, came }: Pick<GoldenDeparture, 'allowance' | 'came'>): string {
  if (allowance === undefined || came === null) return '';
  const { within, ticks, shift } = allowance;
  const rule =
    within === null ? `no \`within\` names ${came.k}` : `within ${within} allows ${grouped(ticks)}`;
  const own = shift === 0 ? '' : ` (this run's own tick: ${came.t + shift})`;
  return `; ${rule}${own}`;
}

/** The frame is itself what one machine first did otherwise. */
const isOf = ({ change, came, nth }: GoldenDeparture, frame: { side: string; nth: number }): boolean =>
  change === 'changed' && came?.k === 'frame' && came.m === frame.side && nth === frame.nth;

function partingInWords(departure: GoldenDeparture, bases?: Bases): string {
  const { change, wanted, came, dlab } = departure;
  const told = (record: TraceRecord): string => recordInWords(record, bases, dlab);
  const subject = (record: TraceRecord): string =>
    `at tick ${record.t}: ${told(record)}; this is ${subjectOf(departure, record, bases)}`;
  if (came === null)
    return wanted === null ? 'nothing differs' : `missing ${subject(wanted)}, and nothing comes in its place`;
  if (wanted === null) return `new ${subject(came)}, and golden has nothing more here`;
  switch (change) {
    case 'missing':
      return `missing ${subject(wanted)}, and the run goes on with: ${told(came)}`;
    case 'new':
      return `new ${subject(came)}, and golden goes on with: ${told(wanted)}`;
    case 'order':
      return `another order: ${told(came)}, at tick ${came.t}, comes before: ${told(wanted)}`;
    case 'changed':
      return kindOf(came) === kindOf(wanted)
        ? changedInWords(departure, wanted, came, bases)
        : `at tick ${came.t}: ${told(came)}; golden has, at tick ${wanted.t}: ${told(wanted)}`;
  }
}

const subjectOf = ({ nth, dlab }: GoldenDeparture, record: TraceRecord, bases?: Bases): string =>
  `${record.m === '-' ? 'the' : `${record.m}'s`} ${ordinal(nth)} ${nounOf(record, bases, dlab)}`;

function changedInWords(
  departure: GoldenDeparture,
  wanted: TraceRecord,
  came: TraceRecord,
  bases: Bases | undefined,
): string {
  const { dlab, set } = departure;
  const before = factsOf(wanted, bases, dlab);
  const facts = factsOf(came, bases, dlab).flatMap((fact, i) =>
    fact === before[i] ? [] : [`${fact}, was ${before[i]}`],
  );
  const bits = bitsOf(wanted, came, (access) => registerOf(access, bases, dlab));
  const subject = subjectOf(departure, came, bases);
  const is = facts.length === 0 ? '' : ` ${listed(facts)}${bits}`;
  const times = timesInWords(wanted, came, departure.allowance?.ticks ?? 0);
  if (times === null) return `${subject}, at tick ${came.t}, is now${is}`;
  const [words, delta] = times;
  const moved = `${subject} ${words}: ${later(delta, set)}`;
  const { allowance } = departure;
  if (allowance !== undefined) return `${moved}${allowanceInWords(departure)}`;
  return is === '' ? `${moved}; all before it is the same` : `${moved}; it is now${is}`;
}

/** Which tick is off by more than is allowed it, and by how much; null where none is. */
function timesInWords(
  wanted: TraceRecord,
  came: TraceRecord,
  allowed: number,
): readonly [string, number] | null {
  const off = (verb: string, to: number, from: number): readonly (readonly [string, number])[] =>
    Math.abs(to - from) <= allowed ? [] : [[`${verb} tick ${to}, was ${from}`, to - from]];
  const [first = null] =
    came.k === 'in' && wanted.k === 'in' && (came.n > 1 || wanted.n > 1)
      ? [...off('began at', came.since, wanted.since), ...off('went on until', came.t, wanted.t)]
      : [
          ...off('came at', came.t, wanted.t),
          ...(came.k === 'frame' && wanted.k === 'frame' ? off('ended at', came.ends, wanted.ends) : []),
        ];
  return first;
}

/** Registers whose bits mean something one by one. */
const BITWISE: ReadonlySet<RegisterName | undefined> = new Set(['IER', 'FCR', 'LCR', 'MCR', 'LSR', 'MSR']);
const MOST_BITS = 3;

/** Which bits of a register's value are others; nothing where they are more than a few. */
function bitsOf(
  wanted: TraceRecord,
  came: TraceRecord,
  register: (access: Access) => RegisterName | undefined,
): string {
  if (!isAccess(wanted) || !isAccess(came) || !BITWISE.has(register(came))) return '';
  const changed = wanted.v ^ came.v;
  const bits = [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => ((changed >> bit) & 1) !== 0);
  if (bits.length === 0 || bits.length > MOST_BITS) return '';
  const words = bits.map((bit) => `bit ${bit} is ${((came.v >> bit) & 1) === 0 ? 'clear' : 'set'}`);
  return `: ${listed(words)}`;
}

const isAccess = (record: TraceRecord): record is Access => record.k === 'in' || record.k === 'out';
