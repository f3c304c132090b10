import { expect } from 'chai';
import { HarnessError } from '../../harness/ground/errors.ts';
import { play } from '../../harness/run/play.ts';
import type { Scenario } from '../../harness/scenario/model.ts';
import { answerTo } from './answers.ts';
import { Editor } from './editor.ts';
import { catalogue } from './files.ts';
import { mutated, numbers } from './mutations.ts';

const ROUNDS = 12_000;
/** Far above what reading one file takes, far below what a person would wait for. */
const LONGEST_MS = 2000;
/** A mutation may ask for an hour at 50 baud: that one is left off. */
const PLAY_MS = 500;

/** The server's own advice, which has nothing to do with the schema. */
const STYLE = /^Unused anchor/;

/** Each time the same: a mistake that was found is found again. */
function* mutations(seed: number): Generator<string> {
  const next = numbers(seed);
  for (let round = 0; round < ROUNDS; round++) yield mutated(catalogue[round % catalogue.length] ?? '', next);
}

describe(`each of ${ROUNDS} mutations of the catalogue`, () => {
  const loaded: string[] = [];
  const scenarios: Scenario[] = [];

  before(() => {
    for (const text of mutations(16_550)) {
      const began = performance.now();
      const answer = answerTo(text);
      if (performance.now() - began > LONGEST_MS) throw new Error(`too slow: ${JSON.stringify(text)}`);
      if (answer.scenarios.length > 0) loaded.push(text);
      const [first] = answer.scenarios;
      if (first !== undefined) scenarios.push(first);
    }
  });

  it('gets scenarios or mistakes, in plain words, with places in the file', () => {
    expect(loaded.length).to.be.within(ROUNDS / 20, ROUNDS / 3);
  });

  it('plays when it loads, or is skipped, or does not fit the world: no promise of ours breaks', async () => {
    const outcomes = { passed: 0, failed: 0, skipped: 0, refused: 0, 'left off': 0 };
    for (const scenario of scenarios) outcomes[await outcomeOf(scenario)]++;
    expect(outcomes.passed).to.be.above(100);
    expect(outcomes['left off']).to.be.below(scenarios.length / 10);
  });

  it('satisfies the JSON Schema when it loads', async () => {
    const editor = await Editor.start();
    try {
      const said = await editor.saidOf(loaded);
      const wrong = said.flatMap((all, index) =>
        all
          .filter(({ message }) => !STYLE.test(message))
          .map(({ message }) => ({ message, text: loaded[index] })),
      );
      expect(wrong).to.deep.equal([]);
    } finally {
      await editor.stop();
    }
  });
});

async function outcomeOf(
  scenario: Scenario,
): Promise<'passed' | 'failed' | 'skipped' | 'refused' | 'left off'> {
  // A free port and a path of its own, whatever the mutation has made of them.
  const { port: _, path: __, ...link } = scenario.link;
  const signal = AbortSignal.timeout(PLAY_MS);
  try {
    return (await play({ ...scenario, link }, { seed: 1, signal })).outcome;
  } catch (error) {
    if (error instanceof HarnessError) return 'refused';
    if (signal.aborted && error === signal.reason) return 'left off';
    throw new Error(`${error}: ${JSON.stringify(scenario)}`, { cause: error });
  }
}
