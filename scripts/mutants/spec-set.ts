import { join } from 'node:path';
import { type Changed, SpecBundle } from './bundles.ts';
import { type Outcome, play } from './trial.ts';

/** Spec files that are played together, once for each mutant. */
export class SpecSet {
  private readonly bundles: readonly SpecBundle[];
  /** How long each suite takes with nothing changed. */
  private ms: Readonly<Record<string, number>> = {};
  private limit = Number.POSITIVE_INFINITY;
  /** How often a suite has failed when a file was changed. */
  private readonly failures = new Map<string, Map<string, number>>();

  /** So many lanes can play it at once. */
  constructor(specs: readonly string[], folder: string, lanes: number) {
    this.bundles = Array.from(
      { length: lanes },
      (_, lane) => new SpecBundle(specs, join(folder, `${lane}.cjs`)),
    );
  }

  /** Plays it as it stands: what is changed may take twice as long, and a second. */
  async measure(): Promise<void> {
    const { outcome, failed, ms, processor } = await this.play(null, 0);
    if (outcome !== 'passed') throw new Error(`with nothing changed, this fails: ${failed ?? 'the whole'}`);
    this.ms = ms;
    this.limit = 2 * processor + 1000;
  }

  async outcome(changed: Changed, lane: number): Promise<Outcome> {
    const { outcome, failed } = await this.play(changed, lane);
    if (failed !== null) {
      const counts = this.failuresOf(changed.file);
      counts.set(failed, (counts.get(failed) ?? 0) + 1);
    }
    return outcome;
  }

  async close(): Promise<void> {
    for (const bundle of this.bundles) await bundle.close();
  }

  private async play(changed: Changed | null, lane: number) {
    const bundle = this.bundles[lane] as SpecBundle;
    await bundle.make(changed);
    return play(bundle.path, this.limit, changed === null ? [] : this.likelyFirst(changed.file));
  }

  /** The suites by how soon they are likely to fail when this file is changed. */
  private likelyFirst(file: string): string[] {
    const counts = this.failuresOf(file);
    const chance = (title: string): number => (1 + (counts.get(title) ?? 0)) / (1 + (this.ms[title] ?? 0));
    return Object.keys(this.ms).sort((a, b) => chance(b) - chance(a));
  }

  private failuresOf(file: string): Map<string, number> {
    const counts = this.failures.get(file) ?? new Map<string, number>();
    this.failures.set(file, counts);
    return counts;
  }
}
