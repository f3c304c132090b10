import { isDeepStrictEqual } from 'node:util';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Side } from '../../harness/ground/side.ts';
import { characterTicks, SETTINGS, type Setting } from '../support/datasheet.ts';
import { type Heard, hearAs, levelsSeen } from '../support/sampling.ts';
import { type LineAt, levelsSent, type Order } from '../support/sending.ts';
import { type Act, type End, heardOverCable } from './two-chips.ts';

/** Two chips whose lines need not agree, and what is done to them. */
export interface Mismatched {
  readonly ends: Readonly<Record<Side, End>>;
  readonly acts: readonly Act[];
  /** By this tick of the line all is over. */
  readonly until: number;
}

/**
 * The cable puts an edge at 65 536ths of the receiver's tick, rounded up, a frame's start and each of its bits: the
 * last of eleven bits comes so much late at most, and an edge that falls on a tick may be seen at the next.
 */
const ROUNDING = 12 / 65_536;

const ticksOf = (ppm: number, time: number): number => Math.floor((time * (1e6 + ppm)) / 1e6);
const timeOf = (ppm: number, ticks: number): number => Math.ceil((ticks * 1e6) / (1e6 + ppm));

/** What a receiver going tick by tick hears of the levels that the book gives the sender; with the line's ticks. */
export function heardByBook({ ends: { A, B }, acts, until }: Mismatched, late = 0): Heard[] {
  const orders = acts.flatMap((act): Order[] =>
    act.on === 'A' ? [{ ...act, at: ticksOf(A.ppm, act.at) }] : [],
  );
  const sets = acts.flatMap((act) =>
    act.on === 'B' ? [{ line: act.line, divisor: act.divisor, at: ticksOf(B.ppm, act.at) }] : [],
  );
  const settingsAt = (tick: number): LineAt => sets.findLast(({ at }) => at < tick) ?? B;
  const levels = levelsSeen(levelsSent(orders, A), {
    sender: A.ppm,
    receiver: B.ppm,
    until: ticksOf(B.ppm, until),
    late,
  });
  return hearAs(levels, settingsAt).map((one) => ({ ...one, at: timeOf(B.ppm, one.at) }));
}

/**
 * Fails where B hears anything else than that, or than the same with each edge as late as the cable may make it. Says
 * nothing of what A does at the very tick of B's last sample: neither machine is first.
 */
export async function expectHeardByBook(one: Mismatched): Promise<void> {
  const { ends, acts, until } = one;
  const exact = heardByBook(one);
  const late = ends.A.ppm === ends.B.ppm ? exact : heardByBook(one, ROUNDING);
  const races = [...exact, ...late].some(({ at }) =>
    acts.some((act) => act.on === 'A' && Math.abs(act.at - at) <= 1),
  );
  fc.pre(!races);
  const heard = await heardOverCable(ends, acts, until);
  expect(heard).to.deep.equal(isDeepStrictEqual(heard, late) ? late : exact);
}

const setting = fc.constantFrom(...SETTINGS);
const divisor = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(1, 2, 3) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 13 }) },
  { weight: 1, arbitrary: fc.constantFrom(24, 48) },
);
const ppm = fc.oneof(fc.constant(0), fc.integer({ min: -30_000, max: 30_000 }));
const chars = fc.array(fc.oneof(fc.constantFrom(0x00, 0xff, 0x55), fc.nat({ max: 0xff })), {
  minLength: 1,
  maxLength: 3,
});

type Doing = Act extends infer Each ? (Each extends Act ? Omit<Each, 'at'> : never) : never;

const doings = (a: LineAt): fc.Arbitrary<Doing> =>
  fc.oneof(
    { weight: 8, arbitrary: chars.map((each): Doing => ({ on: 'A', does: 'send', chars: each })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom<Side>('A', 'B'), setting, divisor)
        .map(([on, line, by]): Doing => ({ on, does: 'set', line, divisor: by })),
    },
    { weight: 1, arbitrary: fc.constant<Doing>({ on: 'A', does: 'set', line: a.line, divisor: a.divisor }) },
    {
      weight: 2,
      arbitrary: fc.constantFrom<Doing>({ on: 'A', does: 'hold' }, { on: 'A', does: 'let go' }),
    },
  );

/** In sixteenths of A's bit at the beginning: at once, within the character before, or after it. */
const pauses = fc.oneof(fc.constant(0), fc.nat({ max: 30 }), fc.nat({ max: 400 }));

/** Sender and receiver on lines as told, at one rate as often as not, and anything done to them. */
export function mismatched(lines: fc.Arbitrary<readonly [Setting, Setting]>): fc.Arbitrary<Mismatched> {
  return fc
    .tuple(lines, divisor, fc.option(divisor, { freq: 1 }), ppm, ppm)
    .map(
      ([[ofA, ofB], a, b, ppmA, ppmB]): Record<Side, End> => ({
        A: { line: ofA, divisor: a, ppm: ppmA },
        B: { line: ofB, divisor: b ?? a, ppm: ppmB },
      }),
    )
    .chain((ends) =>
      fc
        .array(fc.tuple(pauses, doings(ends.A)), { minLength: 1, maxLength: 5 })
        .map((doing) => inWords(laidOut(ends, doing))),
    );
}

/** Pauses of any length: in the middle of a character, too, either may be set anew. */
function laidOut(ends: Mismatched['ends'], doing: readonly (readonly [number, Doing])[]): Mismatched {
  const lines = [ends.A, ends.B, ...doing.flatMap(([, each]) => (each.does === 'set' ? [each] : []))];
  const longest = 1.1 * Math.max(...lines.map(({ line, divisor: by }) => characterTicks(line, by)));
  let at = 10;
  let quietFrom = at;
  const acts = doing.map(([pause, each]): Act => {
    // Of what two machines do at one tick, neither is first.
    at += pause * ends.A.divisor + 3;
    const sent = each.does === 'send' ? each.chars.length : 0;
    quietFrom = Math.max(quietFrom, at + 2 * longest) + sent * longest;
    return { ...each, at };
  });
  return { ends, acts, until: Math.ceil(quietFrom) };
}

/** fast-check shows a case as this text. */
function inWords(one: Mismatched): Mismatched {
  const end = (side: Side) => {
    const { line, divisor: by, ppm: off } = one.ends[side];
    return `${side}: ${line.name}, divisor ${by}, crystal ${off} ppm`;
  };
  const words = (act: Act) => {
    if (act.does === 'set') return `is set to ${act.line.name}, divisor ${act.divisor}`;
    if (act.does === 'send')
      return `sends ${act.chars.map((char) => char.toString(16).padStart(2, '0')).join(' ')}`;
    return act.does === 'hold' ? 'holds SOUT low' : 'lets SOUT go';
  };
  const lines = [end('A'), end('B'), ...one.acts.map((act) => `at ${act.at} ${act.on} ${words(act)}`)];
  return Object.assign(one, { [fc.toStringMethod]: () => `\n  ${lines.join('\n  ')}\n` });
}
