import { parse, stringify } from 'yaml';
import { z } from 'zod';
import type { Mutant } from './finder.ts';

const ENTRY = z.strictObject({ in: z.string(), was: z.string(), becomes: z.string(), why: z.string() });
const LIST = z.record(z.string(), z.array(ENTRY));

type Entry = z.infer<typeof ENTRY>;

/** A mutant, by what it is and not by the line where it stands. */
const keyOf = (file: string, { in: within, was, becomes }: Omit<Entry, 'why'>): string =>
  JSON.stringify([file, within, was, becomes]);

const entryOf = ({ within, was, becomes }: Mutant) => ({ in: within, was, becomes });

/** The kept list of mutants that no spec kills, each with the reason why. */
export class KnownSurvivors {
  private readonly entries: readonly { readonly file: string; readonly entry: Entry }[];
  private readonly reasons: ReadonlyMap<string, string>;

  constructor(text: string) {
    this.entries = Object.entries(LIST.parse(parse(text) ?? {})).flatMap(([file, entries]) =>
      entries.map((entry) => ({ file, entry })),
    );
    this.reasons = new Map(this.entries.map(({ file, entry }) => [keyOf(file, entry), entry.why]));
  }

  reason(mutant: Mutant): string | null {
    return this.reasons.get(keyOf(mutant.file, entryOf(mutant))) ?? null;
  }

  /** What is said of these files and is no longer so: it is killed now, or its lines read otherwise. */
  outdated(files: readonly string[], survivors: readonly Mutant[]): string[] {
    const alive = new Set(survivors.map((mutant) => keyOf(mutant.file, entryOf(mutant))));
    return this.entries
      .filter(({ file, entry }) => files.includes(file) && !alive.has(keyOf(file, entry)))
      .map(({ file, entry }) => `${file} ${entry.in}: ${entry.becomes}`);
  }
}

/** As it stands in the list, or as it is to be written there. */
export const listed = (mutant: Mutant, reason: string | null): string =>
  stringify([{ ...entryOf(mutant), why: reason ?? '' }], { lineWidth: 0 }).trimEnd();
