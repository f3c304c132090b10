import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Folder } from '../link/sockets.ts';

const run = promisify(execFile);
/** Longer than a program takes to start and to show something: it is for one that does not. */
const GUARD_MS = 9000;

/** A program that wants a screen and a keyboard: tmux gives it both. */
export class Tmux {
  private readonly folder = new Folder();

  async start(command: readonly string[]): Promise<void> {
    const quoted = command.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
    await this.tmux('-f', '/dev/null', 'new-session', '-d', '-x', '80', '-y', '24', quoted);
    // What it has said before it ended can still be read then.
    await this.tmux('set-option', 'remain-on-exit', 'on');
  }

  async type(text: string): Promise<void> {
    await this.tmux('send-keys', '-l', text);
  }

  /** Waits until the screen has this text. */
  async shows(text: string): Promise<void> {
    const since = performance.now();
    for (;;) {
      const screen = await this.tmux('capture-pane', '-p');
      if (screen.includes(text)) return;
      if (performance.now() - since > GUARD_MS) throw new Error(`"${text}" is not on the screen:\n${screen}`);
    }
  }

  async end(): Promise<void> {
    await this.tmux('kill-server').catch(() => {});
    this.folder.remove();
  }

  private async tmux(...args: readonly string[]): Promise<string> {
    const { stdout } = await run('tmux', ['-S', this.folder.file('tmux'), ...args]);
    return stdout;
  }
}
