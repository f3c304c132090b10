import { readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { HarnessError } from '../ground/errors.ts';
import { PROFILES, TRANSPORTS } from '../link/profile.ts';
import type { Kept, Play } from '../report/run.ts';
import { fileStem } from '../run/file-stem.ts';
import { makeFolder } from './folder.ts';

/** More failures than that are looked at by nobody, and a disk is not endless. */
const MOST = 100;

const OURS = new RegExp(
  `\\.(${TRANSPORTS.join('|')})\\.(${PROFILES.join('|')})(-\\d+)?(\\.trace\\.ndjson|\\.html)$`,
);

/** Writes a play's trace into one file, and the page on it into another one. `shown`: as a person here names them. */
export type Writing = (files: Kept, shown: Kept) => Promise<void>;

/**
 * The folder in which a run leaves what happened in the scenarios that failed. It is made when the first one fails, and
 * what an earlier run has left there goes.
 */
export class FailureFolder {
  private readonly shown: string;
  private readonly cwd: string;
  private readonly path: string;
  private readonly taken = new Set<string>();
  /** Why something is not kept. */
  private reason: string | null = null;

  /** `shown`: as the user has named it. */
  constructor(shown: string, cwd: string) {
    this.shown = shown;
    this.cwd = cwd;
    this.path = resolve(cwd, shown);
  }

  /** What an earlier run has left would be taken for this one's. The folder goes too where nothing else is in it. */
  clear(): void {
    const ours = namesIn(this.path).filter((name) => OURS.test(name));
    for (const name of ours) removed(() => rmSync(join(this.path, name)));
    // An empty folder that somebody has made is not ours to take away, nor is the one that he is in.
    if (ours.length > 0 && this.path !== resolve(this.cwd)) removed(() => rmdirSync(this.path));
  }

  /** Undefined where nothing can be kept, or not any more. */
  async keep(play: Play, writing: Writing): Promise<Kept | undefined> {
    if (this.reason !== null) return undefined;
    if (this.taken.size >= MOST) {
      this.reason = `${this.shown} has ${MOST} of the failures, and no more`;
      return undefined;
    }
    const stem = this.stemOf(play);
    const filesIn = (folder: string): Kept => ({
      trace: join(folder, `${stem}.trace.ndjson`),
      page: join(folder, `${stem}.html`),
    });
    try {
      makeFolder(this.path);
      await writing(filesIn(this.path), filesIn(this.shown));
    } catch (error) {
      // What neither a system call nor we of the world have said is another's to explain.
      const isOfTheWorld =
        error instanceof HarnessError || (error as NodeJS.ErrnoException).syscall !== undefined;
      if (!isOfTheWorld) throw error;
      this.reason = `nothing can be kept in ${this.shown}: ${(error as Error).message}`;
      return undefined;
    }
    return filesIn(this.shown);
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

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** What cannot be removed stays: where nothing can be written either, `keep` says so. */
function removed(remove: () => void): void {
  try {
    remove();
  } catch {}
}
