import type { TraceRecord } from '../../harness/ground/trace.ts';
import { over, play } from '../../harness/run/play.ts';
import { playRecorded, type Run } from '../../harness/run/recorded.ts';
import type { Failure, ScenarioResult } from '../../harness/run/result.ts';
import { loadScenario } from '../../harness/scenario/load.ts';
import type { Scenario } from '../../harness/scenario/model.ts';

export const LINKS = ['cable', 'tcp', 'pipe'] as const;
export const MODES = ['poll', 'int', 'fifo'] as const;
export const SECOND = 1_843_200;
/** A bit and a character of 115200 8N1. */
export const BIT = 16;
export const CHARACTER = 160;
/** Both machines have booted with a line and without FIFOs: four writes each, of 2 ticks. */
export const BOOTED = 16;

/** A scenario's parts as YAML; the machines are both at 115200 8N1 when not given. */
export interface Script {
  readonly link?: string;
  readonly A?: string;
  readonly B?: string;
  readonly assert?: string;
  readonly steps: readonly string[];
}

/** The line of the file that the first step stands in. */
export const FIRST_LINE = 8;

export const ANYTHING = '{ delivery: any, unread: any }';

const USUAL = '{ line: 115200 8N1 }';

/** The only scenario of a file made of these parts. */
export function scenario({ link = '{}', A = USUAL, B = USUAL, assert = '{}', steps }: Script): Scenario {
  const text = [
    'version: 1',
    'name: spec',
    `link: ${link}`,
    'machines:',
    `  A: ${A}`,
    `  B: ${B}`,
    'steps:',
    ...steps.map((step) => `  - ${step}`),
    `assert: ${assert}`,
    '',
  ].join('\n');
  const { scenarios, diagnostics } = loadScenario(text, 'spec.lab7.yaml');
  const [only, ...others] = scenarios;
  if (only === undefined || others.length > 0)
    throw new Error(`no scenario: ${diagnostics.map(({ what }) => what).join(' ')}`);
  return only;
}

export const SEED = 7;

export const played = (script: Script, seed = SEED): Promise<ScenarioResult> =>
  play(scenario(script), { seed });

/** A run that assertions may ask about. */
export const recorded = (script: Script, seed = SEED): Promise<Run> =>
  playRecorded(scenario(script), { seed });

/** A run with all that it recorded. */
export async function traced(
  what: Scenario,
  seed = SEED,
): Promise<{ readonly result: ScenarioResult; readonly records: readonly TraceRecord[] }> {
  const records: TraceRecord[] = [];
  const result = await play(what, { seed, sinks: [(record) => void records.push(record)] });
  return { result, records };
}

export const tracedOver = (transport: (typeof LINKS)[number], script: Script) =>
  traced(over(scenario(script), transport));

/** The ticks at which a script's steps begin. */
export async function beginnings(script: Script): Promise<readonly number[]> {
  const { result, records } = await traced(scenario(script));
  if (result.failures[0] !== undefined) throw new Error(result.failures[0].what);
  return records.flatMap((record) => (record.k === 'step' ? [record.t] : []));
}

/** The only failure of a run. */
export function failureOf({ failures }: ScenarioResult): Failure {
  const [only, ...others] = failures;
  if (only === undefined || others.length > 0)
    throw new Error(`expected one failure, got: ${failures.map(({ what }) => what).join('; ') || 'none'}`);
  return only;
}

export const wordsOf = ({ failures }: ScenarioResult): readonly string[] => failures.map(({ what }) => what);
