import { type Contestant, type Meter, type Pace, takeTurns } from './rounds.ts';
import type { Check, Outcome } from './row.ts';

interface Ratio {
  readonly what: string;
  readonly ours: string;
  readonly theirs: string;
  /** Our rate is to be at least so many times theirs. */
  readonly target: number;
}

interface Comparison {
  readonly pace: Pace;
  readonly meter: Meter;
  readonly contestants: readonly Contestant[];
  readonly ratios: readonly Ratio[];
}

/** Lets the contestants take turns, and sets the rates that ratios name against each other. */
export async function compare({ pace, meter, contestants, ratios }: Comparison): Promise<Outcome> {
  const rates = await takeTurns(contestants, pace, meter);
  const lines = contestants.map(({ name }, i) => ({
    name,
    value: rates[i] as number,
    unit: 'per s' as const,
  }));
  const rateOf = (name: string): number => lines.find((line) => line.name === name)?.value ?? Number.NaN;
  const checks = ratios.map(
    ({ what, ours, theirs, target }): Check => ({
      what,
      value: rateOf(ours) / rateOf(theirs),
      sense: 'at least',
      target,
    }),
  );
  return { lines, checks };
}
