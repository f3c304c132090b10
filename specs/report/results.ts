import type { TraceRecord } from '../../harness/ground/trace.ts';
import type { ProfileName, Transport } from '../../harness/link/profile.ts';
import type { Comparison, ProfilePlay } from '../../harness/report/comparison.ts';
import { renderScenario } from '../../harness/report/terminal.ts';
import { comparedUnder, play } from '../../harness/run/play.ts';
import type { ScenarioResult } from '../../harness/run/result.ts';
import type { Scenario } from '../../harness/scenario/model.ts';
import { scenarioOf } from '../scenario/files.ts';

/** A scenario's parts as YAML: bytes over a cable at 115200 8N1 when not given. Its steps begin in line 6. */
export interface Script {
  readonly name?: string;
  readonly link?: string;
  readonly A?: string;
  readonly B?: string;
  readonly assert?: string;
  readonly steps: readonly string[];
}

const USUAL = '{ line: 115200 8N1 }';
export const BYTES = '{ transport: cable, profile: virtualbox5 }';

export const scenario = (script: Script): Scenario => {
  const { name = 'spec', link = BYTES, A = USUAL, B = USUAL, assert = '{}', steps } = script;
  const head = [
    'version: 1',
    `name: ${JSON.stringify(name)}`,
    `link: ${link}`,
    `machines: { A: ${A}, B: ${B} }`,
  ];
  return scenarioOf(
    [...head, 'steps:', ...steps.map((step) => `  - ${step}`), `assert: ${assert}`, ''].join('\n'),
  );
};

export const played = (script: Script): Promise<ScenarioResult> => play(scenario(script), { seed: 1 });

/** The same under several profiles. */
export async function compared(
  script: Script,
  profiles: readonly ProfileName[],
  link?: Transport,
): Promise<Comparison> {
  const own = scenario(script);
  const plays: ProfilePlay[] = [];
  for (const profile of profiles) {
    const one = comparedUnder(own, profile, link);
    plays.push({ profile, transport: one.link.transport, result: await play(one, { seed: 1 }) });
  }
  return { name: own.name, file: own.file, plays };
}

/** All records of a run. */
export async function recordsOf(script: Script): Promise<readonly TraceRecord[]> {
  const records: TraceRecord[] = [];
  await play(scenario(script), { seed: 1, sinks: [(record) => records.push(record)] });
  return records;
}

/** A result as a person sees it, without colours, line by line. */
export const shown = (result: ScenarioResult, replay = 'nullmodem run'): readonly string[] =>
  renderScenario(result, { colour: false, replay }).split('\n');

/** The lines of a section, without their indentation. */
export function section(lines: readonly string[], title: string): readonly string[] {
  const start = lines.indexOf(`  ${title}:`) + 1;
  const end = lines.findIndex((line, i) => i >= start && !line.startsWith('    '));
  return start === 0 ? [] : lines.slice(start, end).map((line) => line.slice(4));
}

/** What stands between the first line and the registers. */
export const told = (lines: readonly string[]): readonly string[] =>
  lines.slice(
    1,
    lines.findIndex((line) => line.startsWith('  registers')),
  );

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
export const withoutColour = (text: string): string => text.replace(/\u001b\[[0-9;]*m/g, '');
