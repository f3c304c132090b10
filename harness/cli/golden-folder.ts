import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HarnessError } from '../ground/errors.ts';
import { profileOf } from '../run/bench.ts';
import { compareGolden, GoldenText, goldenFileName, goldenHeader } from '../run/golden.ts';
import type { Failure, ScenarioResult } from '../run/result.ts';
import type { RecordSink } from '../run/trace-writer.ts';
import type { Scenario } from '../scenario/model.ts';

/** A run whose trace is to be compared with the one kept, or kept itself. */
export interface KeptTrace {
  readonly sink: RecordSink;
  /** The result, failed where the trace departs from the golden one. */
  judge(result: ScenarioResult): Promise<ScenarioResult>;
}

/** The folder in which each scenario's trace is kept as a small text. */
export class GoldenFolder {
  private readonly folder: string;
  private readonly update: boolean;

  constructor(folder: string, update: boolean) {
    this.folder = folder;
    this.update = update;
    if (update) writing(folder, () => makeFolder(folder));
  }

  open(scenario: Scenario, seed: number): KeptTrace {
    const text = new GoldenText(
      goldenHeader({ name: scenario.name, seed, profile: profileOf(scenario.link) }),
    );
    const path = join(this.folder, goldenFileName(scenario.name, scenario.link.transport));
    return {
      sink: text.sink,
      judge: async (result) => {
        if (this.update) {
          if (result.outcome === 'passed') writing(path, () => writeFileSync(path, text.text()));
          return result;
        }
        const what = await this.differs(path, text.text());
        return what === undefined ? result : failed(result, what);
      },
    };
  }

  private async differs(path: string, actual: string): Promise<string | undefined> {
    const expected = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw new HarnessError('golden-unreadable', `cannot read ${path}: ${error.message}`, undefined, error);
    });
    if (expected === undefined)
      return `no golden trace is kept for it yet: --update keeps this one (${path})`;
    const difference = compareGolden(expected, actual);
    return difference === null
      ? undefined
      : `its trace departs from ${path}, line ${difference.line}: ${difference.what}`;
  }
}

function failed(result: ScenarioResult, what: string): ScenarioResult {
  const failure: Failure = {
    what,
    at: result.ticks,
    around: result.ticks,
    cause: { kind: 'golden' },
    registers: null,
    lines: null,
    story: [],
    dlab: { A: false, B: false },
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
