import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { parseCommand, runCommand } from '../../harness/lab7/command.ts';
import type { Lab7Result, TransferOptions } from '../../harness/lab7/transfer.ts';
import type { LiveEvent } from '../../harness/peer/live-event.ts';
import type { LiveOutcome } from '../../harness/peer/live-outcome.ts';
import { playLive } from '../../harness/peer/live-pc.ts';
import { PtyOutlet } from '../../harness/peer/pty-outlet.ts';
import type { Program } from '../../harness/program/operation.ts';
import { installed } from '../judges/installed.ts';
import { COM1 } from '../machine/board.ts';

/** The system's own: it alone sees Debian's python3-serial. */
const PYTHON = '/usr/bin/python3';
/** Longer than anything here takes: it is for what hangs. */
const GUARD_MS = 9000;

const hasPyserial = (): boolean => {
  try {
    execFileSync(PYTHON, ['-c', 'import importlib.util as u, sys; sys.exit(u.find_spec("serial") is None)']);
    return true;
  } catch {
    return false;
  }
};

const isMissing = (program: string): boolean =>
  program === 'python3-serial' ? !existsSync(PYTHON) || !hasPyserial() : !installed(program);

/** Specs that need these Debian packages: skipped where one is missing, and the title says so. */
export function describeWith(packages: readonly string[], title: string, specs: () => void): void {
  const missing = packages.filter(isMissing);
  describe(missing.length === 0 ? title : `${title} (skipped: not installed: ${missing.join(', ')})`, () => {
    before(function () {
      if (missing.length > 0) this.skip();
    });
    specs();
  });
}

export function lab7(line: string, options?: TransferOptions): Program<Lab7Result> {
  const command = parseCommand(line);
  if ('code' in command) throw new Error(command.what);
  return runCommand(command, options);
}

export interface Playing<Result> {
  readonly outcome: Promise<LiveOutcome<Result>>;
  readonly events: LiveEvent[];
  /** The port is there. Rejects when the machine has ended before. */
  readonly open: Promise<unknown>;
}

/** Plays a program on an emulated PC whose port is a pseudo-terminal. */
export function playAt<Result>(
  link: string,
  program: Program<Result>,
  signal?: AbortSignal,
): Playing<Result> {
  const events: LiveEvent[] = [];
  let isOpen: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    isOpen = resolve;
  });
  const outcome = playLive(program, {
    outlet: new PtyOutlet(link),
    port: COM1,
    profile: 'virtualbox5',
    waitsForPeer: true,
    timeoutMs: GUARD_MS,
    onEvent: (event) => {
      events.push(event);
      if (event.kind === 'open') isOpen();
    },
    ...(signal === undefined ? {} : { signal }),
  });
  return { outcome, events, open: Promise.race([opened, outcome]) };
}

/** Longer than an outlet takes to meet anybody. */
const WATCHED_MS = 5000;

/** What an outlet has told, in order; `closed` when a peer has gone so. */
export function watched(outlet: PtyOutlet) {
  const told: string[] = [];
  let came = '';
  let look: () => void = () => {};
  const tell = (what: string): void => {
    told.push(what);
    look();
  };
  const opened = outlet.open({
    met: (peer, name) => {
      peer.setEncoding('latin1').on('data', (text: string) => {
        came += text;
        look();
      });
      peer.resume();
      tell(name);
    },
    parted: tell,
    called: (_, becomes) => tell(becomes),
    nameless: tell,
  });
  /** Looked at whenever the outlet has told something, or something has come. */
  const until = (holds: () => boolean, what: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const guard = setTimeout(() => reject(new Error(`waited in vain: ${what}`)), WATCHED_MS);
      look = () => {
        if (!holds()) return;
        clearTimeout(guard);
        resolve();
      };
      look();
    });
  return { told, opened, came: () => came, until };
}

/** Runs a script with `port`, the port opened by pyserial; gives what it prints. */
export async function pyserial(link: string, script: string): Promise<string> {
  const opening = `import serial, sys\nport = serial.Serial(sys.argv[1], 9600, timeout=${GUARD_MS / 1000})\n`;
  const child = spawn(PYTHON, ['-c', opening + script, link], { timeout: GUARD_MS });
  let [printed, complaint] = ['', ''];
  child.stdout.setEncoding('latin1').on('data', (text: string) => {
    printed += text;
  });
  child.stderr.on('data', (text: Buffer) => {
    complaint += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`python ended with ${code}: ${complaint}`);
  return printed;
}

/** What an outlet has started in a process, and what still runs. */
export const childrenOf = (pid = 0): readonly { pid: string; name: string }[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1')
    .split(' ')
    .filter((child) => child !== '')
    .map((child) => ({ pid: child, name: readFileSync(`/proc/${child}/comm`, 'latin1').trim() }))
    .filter(({ name }) => name === 'sh' || name === 'socat');

/** Or waits only for its parent to take note. */
export function hasEnded(pid: string): boolean {
  try {
    return /\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return true;
  }
}

export const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;
