import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { HarnessError } from '../../ground/errors.ts';
import { checkPipePath } from '../../link/address.ts';
import { atProcessEnd } from './process-end.ts';

/** The one binary of Debian's package that can be driven without a CPU. */
export const BINARY = 'qemu-system-x86_64-microvm';

/** What the shell and setpriv end with where there is no such program. */
const NO_SUCH_PROGRAM = 127;
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
export function folderForQemu(): string {
  checkPipePath(join(tmpdir(), 'nm-qemu-XXXXXX', 'qtest'));
  try {
    return mkdtempSync(join(tmpdir(), 'nm-qemu-'));
  } catch (error) {
    const fix = 'Let TMPDIR name a folder that can be written to.';
    throw new HarnessError('world', `cannot make a folder for QEMU's sockets: ${error}`, fix, error);
  }
}

/** QEMU's process and the folder with its sockets: both go when this process does, however it ends. */
export class QemuChild {
  private readonly folder: string;
  private readonly ended: (why: HarnessError) => void;
  private child: ChildProcessByStdio<null, null, Readable>;
  private stderr = '';
  private stopped = false;
  private readonly callOff: () => void;

  /** `ended` is told why, when it has not been stopped. */
  constructor(folder: string, args: readonly string[], ended: (why: HarnessError) => void) {
    this.folder = folder;
    this.ended = ended;
    // With setpriv QEMU ends even if this process is killed; without, if this process ends in any other way.
    this.child = this.spawn('setpriv', ['--pdeathsig', 'KILL', BINARY, ...args], () => {
      this.child = this.spawn(BINARY, args, () => ended(qemuMissing()));
    });
    this.callOff = atProcessEnd(() => {
      this.child.kill('SIGKILL');
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

  private spawn(program: string, args: readonly string[], missing: () => void): typeof this.child {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.stderr = (this.stderr + text).slice(-MOST_SAID);
    });
    child.once('error', (why: NodeJS.ErrnoException) => {
      child.removeAllListeners('close');
      if (this.stopped) return;
      if (why.code === 'ENOENT') missing();
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
