import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HarnessError } from '../ground/errors.ts';
import { profileOf } from '../run/bench.ts';
import { compareGolden, GoldenText, goldenFileName, goldenHeader } from '../run/golden.ts';
import { type GoldenChange, goldenChange } from '../run/golden-change.ts';
import { type GoldenDeparture, goldenDeparture } from '../run/golden-departure.ts';
import type { Failure, ScenarioResult } from '../run/result.ts';
import type { RecordSink } from '../run/trace-writer.ts';
import type { Scenario } from '../scenario/model.ts';

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

  /** `update`: traces are kept; each is shown what it changes before that is written. */
  constructor(folder: string, update: ShowChange | null) {
    this.folder = folder;
    this.update = update;
    if (update !== null) writing(folder, () => makeFolder(folder));
  }

  open(scenario: Scenario, seed: number): KeptTrace {
    const text = new GoldenText(
      goldenHeader({ name: scenario.name, seed, profile: profileOf(scenario.link) }),
    );
    const path = join(this.folder, goldenFileName(scenario.name, scenario.link.transport));
    return {
      sink: text.sink,
      judge: async (result) => {
        const { update } = this;
        if (update === null) return compared(result, path, await keptAt(path), text.text());
        return result.outcome === 'passed' ? await updated(result, path, text.text(), update) : result;
      },
    };
  }
}

async function updated(
  result: ScenarioResult,
  path: string,
  text: string,
  show: ShowChange,
): Promise<ScenarioResult> {
  const change = goldenChange(path, await keptAt(path), text, result.bases);
  if (change === null) return result;
  await show(change, result);
  writing(path, () => writeFileSync(path, text));
  return { ...result, golden: change };
}

/** Undefined where none is kept yet. */
async function keptAt(path: string): Promise<string | undefined> {
  return await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new HarnessError('golden-unreadable', `cannot read ${path}: ${error.message}`, undefined, error);
  });
}

function compared(
  result: ScenarioResult,
  path: string,
  kept: string | undefined,
  text: string,
): ScenarioResult {
  if (kept === undefined)
    return failed(result, `no golden trace is kept for it yet: --update keeps this one (${path})`, null);
  const difference = compareGolden(kept, text);
  if (difference === null) return result;
  const { line, what } = difference;
  const departure = goldenDeparture(kept, text, result.bases);
  return failed(result, `its trace departs from ${path}, line ${line}: ${what}`, departure);
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

function writing(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const why = (error as Error).message;
    throw new HarnessError(
      'golden-unwritable',
      `cannot keep a golden trace in ${path}: ${why}`,
      undefined,
      error,
    );
  }
}

/** Folder by folder: asked to do it in one go under /proc, Node tries for ever. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}
