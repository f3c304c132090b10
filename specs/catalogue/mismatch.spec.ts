import { expect } from 'chai';
import { farSide, SIDES, type Side } from '../../harness/ground/side.ts';
import type { Scenario, Step } from '../../harness/scenario/model.ts';
import type { Line } from '../../harness/uart/line-settings.ts';
import { characterTicks, levelsOf, SETTINGS, type Setting } from '../support/datasheet.ts';
import type { Frame } from '../support/line.ts';
import { endOf, hear, levelsByTick } from '../support/sampling.ts';
import { inFolder, outcomeOf, traced } from './catalogue.ts';

const mismatches = inFolder('mismatch');

/** Both ends as A is: its line, its crystal, and nobody writes another divisor. */
const withEqualLines = (scenario: Scenario): Scenario => {
  const { crystal: _, ...A } = scenario.machines.A;
  return {
    ...scenario,
    machines: { A, B: A },
    steps: scenario.steps.filter(({ verb }) => verb !== 'out'),
  };
};

/** A for B and B for A. */
const mirrored = (scenario: Scenario): Scenario => ({
  ...scenario,
  machines: { A: scenario.machines.B, B: scenario.machines.A },
  steps: scenario.steps.map(mirroredStep),
});

function mirroredStep(step: Step): Step {
  if ('from' in step) return { ...step, from: farSide(step.from) };
  if ('on' in step) return { ...step, on: farSide(step.on) };
  return step;
}

function settingOf({ bits, parity, stop }: Line): Setting {
  const letter = parity.slice(0, 1).toUpperCase();
  const found = SETTINGS.find((one) => one.bits === bits && one.parity === letter && one.stop === stop);
  if (found === undefined) throw new Error(`no such line: ${bits}${letter}${stop}`);
  return found;
}

describe('a mismatch of the catalogue', () => {
  for (const scenario of mismatches) {
    const { name } = scenario;

    it(`fails when both ends have the same line: ${name}`, async () => {
      expect(await outcomeOf(withEqualLines(scenario))).to.equal('failed');
    });

    it(`shows the same from B to A: ${name}`, async () => {
      expect(await outcomeOf(mirrored(scenario))).to.equal('passed');
    });
  }

  for (const scenario of mismatches.filter(({ machines: { A, B } }) => (A.crystal ?? B.crystal ?? 0) === 0)) {
    it(`is what a plain receiver makes of the frames, and nothing else: ${scenario.name}`, async () => {
      const { result, records } = await traced(scenario);
      const { lines } = result;
      if (lines === null) throw new Error('it has no lines');
      for (const to of SIDES) expect(charsOf(to)).to.deep.equal(heardBy(to));

      function charsOf(side: Side) {
        return records.flatMap((record) =>
          record.k === 'char' && record.m === side
            ? [{ at: record.t, char: record.char, flags: record.errors }]
            : [],
        );
      }

      function heardBy(side: Side) {
        const [mine, far] = [lines?.[side] as Line, lines?.[farSide(side)] as Line];
        const frames = records.flatMap((record): Frame[] =>
          record.k === 'frame' && record.m !== side
            ? [{ at: record.t, bit: 16 * far.divisor, levels: levelsOf(settingOf(far), record.char) }]
            : [],
        );
        if (frames.length === 0) return [];
        const until =
          endOf(frames, settingOf(mine), mine.divisor) + characterTicks(settingOf(mine), mine.divisor);
        return hear(levelsByTick(frames, until), settingOf(mine), mine.divisor);
      }
    });
  }
});
