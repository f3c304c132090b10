import { expect } from 'chai';
import type { Lab7Run, Scenario, Step, Want } from '../../harness/scenario/model.ts';
import { type Pattern, readPattern } from '../../harness/scenario/pattern.ts';
import { loaded, outcomeOf, scenarios } from './catalogue.ts';

/** A text that no program prints. */
const UNPRINTED = '\x01';

/** The step asking for something else than what it asks for; undefined when it asks for nothing. */
function otherwise(step: Step): Step | undefined {
  switch (step.verb) {
    case 'expect':
      return { ...step, want: otherWant(step.want) };
    case 'expect-flags':
      return { ...step, flags: step.flags.length === 0 ? ['OE'] : [] };
    case 'expect-irq':
      return { ...step, irq: step.irq === 'modem-status' ? 'line-status' : 'modem-status' };
    case 'in':
      return step.is === undefined ? undefined : { ...step, is: step.is ^ (step.mask & -step.mask) };
    case 'lab7':
      return step.runs.some(asks) ? { ...step, runs: step.runs.map(otherRun) } : undefined;
    case 'parallel': {
      const last = step.steps.findLastIndex((one) => otherwise(one) !== undefined);
      const other = last < 0 ? undefined : otherwise(step.steps[last] as Step);
      return other === undefined ? undefined : { ...step, steps: step.steps.with(last, other) };
    }
    case 'send':
    case 'break':
    case 'out':
    case 'wait':
    case 'boot':
    case 'stop':
      return undefined;
  }
}

function otherWant(want: Want): Want {
  if ('bytes' in want)
    return { bytes: want.bytes.map((byte, i) => (i + 1 < want.bytes.length ? byte : byte ^ 1)) };
  if ('count' in want) return { count: want.count + 1000 };
  if ('flags' in want) return { flags: want.flags.length === 0 ? ['OE'] : [] };
  return { pattern: patternOf(`(?:${want.pattern.source})\\x01`) };
}

function patternOf(source: string): Pattern {
  const read = readPattern(source);
  if ('fault' in read) throw new Error(read.fault.what);
  return read.value;
}

const asks = ({ prints, fails }: Lab7Run): boolean => prints !== undefined || fails;

const otherRun = (run: Lab7Run): Lab7Run =>
  run.prints !== undefined ? { ...run, prints: run.prints + UNPRINTED } : { ...run, fails: !run.fails };

const mutants = (scenario: Scenario): readonly Scenario[] =>
  scenario.steps.flatMap((step, i) => {
    const other = otherwise(step);
    return other === undefined ? [] : [{ ...scenario, steps: scenario.steps.with(i, other) }];
  });

describe('an assertion of the catalogue', () => {
  it('stands in each scenario, in a step', () => {
    const without = scenarios.filter((one) => mutants(one).length === 0);
    expect(without.map(({ name }) => name)).to.deep.equal([]);
  });

  // The entries of a matrix have their steps in common: the first and the last of them speak for the others.
  for (const { file, scenarios } of loaded) {
    it(`can fail, each by itself: ${file}`, async () => {
      const onCable = scenarios.filter(({ link }) => link.transport === 'cable');
      const some = onCable.length > 0 ? onCable : scenarios;
      for (const scenario of new Set([some.at(0), some.at(-1)]))
        for (const mutant of scenario === undefined ? [] : mutants(scenario))
          expect(await outcomeOf(mutant), mutant.name).to.equal('failed');
    });
  }
});
