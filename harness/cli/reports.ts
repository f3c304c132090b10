import { closeSync, openSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { HarnessError } from '../ground/errors.ts';
import { reportIn } from '../report/formats.ts';
import type { Problem } from '../report/problems.ts';
import type { Report, Run } from '../report/run.ts';
import type { ReportTarget } from './report-target.ts';
import type { World } from './world.ts';

interface Pending {
  readonly target: ReportTarget;
  /** Null: standard output. */
  readonly file: number | null;
}

/** The reports of one run. Their files are opened before it begins, so that an old one is not taken for its result. */
export class Reports {
  private readonly world: World;
  private readonly pending: Pending[] = [];

  private constructor(world: World) {
    this.world = world;
  }

  static async open(targets: readonly ReportTarget[], world: World): Promise<Reports> {
    const reports = new Reports(world);
    try {
      for (const target of targets) reports.pending.push({ target, file: opened(target, world.cwd) });
    } catch (error) {
      await reports.broken(error);
      throw error;
    }
    return reports;
  }

  /** False when one of them could not be written: standard error says which. */
  async played(run: Run): Promise<boolean> {
    return await this.write((report) => report.played(run));
  }

  async unplayed(problems: readonly Problem[]): Promise<void> {
    await this.write((report) => report.unplayed(problems, this.world.version));
  }

  /** The run has thrown. JSON on standard output is left to whoever catches that: arguments may be at fault too. */
  async broken(error: unknown): Promise<void> {
    const index = this.pending.findIndex(({ target, file }) => file === null && target.format === 'json');
    if (index >= 0) this.pending.splice(index, 1);
    await this.unplayed([problemOf(error)]);
  }

  close(): void {
    for (const { file } of this.pending.splice(0)) if (file !== null) closeSync(file);
  }

  /** Once for all. A file that cannot be written does not keep the others from it. */
  private async write(words: (report: Report) => string): Promise<boolean> {
    const { world } = this;
    let isWhole = true;
    for (const { target, file } of this.pending) {
      const text = words(await reportIn(target.format));
      if (file === null) world.stdout.write(text);
      else
        try {
          writeFileSync(file, text);
        } catch (error) {
          const { code, message } = unwritable(target, error);
          world.stderr.write(`error[${code}]: ${message}\n`);
          isWhole = false;
        }
    }
    this.close();
    return isWhole;
  }
}

function problemOf(error: unknown): Problem {
  if (!(error instanceof HarnessError)) return { code: 'fault', what: String(error) };
  const { code, message: what, fix } = error;
  return { code, what, ...(fix === undefined ? {} : { fix }) };
}

function opened(target: ReportTarget, cwd: string): number | null {
  if (target.file === undefined) return null;
  try {
    return openSync(resolve(cwd, target.file), 'w');
  } catch (error) {
    throw unwritable(target, error);
  }
}

function unwritable({ format, file = '' }: ReportTarget, error: unknown): HarnessError {
  const { code, message } = error as NodeJS.ErrnoException;
  const folder = dirname(file);
  return code === 'ENOENT'
    ? new HarnessError(
        'report-unwritable',
        `cannot write the ${format} report to ${file}: there is no folder ${folder}`,
        `Make it first: mkdir -p ${folder}`,
        error,
      )
    : new HarnessError(
        'report-unwritable',
        `cannot write the ${format} report to ${file}: ${message}`,
        undefined,
        error,
      );
}
