import { chipWith } from '../../support/chip.ts';
import { arrivalTicks, bitTicks } from '../../support/datasheet.ts';
import type { Character, Decoded } from './annotations.ts';
import { decode, type Program, SIGROK } from './decoder.ts';
import { edgesOf } from './edges.ts';
import type { Passage } from './passage.ts';
import { heardBy } from './receiver.ts';
import { TIMESCALES, type Timescale, unitsAt, vcd } from './vcd.ts';

/** What was meant and what two listeners heard, in places that can be compared: units of one recording. */
export interface Verdict {
  readonly name: string;
  readonly meant: readonly Character[];
  readonly sigrok: Decoded;
  /** By a chip of ours. */
  readonly heard: readonly Character[];
  /** From ticks to units. */
  readonly unitsAt: (tick: number) => number;
  readonly place: (chars: readonly Character[]) => readonly Character[];
}

const UNITS_A_BIT = 80;

/**
 * The coarsest that has so many units to a bit, for sigrok's time grows with the units of a recording. An edge is half
 * a unit off at most, and sigrok takes a sample up to one unit late: far from the half of a bit that would matter.
 */
function timescaleFor(divisor: number): Timescale {
  const scales = Object.keys(TIMESCALES) as Timescale[];
  return scales.findLast((scale) => unitsAt(bitTicks(divisor), scale) >= UNITS_A_BIT) ?? '10 ns';
}

/** Has sigrok and a chip listen to what went over each wire. All have one divisor, and no two the same setting. */
export function judge(passages: readonly Passage[], program: Program = SIGROK): readonly Verdict[] {
  const timescale = timescaleFor(Math.min(...passages.map(({ divisor }) => divisor)));
  const units = (tick: number): number => unitsAt(tick, timescale);
  const place = (chars: readonly Character[]): readonly Character[] =>
    chars.map((one) => ({ ...one, at: units(one.at) }));
  const signals = passages.map(({ line, wire }) => ({ name: line.name, edges: edgesOf(wire) }));
  const recording = vcd(signals, Math.max(...passages.map(({ until }) => until)), timescale);
  const channels = passages.map(({ line, divisor }) => ({ signal: line.name, line, divisor }));
  const decoded = decode(recording, timescale, channels, program);
  return passages.map(({ line, divisor, wire, until, meant }, i) => {
    const chip = chipWith({ line: line.name, divisor });
    const heard = heardBy(chip, wire, until).map((one) => ({
      ...one,
      at: one.at - arrivalTicks(line, divisor),
    }));
    return {
      name: `${line.name} at divisor ${divisor}`,
      meant: place(meant),
      sigrok: decoded[i] as Decoded,
      heard: place(heard),
      unitsAt: units,
      place,
    };
  });
}
