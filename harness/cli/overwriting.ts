import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { HarnessError } from '../ground/errors.ts';
import { type FoundFile, SCENARIO_ENDING } from './find.ts';
import type { RunCommand } from './run-arguments.ts';

/** Refuses to write a trace over a scenario, and golden texts into what is no folder. */
export function refuseOverwriting(
  { trace, golden }: RunCommand,
  files: readonly FoundFile[],
  cwd: string,
): void {
  if (trace !== undefined) {
    const there = fileAt(resolve(cwd, trace));
    const input = files.find(({ path }) => there !== undefined && isSame(there, fileAt(path)));
    if (input !== undefined || trace.toLowerCase().endsWith(SCENARIO_ENDING)) {
      const what =
        input === undefined ? 'that is the name of a scenario' : 'that is a scenario that is to be played';
      throw new HarnessError('usage', `--trace ${trace}: ${what}`, 'Name another file: --trace trace.ndjson');
    }
  }
  if (golden !== undefined && fileAt(resolve(cwd, golden))?.isFile() === true)
    throw new HarnessError('usage', `--golden ${golden}: that is a file`, 'Name a folder: --golden goldens');
}

/** With big numbers: an inode may have more digits than a double holds. */
const fileAt = (path: string) => {
  try {
    return statSync(path, { bigint: true });
  } catch {
    return undefined;
  }
};

type Found = ReturnType<typeof fileAt>;

const isSame = (a: Found, b: Found): boolean =>
  a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;
