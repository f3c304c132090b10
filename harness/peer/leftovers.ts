import { type ChildProcess, spawn } from 'node:child_process';

/** Ctrl-C is for us: the shell waits for our end. */
const REMOVE_AT_THE_END = 'trap "" INT HUP; read _; test -L "$1" && rm -f -- "$1"; rm -rf -- "$2"';

/**
 * Has a link and a folder removed even if this process is killed: a shell waits for the end of a pipe, which the system
 * closes with us. Gives what calls that off.
 */
export function removeIfKilled(link: string, folder: string): () => Promise<void> {
  const shell: ChildProcess = spawn('sh', ['-c', REMOVE_AT_THE_END, 'sh', link, folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Without a shell the two stay behind, and nothing else is amiss.
  shell.on('error', () => {});
  shell.stdin?.on('error', () => {});
  const gone = new Promise<void>((resolve) => shell.once('close', () => resolve()));
  return async () => {
    // One that never began has no number, and a signal to it may hit us.
    if (shell.pid !== undefined) shell.kill('SIGKILL');
    await gone;
  };
}
