import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { copyFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly ended: Promise<Ended>;
}

export interface Options {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Runs Node with these arguments, and keeps what it says. */
export function node(argv: readonly string[], { cwd = ROOT, env = process.env }: Options = {}): Started {
  const child = spawn(process.execPath, [...argv], {
    cwd,
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8');
    child[name].on('data', (text: string) => {
      said[name] += text;
    });
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, ...said }));
  });
  return { child, ended };
}

/** Makes a package folder of this tree, its command in dist/nullmodem.js, as npm would install it, with these fixtures. */
export async function bundled(folder: string, fixtures = join(ROOT, 'fixtures')): Promise<void> {
  // Under mocha an import() of a module that runs esbuild is one of its own: so Node alone does it.
  const script = `const { bundle } = await import('./scripts/bundle.mjs'); await bundle(${JSON.stringify(join(folder, 'dist'))});`;
  const { code, stderr } = await node(['--input-type=module', '--eval', script]).ended;
  if (code !== 0 || stderr !== '') throw new Error(`the bundle could not be made: ${stderr}`);
  copyFileSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  symlinkSync(fixtures, join(folder, 'fixtures'), 'junction');
}
