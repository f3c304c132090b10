import { type ChildProcess, spawn } from 'node:child_process';
import { HarnessError } from '../ground/errors.ts';
import { leashed, NO_SUCH_PROGRAM } from './leash.ts';

/** Longer than socat ever takes: they are for one that hangs. */
const MADE_WITHIN_MS = 5000;
const ENDED_WITHIN_MS = 1000;
const MOST_SAID = 2000;

/** Seconds between two looks of socat's whether a program has opened the pseudo-terminal. */
const LOOKS_EVERY = 0.05;
/**
 * Bytes that socat moves at once. It writes all of them before it looks at the other way: with its usual 8192, a program
 * that does not read would keep what it writes from us.
 */
const BLOCK = 256;

/** A pseudo-terminal for one program, for as long as its socat runs. */
export interface SocatPty {
  /** Its name: `/dev/pts/5`. */
  readonly device: string;
  /** A program has opened it; or none ever will, since its socat has ended. */
  readonly visited: Promise<void>;
  readonly gone: Promise<void>;
  /** Ends it, and waits until it is gone. */
  stop(): Promise<void>;
}

/**
 * Makes a pseudo-terminal. Node cannot, and of socat's two addresses the second is opened after the first: so the socket
 * at this path is called when, and only when, a program is there. Rejects with a HarnessError.
 */
export async function makePty(socket: string): Promise<SocatPty> {
  const terminal = `PTY,raw,echo=0,wait-slave,pty-interval=${LOOKS_EVERY}`;
  return await start(['socat', '-d', '-d', '-b', `${BLOCK}`, terminal, `UNIX-CONNECT:${quoted(socket)}`]);
}

/** What has a meaning in socat's addresses stands for itself after a backslash. */
const quoted = (path: string): string => path.replace(/[\\,:!"'()[\]{}]/g, '\\$&');

/** Socat's notices say how far it is. */
async function start(command: readonly string[]): Promise<SocatPty> {
  const [program, ...args] = leashed(command);
  const child: ChildProcess = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let said = '';
  let patience: NodeJS.Timeout | undefined;
  let visit: () => void = () => {};
  const visited = new Promise<void>((resolve) => {
    visit = resolve;
  });
  void gone.then(visit);
  try {
    const device = await new Promise<string>((resolve, reject) => {
      // Node gives none to a child that it had no file descriptors for.
      child.stderr?.setEncoding('utf8').on('data', (text: string) => {
        said = (said + text).slice(-MOST_SAID);
        const [, name] = /PTY is (\S+)\n/.exec(said) ?? [];
        if (name !== undefined) resolve(name);
        if (said.includes('starting data transfer')) visit();
      });
      child.once('error', (error: NodeJS.ErrnoException) =>
        reject(error.code === 'ENOENT' ? missing(error) : failure(error.message, said, error)),
      );
      child.once('close', (code, signal) =>
        reject(
          code === NO_SUCH_PROGRAM ? missing() : failure(`it ended (${signal ?? `exit ${code}`})`, said),
        ),
      );
      const late = `it did not begin within ${MADE_WITHIN_MS / 1000} s`;
      patience = setTimeout(() => reject(failure(late, said)), MADE_WITHIN_MS);
    });
    return { device, visited, gone, stop: () => end(child, gone) };
  } catch (error) {
    await end(child, gone);
    throw error;
  } finally {
    clearTimeout(patience);
  }
}

async function end(child: ChildProcess, gone: Promise<void>): Promise<void> {
  // One that never began has no number, and a signal to it may hit us.
  if (child.pid !== undefined) child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), ENDED_WITHIN_MS);
  await gone;
  clearTimeout(patience);
}

const missing = (cause?: Error): HarnessError =>
  new HarnessError(
    'socat-missing',
    'a pseudo-terminal is made by the program socat, and it is not installed',
    'Install it: `sudo apt-get install socat` (Debian, Ubuntu), `sudo dnf install socat` (Fedora), `brew install socat` (macOS).',
    cause,
  );

/** Its last error is the reason: `... socat[12] E openpty(): No such file or directory`. */
function failure(what: string, said: string, cause?: Error): HarnessError {
  const reasons = said.split('\n').map((line) => /\] [EF] (?!exit)(.*)/.exec(line)?.[1]);
  const reason = reasons.findLast((each) => each !== undefined);
  const message = `socat cannot make a pseudo-terminal: ${reason ?? what}`;
  return new HarnessError('world', message, undefined, cause);
}
