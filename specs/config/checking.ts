import { check } from '../../harness/cli/check.ts';
import type { CheckCommand } from '../../harness/cli/check-arguments.ts';
import type { World } from '../../harness/cli/world.ts';
import type { Diagnostic } from '../../harness/ground/diagnostic.ts';
import type { BootReport } from '../../harness/run/boot-report.ts';
import { KEYBOARD, Paper, VERSION } from '../cli/stage.ts';
import type { Options } from './cases.ts';

/** What `nullmodem check --json` comes to. */
export interface Checked {
  readonly exit: number;
  readonly diagnostics: readonly Diagnostic[];
  readonly boot?: BootReport;
}

/** Checks these files of a folder, on a Linux computer that knows no other by name. */
export async function checked(
  folder: string,
  files: readonly string[],
  { 'line-a': lineA, 'line-b': lineB, profile, apart = false }: Options,
  boot = false,
): Promise<Checked> {
  const command: CheckCommand = {
    name: 'check',
    files,
    ...(lineA === undefined ? {} : { lineA }),
    ...(lineB === undefined ? {} : { lineB }),
    ...(profile === undefined ? {} : { profile }),
    apart,
    language: 'en',
    output: 'json',
    boot,
  };
  const stdout = new Paper();
  const world: World = {
    stdout,
    stderr: new Paper(),
    stdin: KEYBOARD,
    platform: 'linux',
    lookUp: async () => new Map(),
    env: {},
    cwd: folder,
    version: VERSION,
    catalogue: folder,
    viewer: async () => '',
    signal: new AbortController().signal,
  };
  const exit = await check(command, world);
  return { exit, ...(JSON.parse(stdout.text) as Omit<Checked, 'exit'>) };
}
