import { spawn } from 'node:child_process';
import type { Contestant, Pace } from './rounds.ts';

/** One process a turn. */
export const oneEach = (rounds: number): Pace => ({ rounds, ms: 1, warmUpMs: 1 });

interface Process {
  readonly name: string;
  readonly args: readonly string[];
  readonly cwd?: string;
}

/** Starts Node with these words once for each unit, and waits for its end; what it says is kept for a failure only. */
export const nodeProcess = ({ name, args, cwd }: Process): Contestant => ({
  name,
  run: async (count) => {
    for (let i = 0; i < count; i += 1) await started(args, cwd);
  },
});

function started(args: readonly string[], cwd: string | undefined): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(cwd === undefined ? {} : { cwd }),
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => {
        said += text;
      });
    }
    child.once('error', fail);
    child.once('close', (code) => {
      if (code === 0) done();
      else fail(new Error(`node ${args.join(' ')} ended with ${code}:\n${said.slice(-2000)}`));
    });
  });
}
