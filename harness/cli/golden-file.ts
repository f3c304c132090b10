import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { HarnessError } from '../ground/errors.ts';
import { type GoldenChange, goldenChange, textToKeep } from '../run/golden-change.ts';
import { comparedGolden } from '../run/golden-comparison.ts';
import type { GoldenDeparture } from '../run/golden-departure.ts';
import { type GoldenRule, rulesOf, withTolerance } from '../run/golden-rules.ts';
import type { ScenarioResult } from '../run/result.ts';
import type { Duration } from '../scenario/model.ts';

type Bases = ScenarioResult['bases'];

/** A golden text where it is kept, with the rules that hold for it. */
export class GoldenFile {
  private readonly path: string;
  private readonly within: Duration | undefined;
  private readonly usual: readonly GoldenRule[];

  /** `within`: this run's tolerance. `usual`: the rules of a text that is kept for the first time. */
  constructor(path: string, within: Duration | undefined, usual: readonly GoldenRule[] = []) {
    this.path = path;
    this.within = within;
    this.usual = usual;
  }

  /** `kept` is undefined where none is kept yet. */
  async read(): Promise<{ readonly kept: string | undefined; readonly rules: readonly GoldenRule[] }> {
    const { path, within, usual } = this;
    const kept = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw new HarnessError('golden-unreadable', `cannot read ${path}: ${error.message}`, undefined, error);
    });
    return { kept, rules: withTolerance(kept === undefined ? usual : rulesOf(kept, path), within) };
  }

  /** What departs from it, in a sentence; null where nothing does. */
  async compare(
    text: string,
    bases: Bases,
  ): Promise<{ readonly what: string; readonly departure: GoldenDeparture | null } | null> {
    const { path } = this;
    const { kept, rules } = await this.read();
    if (kept === undefined)
      return {
        what: `no golden trace is kept for it yet: --update keeps this one (${path})`,
        departure: null,
      };
    const found = comparedGolden(kept, text, rules, bases);
    if (found === null) return null;
    const { difference, departure } = found;
    return { what: `its trace departs from ${path}, line ${difference.line}: ${difference.what}`, departure };
  }

  /** Keeps it, and tells what that changes before it is written; null where nothing changes. */
  async update(
    text: string,
    bases: Bases,
    show: (change: GoldenChange) => Promise<void>,
  ): Promise<GoldenChange | null> {
    const { path } = this;
    const { kept, rules } = await this.read();
    const next = textToKeep(kept, text, rules, bases);
    const change = goldenChange(path, kept, next, bases, rules);
    if (change === null) return null;
    await show(change);
    writing(path, () => writeFileSync(path, next));
    return change;
  }
}

export function writing(path: string, write: () => void): void {
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
