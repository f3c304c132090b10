import { join } from 'node:path';
import { profileOf } from '../run/bench.ts';
import { GoldenText, goldenFileName, goldenHeader } from '../run/golden.ts';
import type { GoldenChange } from '../run/golden-change.ts';
import type { GoldenDeparture } from '../run/golden-departure.ts';
import type { Failure, ScenarioResult } from '../run/result.ts';
import type { RecordSink } from '../run/trace-writer.ts';
import type { Duration, Scenario } from '../scenario/model.ts';
import { makeFolder } from './folder.ts';
import { GoldenFile, writing } from './golden-file.ts';

/** A run whose trace is to be compared with the one kept, or kept itself. */
export interface KeptTrace {
  readonly sink: RecordSink;
  /** The result, failed where the trace departs from the golden one. */
  judge(result: ScenarioResult): Promise<ScenarioResult>;
}

/** Tells what is about to be written; throws where it cannot. */
export type ShowChange = (change: GoldenChange, result: ScenarioResult) => Promise<void>;

/** The folder in which each scenario's trace is kept as a small text. */
export class GoldenFolder {
  private readonly folder: string;
  private readonly update: ShowChange | null;
  private readonly within: Duration | undefined;

  /** `update`: traces are kept; each is shown what it changes before that is written. `within`: this run's tolerance. */
  constructor(folder: string, update: ShowChange | null, within?: Duration) {
    this.folder = folder;
    this.update = update;
    this.within = within;
    if (update !== null) writing(folder, () => makeFolder(folder));
  }

  open(scenario: Scenario, seed: number): KeptTrace {
    const text = new GoldenText(
      goldenHeader({ name: scenario.name, seed, profile: profileOf(scenario.link) }),
    );
    const file = this.fileOf(scenario);
    return {
      sink: text.sink,
      judge: async (result) => {
        const { update } = this;
        if (update === null) return await compared(result, file, text.text());
        return result.outcome === 'passed' ? await updated(result, file, text.text(), update) : result;
      },
    };
  }

  /** Throws where a kept text has a rule that is none: before anything is played. */
  async understand(scenarios: readonly Scenario[]): Promise<void> {
    for (const scenario of scenarios) await this.fileOf(scenario).read();
  }

  private fileOf({ name, link }: Scenario): GoldenFile {
    return new GoldenFile(join(this.folder, goldenFileName(name, link.transport)), this.within);
  }
}

async function updated(
  result: ScenarioResult,
  file: GoldenFile,
  text: string,
  show: ShowChange,
): Promise<ScenarioResult> {
  const change = await file.update(text, result.bases, async (one) => await show(one, result));
  return change === null ? result : { ...result, golden: change };
}

async function compared(result: ScenarioResult, file: GoldenFile, text: string): Promise<ScenarioResult> {
  const found = await file.compare(text, result.bases);
  return found === null ? result : failed(result, found.what, found.departure);
}

function failed(result: ScenarioResult, what: string, departure: GoldenDeparture | null): ScenarioResult {
  const story = departure?.stories.came;
  const failure: Failure = {
    what,
    at: result.ticks,
    around: departure?.came?.t ?? departure?.wanted?.t ?? result.ticks,
    cause: { kind: 'golden', ...(departure === null ? {} : { departure }) },
    registers: null,
    lines: null,
    story: story?.records ?? [],
    dlab: story?.dlab ?? { A: false, B: false },
  };
  return { ...result, outcome: 'failed', failures: [...result.failures, failure] };
}
