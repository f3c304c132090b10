import { hex2 } from '../ground/bytes.ts';
import type { Side } from '../ground/side.ts';
import type { DirectionResult, Lines, ScenarioResult } from '../run/result.ts';
import type { MachineSetup } from '../scenario/model.ts';
import { type Line, lineInWords, rateOf } from '../uart/line-settings.ts';
import { crystalInWords } from './crystal.ts';
import { listed } from './quantities.ts';

/** What keeps two machines from understanding each other, and what to do about it. */
export interface Mismatch {
  readonly what: string;
  readonly fix: string;
}

/**
 * Why what one machine sent is not what the other one read, when their line settings or crystals are why:
 * `A sends 9600 8N1 and B reads 9600 8E1 (the parity differs)`.
 */
export function mismatchIn(result: ScenarioResult): Mismatch | undefined {
  const { A, B } = linesOf(result) ?? { A: null, B: null };
  if (A === null || B === null) return undefined;
  const ends: Ends = {
    A: { line: A, setup: result.setups.A },
    B: { line: B, setup: result.setups.B },
  };
  return (isHarmed(result) ? unequal(ends, result) : undefined) ?? tooShort(ends, result);
}

/** The settings with which the machines worked: of a failure those around it, since a program may put back what it found. */
export const linesOf = ({ failures, lines }: ScenarioResult): Lines | null => failures[0]?.lines ?? lines;

interface End {
  readonly line: Line;
  readonly setup: MachineSetup;
}
type Ends = Readonly<Record<Side, End>>;

/** `9600 8N1 crystal +200ppm`. */
export const endInWords = ({ line, setup }: End): string =>
  `${lineInWords(line)} ${crystalInWords(setup)}`.trimEnd();

function unequal(ends: Ends, { profile, directions }: ScenarioResult): Mismatch | undefined {
  const found = differences(ends, profile === 'wire');
  if (found.length === 0) return undefined;
  const verb = found.length === 1 && found[0] !== CRYSTALS ? 'differs' : 'differ';
  const unset = (['A', 'B'] as const).filter((side) => isUnset(ends[side]));
  const why =
    unset.length === 0 ? '' : `: ${listed(unset)} ${unset.length === 1 ? 'has' : 'have'} no \`line\``;
  const apart = 100 * Math.abs(ratioOf(ends) - 1);
  return {
    what: `${bothEnds(ends, directions)} (${listed(found)} ${verb})${why}`,
    fix:
      found.length === 1 && found[0] === CRYSTALS
        ? `the rates are ${apart.toFixed(1)} % apart, bring the crystals closer`
        : 'both ends need the same settings',
  };
}

/** One that is off by less than this is read right. */
const RATE_TOLERANCE = 0.02;
const CRYSTALS = 'the crystals';

const isFar = (ratio: number): boolean => Math.abs(ratio - 1) > RATE_TOLERANCE;
const nominalRatio = ({ A, B }: Ends): number => rateOf(A.line.divisor) / rateOf(B.line.divisor);
const speedOf = ({ setup: { crystal = 0 } }: End): number => 1 + crystal / 1e6;
const ratioOf = (ends: Ends): number => (nominalRatio(ends) * speedOf(ends.A)) / speedOf(ends.B);

/** What keeps the two from understanding each other. How many stop bits there are does not, and only a wire has the rest. */
function differences(ends: Ends, isWire: boolean): readonly string[] {
  const { A, B } = ends;
  const isOtherRate = isWire && isFar(ratioOf(ends));
  return [
    ...(isOtherRate ? [isFar(nominalRatio(ends)) ? 'the rate' : CRYSTALS] : []),
    ...(A.line.bits !== B.line.bits ? ['the word length'] : []),
    ...(isWire && A.line.parity !== B.line.parity ? ['the parity'] : []),
  ];
}

function bothEnds(ends: Ends, directions: readonly DirectionResult[]): string {
  const [only, ...others] = directions.filter(({ sent }) => sent > 0);
  if (only === undefined || others.length > 0)
    return `A is set to ${endInWords(ends.A)} and B to ${endInWords(ends.B)}`;
  const { from, to } = only;
  return `${from} sends ${endInWords(ends[from])} and ${to} reads ${endInWords(ends[to])}`;
}

/** As reset leaves a machine of which the file says nothing. */
const isUnset = ({ line: { bits, parity, stop }, setup }: End): boolean =>
  setup.line === undefined && bits === 5 && parity === 'none' && stop === 1;

/** Both agree, on characters that are too short for what is sent. */
function tooShort(ends: Ends, { directions }: ScenarioResult): Mismatch | undefined {
  for (const { from, difference } of directions) {
    const end = ends[from];
    const { bits } = end.line;
    const at = difference === null ? 0 : difference.place - difference.from;
    const wanted = difference?.wanted[at] ?? 0;
    if (wanted < 1 << bits || difference?.came[at] !== (wanted & ((1 << bits) - 1))) continue;
    const reset = isUnset(end) ? ', as a machine without `line` does' : '';
    return {
      what: `${from} sends ${endInWords(end)}${reset}: ${bits}-bit characters cannot carry 0x${hex2(wanted)}`,
      fix: 'give both machines a `line` of 8 bits',
    };
  }
  return undefined;
}

/** Something was read that is not what was sent, or with an error flag; on a wire it may also be that nothing was. */
function isHarmed({ profile, directions, ledger }: ScenarioResult): boolean {
  if (profile === 'wire' && ledger !== null && ledger.madeByLine + ledger.fates.readWithError > 0)
    return true;
  return directions.some(
    ({ written, difference }) =>
      written > 0 &&
      difference !== null &&
      (profile === 'wire' || difference.came.length > difference.place - difference.from),
  );
}
