import { mkdirSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PROFILES, TRANSPORTS } from '../link/profile.ts';
import type { Kept, Play } from '../report/run.ts';
import { fileStem } from '../run/file-stem.ts';

/** More failures than that are looked at by nobody, and a disk is not endless. */
const MOST = 100;

const ENDINGS = ['.trace.ndjson', '.html'] as const;
const OURS = new RegExp(
  `\\.(${TRANSPORTS.join('|')})\\.(${PROFILES.join('|')})(-\\d+)?(\\.trace\\.ndjson|\\.html)$`,
);

/** Writes a play's trace into one file, and the page on it into another one; answers with the cause that they show. */
export type Writing = (files: Kept) => Promise<Kept['cause']>;

/**
 * The folder in which a run leaves what happened in the scenarios that failed. It is made when the first one fails, and
 * what an earlier run has left there goes.
 */
export class FailureFolder {
  private readonly shown: string;
  private readonly path: string;
  private readonly taken = new Set<string>();
  /** Why nothing more is kept. */
  private reason: string | null = null;

  /** `shown`: as the user has named it. */
  constructor(shown: string, cwd: string) {
    this.shown = shown;
    this.path = resolve(cwd, shown);
  }

  /** What an earlier run has left would be taken for this one's. A folder that nothing else is in goes too. */
  clear(): void {
    try {
      for (const name of readdirSync(this.path)) if (OURS.test(name)) rmSync(join(this.path, name));
      rmdirSync(this.path);
    } catch {
      // There is none, or it is not empty. Where it cannot be written to, `keep` will say so.
    }
  }

  /** Undefined where nothing can be kept, or not any more. */
  async keep(play: Play, writing: Writing): Promise<Kept | undefined> {
    if (this.reason !== null) return undefined;
    const stem = this.stemOf(play);
    const [trace, page] = ENDINGS.map((ending) => `${stem}${ending}`) as [string, string];
    let cause: Kept['cause'];
    try {
      mkdirSync(this.path, { recursive: true });
      cause = await writing({ trace: join(this.path, trace), page: join(this.path, page) });
    } catch (error) {
      // What no system call has said is another's to explain.
      if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
      this.reason = `nothing can be kept in ${this.shown}: ${(error as Error).message}`;
      return undefined;
    }
    if (this.taken.size >= MOST) this.reason = `${this.shown} has ${MOST} of the failures, and no more`;
    const kept = { trace: join(this.shown, trace), page: join(this.shown, page) };
    return cause === undefined ? kept : { ...kept, cause };
  }

  /** What the user should know of it. */
  get note(): string | null {
    return this.reason;
  }

  private stemOf({ name, transport, profile }: Play): string {
    const stem = `${fileStem(name)}.${transport}.${profile}`;
    let free = stem;
    for (let n = 2; this.taken.has(free); n += 1) free = `${stem}-${n}`;
    this.taken.add(free);
    return free;
  }
}
