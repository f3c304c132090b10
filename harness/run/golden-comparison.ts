import { toleranceInWords } from '../scenario/tolerance.ts';
import { compareGolden, type GoldenDifference } from './golden.ts';
import { type GoldenDeparture, goldenDeparture } from './golden-departure.ts';
import type { Refusal } from './golden-follower.ts';
import { type DepartedFrame, hasOtherLength } from './golden-frame.ts';
import { retold } from './golden-retold.ts';
import type { GoldenRule } from './golden-rules.ts';
import type { ScenarioResult } from './result.ts';

/** Where a run leaves its golden text. */
export interface GoldenComparison {
  readonly difference: GoldenDifference;
  readonly departure: GoldenDeparture | null;
}

/** By the rules given; null where the run keeps to them. Without rules, each line is to be the same. */
export function comparedGolden(
  kept: string,
  now: string,
  rules: readonly GoldenRule[],
  bases: ScenarioResult['bases'],
): GoldenComparison | null {
  const { text, refusals } =
    rules.length === 0 ? { text: now, refusals: [] } : retold(kept, now, rules, bases);
  const difference = compareGolden(kept, text);
  if (difference === null) return null;
  const found = goldenDeparture(kept, text, bases);
  const departure = found !== null && refusals.length > 0 ? byRules(found, refusals) : found;
  return { difference, departure };
}

/** Behind the first record that is not allowed, a frame may be off by what is. */
function byRules(departure: GoldenDeparture, refusals: readonly Refusal[]): GoldenDeparture {
  const { change, wanted, came, nth } = departure;
  const subject = came ?? wanted;
  const isSubject = ({ side, nth: which }: DepartedFrame): boolean =>
    subject?.k === 'frame' && subject.m === side && which === nth;
  const frame =
    departure.frame !== null && (hasOtherLength(departure.frame) || isSubject(departure.frame))
      ? departure.frame
      : null;
  const refusal = refusals.find(({ m }) => m === subject?.m);
  if (change !== 'changed' || !refusal?.allowed) return { ...departure, frame };
  const { rule, ticks } = refusal.allowed;
  const within = rule === null ? null : toleranceInWords(rule.within);
  return { ...departure, frame, allowance: { within, ticks, shift: refusal.shift } };
}
