import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TraceRecord } from '../../harness/ground/trace.ts';
import { profileOf } from '../../harness/run/bench.ts';
import { GoldenText, goldenHeader } from '../../harness/run/golden.ts';
import { play } from '../../harness/run/play.ts';
import type { ScenarioResult } from '../../harness/run/result.ts';
import { loadScenario } from '../../harness/scenario/load.ts';
import type { Lab7Run, Scenario, Step } from '../../harness/scenario/model.ts';

const FOLDER = fileURLToPath(new URL('../../fixtures/scenarios/', import.meta.url));
/** What the command line takes when nobody says. */
const SEED = 1;

/** The catalogue's files, as they are called in its folder. */
export const files = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath}/${entry.name}`.slice(FOLDER.length).replace(/^\/+/, ''))
  .sort();

export const loaded = files.map((file) => ({ file, ...loadScenario(readFileSync(FOLDER + file), file) }));

export const scenarios = loaded.flatMap((one) => one.scenarios);

export const inFolder = (folder: string): readonly Scenario[] =>
  scenarios.filter(({ file }) => file.startsWith(`${folder}/`));

/** Every step, those inside `parallel` too. */
export const stepsOf = ({ steps }: Pick<Scenario, 'steps'>): readonly Step[] =>
  steps.flatMap((step) => (step.verb === 'parallel' ? [step, ...stepsOf(step)] : [step]));

export const labRuns = (scenario: Scenario): readonly Lab7Run[] =>
  stepsOf(scenario).flatMap((step) => (step.verb === 'lab7' ? step.runs : []));

export const outcomeOf = async (scenario: Scenario): Promise<ScenarioResult['outcome']> =>
  (await play(scenario, { seed: SEED })).outcome;

export async function played(
  scenario: Scenario,
): Promise<{ readonly result: ScenarioResult; readonly golden: string }> {
  const golden = new GoldenText(
    goldenHeader({ name: scenario.name, seed: SEED, profile: profileOf(scenario.link) }),
  );
  const result = await play(scenario, { seed: SEED, sinks: [golden.sink] });
  return { result, golden: golden.text() };
}

export async function traced(
  scenario: Scenario,
): Promise<{ readonly result: ScenarioResult; readonly records: readonly TraceRecord[] }> {
  const records: TraceRecord[] = [];
  const result = await play(scenario, { seed: SEED, sinks: [(record) => void records.push(record)] });
  return { result, records };
}
