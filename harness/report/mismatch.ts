import type { Side } from '../ground/side.ts';
import type { DirectionResult, ScenarioResult } from '../run/result.ts';
import { type Line, lineInWords, rateOf } from '../uart/line-settings.ts';
import { listed } from './quantities.ts';

/**
 * Why what one machine sent is not what the other one read, when their line settings are why:
 * `A sends 9600 8N1 and B reads 9600 8E1 (the parity differs)`.
 */
export function mismatchInWords(result: ScenarioResult): string | undefined {
  const lines = linesOf(result);
  if (lines === null || !isHarmed(result)) return undefined;
  const found = differences(lines, result.profile === 'wire');
  if (found.length === 0) return undefined;
  const what = `${listed(found)} ${found.length === 1 ? 'differs' : 'differ'}`;
  return `${bothEnds(lines, result.directions)} (${what})`;
}

/** The settings with which the machines worked: of a failure those around it, since a program may put back what it found. */
export const linesOf = ({ failures, lines }: ScenarioResult): Readonly<Record<Side, Line>> | null =>
  failures[0]?.lines ?? lines;

/** One that is off by less than this is read right. */
const RATE_TOLERANCE = 0.02;

/** What keeps the two from understanding each other. How many stop bits there are does not, and only a wire has the rest. */
function differences({ A, B }: Readonly<Record<Side, Line>>, isWire: boolean): readonly string[] {
  const isOtherRate = Math.abs(rateOf(A.divisor) / rateOf(B.divisor) - 1) > RATE_TOLERANCE;
  return [
    ...(isWire && isOtherRate ? ['the rate'] : []),
    ...(A.bits !== B.bits ? ['the word length'] : []),
    ...(isWire && A.parity !== B.parity ? ['the parity'] : []),
  ];
}

function bothEnds(lines: Readonly<Record<Side, Line>>, directions: readonly DirectionResult[]): string {
  const [only, ...others] = directions.filter(({ sent }) => sent > 0);
  if (only === undefined || others.length > 0)
    return `A is set to ${lineInWords(lines.A)} and B to ${lineInWords(lines.B)}`;
  const { from, to } = only;
  return `${from} sends ${lineInWords(lines[from])} and ${to} reads ${lineInWords(lines[to])}`;
}

/** Something was read that is not what was sent, or with an error flag; on a wire it may also be that nothing was. */
function isHarmed({ profile, directions, ledger }: ScenarioResult): boolean {
  if (profile === 'wire' && ledger !== null && ledger.madeByLine + ledger.fates.readWithError > 0)
    return true;
  return directions.some(
    ({ difference }) =>
      difference !== null &&
      (profile === 'wire' || difference.came.length > difference.place - difference.from),
  );
}
