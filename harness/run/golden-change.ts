import type { GoldenDifference } from './golden.ts';
import { compareGolden, goldenLines } from './golden.ts';
import { comparedGolden } from './golden-comparison.ts';
import type { GoldenDeparture } from './golden-departure.ts';
import { type GoldenRule, ruled } from './golden-rules.ts';
import type { ScenarioResult } from './result.ts';

/** How many lines of one kind: `changed` has those for which another one of this kind stands now. */
export interface LineCount {
  readonly kind: string;
  readonly changed: number;
  readonly added: number;
  readonly removed: number;
}

/** What `--update` does to a kept golden text. */
export interface GoldenChange {
  readonly file: string;
  /** Of the new text. */
  readonly lines: number;
  /** None was kept before: there is nothing to compare with. */
  readonly isNew: boolean;
  /** By kinds of records, `header` for its head; the most changed first. */
  readonly kinds: readonly LineCount[];
  /** Null where nothing but line ends changes. */
  readonly difference: GoldenDifference | null;
  readonly departure: GoldenDeparture | null;
}

/** The text that `--update` keeps: where the rules let the run be otherwise, what was kept stays. */
export function textToKeep(
  kept: string | undefined,
  now: string,
  rules: readonly GoldenRule[],
  bases: ScenarioResult['bases'],
): string {
  if (rules.length === 0) return now;
  const stands = kept !== undefined && comparedGolden(kept, now, rules, bases) === null;
  return ruled(stands ? kept : now, rules);
}

/** Null where the text stays as it is. */
export function goldenChange(
  file: string,
  kept: string | undefined,
  text: string,
  bases: ScenarioResult['bases'],
  rules: readonly GoldenRule[] = [],
): GoldenChange | null {
  if (kept === text) return null;
  const [before, after] = [goldenLines(kept ?? ''), goldenLines(text)];
  const lines = after.length;
  if (kept === undefined) return { file, lines, isNew: true, kinds: [], difference: null, departure: null };
  const kinds = countsByKind(before, after);
  const compared = comparedGolden(kept, text, rules, bases);
  const difference = compared?.difference ?? rulesAlone(compareGolden(kept, text));
  return { file, lines, isNew: false, kinds, difference, departure: compared?.departure ?? null };
}

const rulesAlone = (difference: GoldenDifference | null): GoldenDifference | null =>
  difference === null ? null : { ...difference, what: 'its rules change, and its records stay' };

function countsByKind(kept: readonly string[], now: readonly string[]): readonly LineCount[] {
  const [gone, come] = [byKind(without(kept, now)), byKind(without(now, kept))];
  return [...new Set([...gone.keys(), ...come.keys()])]
    .map((kind) => {
      const [before, after] = [gone.get(kind) ?? 0, come.get(kind) ?? 0];
      const changed = Math.min(before, after);
      return { kind, changed, added: after - changed, removed: before - changed };
    })
    .sort((a, b) => sizeOf(b) - sizeOf(a));
}

const sizeOf = ({ changed, added, removed }: LineCount): number => changed + added + removed;

/** Lines of one text that the other has not, each as often as it has it more. */
function without(lines: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}

function byKind(lines: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const kind = line.startsWith('#') ? 'header' : (KIND.exec(line)?.[1] ?? 'other');
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

const KIND = /^ *\d+ [AB-] ([a-z]+) /;
