import { type Played, Player } from './player.ts';
import { type Changed, SpecBundle } from './spec-bundle.ts';

/** Spec files that are played together, once for each mutant. */
export class SpecSet {
  private readonly lanes: readonly { readonly bundle: SpecBundle; readonly player: Player }[];
  /** How long each suite takes with nothing changed. */
  private ms: Readonly<Record<string, number>> = {};
  private allowed: number | null = null;
  /** How often a suite has failed when a file was changed. */
  private readonly failures = new Map<string, Map<string, number>>();

  /** In each lane they can be played once at a time. */
  constructor(specs: readonly string[], lanes: number) {
    this.lanes = Array.from({ length: lanes }, () => ({
      bundle: new SpecBundle(specs),
      player: new Player(),
    }));
  }

  /** Plays them as they stand: with a change each may take twice as long as the longest, and a second more. */
  async measure(): Promise<void> {
    const { outcome, suite, ms, longest } = await this.play(null, 0);
    if (outcome !== 'passed') throw new Error(`with nothing changed, this fails: ${suite ?? 'all of it'}`);
    this.ms = ms;
    this.allowed = 2 * longest + 1000;
  }

  async outcome(changed: Changed, lane: number): Promise<Played['outcome']> {
    const { outcome, suite } = await this.play(changed, lane);
    if (suite !== null) {
      const counts = this.failuresOf(changed.file);
      counts.set(suite, (counts.get(suite) ?? 0) + 1);
    }
    return outcome;
  }

  async close(): Promise<void> {
    for (const { bundle, player } of this.lanes) {
      player.close();
      await bundle.close();
    }
  }

  private async play(changed: Changed | null, lane: number): Promise<Played> {
    const { bundle, player } = this.lanes[lane] as (typeof this.lanes)[number];
    const first = changed === null ? [] : this.likelyFirst(changed.file);
    return player.play({ code: await bundle.code(changed), first, allowed: this.allowed });
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
