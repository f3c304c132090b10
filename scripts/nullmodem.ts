#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { startedWith } from '../harness/cli/commands.ts';
import { main } from '../harness/cli/main.ts';
import type { Screen } from '../harness/cli/world.ts';
import { intake } from './intake.ts';

const inPackage = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const screen = (stream: NodeJS.WriteStream): Screen => ({
  write: (text) => stream.write(text),
  isTerminal: stream.isTTY === true,
  columns: stream.columns ?? 100,
});

const interrupt = new AbortController();
/** A terminal's Ctrl-C comes twice where npm or tsx passes it on too: only a later one means that nobody waits any more. */
const IMPATIENT_MS = 1000;
let interruptedAt: number | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interruptedAt ??= performance.now();
    if (performance.now() - interruptedAt > IMPATIENT_MS) process.exit(130);
    interrupt.abort();
  });
}
/** The exit code when standard output is gone: a reader that has seen enough, `head` for one, is no fault. */
let exitWithoutOutput: number | undefined;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (exitWithoutOutput !== undefined) return;
  exitWithoutOutput = error.code === 'EPIPE' ? 0 : 3;
  // It may come when all else is over.
  process.exitCode = exitWithoutOutput;
  if (exitWithoutOutput !== 0) process.stderr.write(`cannot write to standard output: ${error.message}\n`);
  interrupt.abort();
});
// Who does not read our complaints still gets the exit code.
process.stderr.on('error', () => {});

// In a checkout `npx` knows no nullmodem, and npm has gone to the package's folder: INIT_CWD is where the user is.
const isCheckout = existsSync(inPackage('harness'));
const { npm_lifecycle_event: lifecycle, INIT_CWD: invokedIn } = process.env;

let viewer: Promise<string> | undefined;

const isNpmStart = lifecycle === 'start';
const words = process.argv.slice(2);

const exit = await main(isNpmStart ? startedWith(words) : words, {
  stdout: screen(process.stdout),
  stderr: screen(process.stderr),
  stdin: intake(() => process.stdin, interrupt.signal),
  platform: process.platform,
  // Loaded when needed, as all is that help can do without.
  lookUp: async (names) => (await import('./look-up.ts')).lookUp(names),
  env: process.env,
  cwd: isNpmStart && invokedIn !== undefined ? invokedIn : process.cwd(),
  invocation: isCheckout ? 'npm start --' : 'npx nullmodem run',
  program: isCheckout ? 'npm start --' : 'npx nullmodem',
  version: JSON.parse(readFileSync(inPackage('package.json'), 'utf8')).version,
  catalogue: inPackage('fixtures/scenarios'),
  failures: 'nullmodem-failures',
  // The package has it as a file; a checkout makes it anew, so it is never an old one.
  viewer: () => {
    viewer ??= isCheckout
      ? import(inPackage('scripts/bundle.mjs')).then((bundle) => bundle.viewer())
      : readFile(inPackage('dist/viewer.js'), 'utf8');
    return viewer;
  },
  signal: interrupt.signal,
});

process.exitCode = exitWithoutOutput ?? exit;
