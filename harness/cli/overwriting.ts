import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { HarnessError } from '../ground/errors.ts';
import type { Format } from '../report/formats.ts';
import { type FoundFile, SCENARIO_ENDING } from './find.ts';
import type { RunCommand } from './run-arguments.ts';

/** Refuses to write over a scenario, twice into one file, and golden texts into what is no folder. */
export function refuseOverwriting(
  { trace, reports, golden }: RunCommand,
  files: readonly FoundFile[],
  cwd: string,
): void {
  const outputs: readonly Output[] = [
    ...(trace === undefined
      ? []
      : [{ file: trace, option: `--trace ${trace}`, instead: '--trace trace.ndjson' }]),
    ...reports.flatMap(({ format, file }) =>
      file === undefined
        ? []
        : [{ file, option: `--report ${format}:${file}`, instead: `--report ${format}:${NAMES[format]}` }],
    ),
  ];
  const paths = new Set<string>();
  for (const { file, option, instead } of outputs) {
    const path = resolve(cwd, file);
    const what =
      scenarioAt(path, files) ?? (paths.has(path) ? 'something else is written there too' : undefined);
    if (what !== undefined)
      throw new HarnessError('usage', `${option}: ${what}`, `Name another file: ${instead}`);
    paths.add(path);
  }
  if (golden !== undefined && fileAt(resolve(cwd, golden))?.isFile() === true)
    throw new HarnessError('usage', `--golden ${golden}: that is a file`, 'Name a folder: --golden goldens');
}

interface Output {
  readonly file: string;
  readonly option: string;
  readonly instead: string;
}

const NAMES: Readonly<Record<Format, string>> = {
  html: 'run.html',
  junit: 'junit.xml',
  json: 'run.json',
  ctrf: 'ctrf.json',
  tap: 'run.tap',
  github: 'github.txt',
};

function scenarioAt(path: string, files: readonly FoundFile[]): string | undefined {
  const there = fileAt(path);
  if (files.some((input) => there !== undefined && isSame(there, fileAt(input.path))))
    return 'that is a scenario that is to be played';
  return path.toLowerCase().endsWith(SCENARIO_ENDING) ? 'that is the name of a scenario' : undefined;
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
