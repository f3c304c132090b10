import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { HarnessError } from '../../ground/errors.ts';
import { makeSocketFolder } from '../../link/socket-folder.ts';
import { leashed, NO_SUCH_PROGRAM } from '../leash.ts';
import { atProcessEnd } from './process-end.ts';

/** The one binary of Debian's package that can be driven without a CPU. */
export const BINARY = 'qemu-system-x86_64-microvm';

/** How much of what QEMU says is kept: its last words are the reason. */
const MOST_SAID = 2000;

const qemuMissing = (): HarnessError =>
  new HarnessError(
    'qemu-missing',
    `${BINARY} is not installed, and with it QEMU's chip`,
    'On Debian and Ubuntu: apt-get install qemu-system-x86.',
  );

export const qemuFailed = (what: string, cause?: unknown): HarnessError =>
  new HarnessError('qemu-failed', what, undefined, cause);

/** A folder for QEMU's sockets. */
export const folderForQemu = (): string => makeSocketFolder('nm-qemu-', 'qtest');

/** QEMU's process and the folder with its sockets: both go when this process does, however it ends. */
export class QemuChild {
  private readonly folder: string;
  private readonly ended: (why: HarnessError) => void;
  private readonly child: ChildProcessByStdio<null, null, Readable>;
  private stderr = '';
  private stopped = false;
  private readonly callOff: () => void;

  /** `ended` is told why, when it has not been stopped. */
  constructor(folder: string, args: readonly string[], ended: (why: HarnessError) => void) {
    this.folder = folder;
    this.ended = ended;
    this.child = this.spawn(leashed([BINARY, ...args]));
    this.callOff = atProcessEnd(() => {
      // A child that never began has no number, and to kill that is to kill this process.
      if (this.child.pid !== undefined) this.child.kill('SIGKILL');
      rmSync(this.folder, { recursive: true, force: true });
    });
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.callOff();
    const { child } = this;
    child.removeAllListeners('close');
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private spawn([program, ...args]: readonly [string, ...string[]]): typeof this.child {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    // Node gives none where the system has no more files.
    (child.stderr as Readable | null)?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr = (this.stderr + text).slice(-MOST_SAID);
    });
    child.once('error', (why: NodeJS.ErrnoException) => {
      child.removeAllListeners('close');
      if (this.stopped) return;
      if (why.code === 'ENOENT') this.ended(qemuMissing());
      else this.ended(qemuFailed(`QEMU did not start: ${why.message}`, why));
    });
    // Not at 'exit': its last words may come after that.
    child.once('close', (code, signal) => {
      if (code === NO_SUCH_PROGRAM) this.ended(qemuMissing());
      else this.ended(qemuFailed(this.withItsWords(`QEMU ended (${signal ?? `exit ${code}`})`)));
    });
    return child;
  }

  private withItsWords(what: string): string {
    return `${what}${this.stderr === '' ? '' : `; it said: ${this.stderr.trim()}`}`;
  }
}
