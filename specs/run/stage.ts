import type { TraceRecord } from '../../harness/ground/trace.ts';
import { over, play } from '../../harness/run/play.ts';
import type { Failure, ScenarioResult } from '../../harness/run/result.ts';
import { loadScenario } from '../../harness/scenario/load.ts';
import type { Scenario } from '../../harness/scenario/model.ts';

export const LINKS = ['cable', 'tcp', 'pipe'] as const;
export const SEED = 7;

/** A scenario's parts as YAML; the machines are both at 115200 8N1 when not given. */
export interface Script {
  readonly link?: string;
  readonly A?: string;
  readonly B?: string;
  readonly assert?: string;
  readonly steps: readonly string[];
}

const USUAL = '{ line: 115200 8N1 }';

/** The only scenario of a file made of these parts: its steps begin in line 8. */
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
  if (only === undefined || others.length > 0 || diagnostics.length > 0)
    throw new Error(`expected one scenario, got ${others.length}: ${diagnostics.map(({ what }) => what).join('\n')}`);
  return only;
}

export const played = (script: Script, seed = SEED): Promise<ScenarioResult> => play(scenario(script), { seed });
