import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** How specs ended. */
export interface Played {
  /** All passed, one failed, or one did not end within what was allowed. */
  readonly outcome: 'passed' | 'failed' | 'endless';
  /** The suite at the root that failed; null also when the specs could not even be loaded. */
  readonly suite: string | null;
  /** How long each suite at the root took. */
  readonly ms: Readonly<Record<string, number>>;
  /** The most that one spec took, in milliseconds of processor time. */
  readonly longest: number;
}

export interface Wanted {
  /** Bundled specs. */
  readonly code: string;
  /** The titles of suites to be played before the others. */
  readonly first: readonly string[];
  /** Milliseconds of processor time for each spec; null: as many as it takes. */
  readonly allowed: number | null;
}

const SCRIPT = fileURLToPath(new URL('play-specs.mjs', import.meta.url));

/** By its own watch, and out of memory. */
const STOPS: readonly NodeJS.Signals[] = ['SIGKILL', 'SIGABRT'];

/** A process in which bundles of specs are played one after another; another one takes its place when they do not end. */
export class Player {
  private process: ChildProcess | null = null;

  play(wanted: Wanted): Promise<Played> {
    const child = this.process ?? this.start();
    return new Promise((resolve, reject) => {
      const gone = (_: unknown, signal: NodeJS.Signals | null): void => {
        if (signal !== null && STOPS.includes(signal))
          resolve({ outcome: 'endless', suite: null, ms: {}, longest: Number.NaN });
        else reject(new Error(`the process that plays specs has gone: ${signal}`));
      };
      child.once('exit', gone);
      child.once('message', (played) => {
        child.off('exit', gone);
        resolve(played as Played);
      });
      child.send(wanted);
    });
  }

  close(): void {
    this.process?.kill();
  }

  private start(): ChildProcess {
    // What fills the memory is stopped before it takes the computer's.
    const child = fork(SCRIPT, {
      execArgv: ['--max-old-space-size=512'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.once('exit', () => {
      if (this.process === child) this.process = null;
    });
    this.process = child;
    return child;
  }
}
