import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { HarnessError } from '../ground/errors.ts';

export const SCENARIO_ENDING = '.lab7.yaml';
/** The loader refuses a file over 1 MiB by its size: so no more than that needs to be read. */
const ENOUGH = 1 << 20;
const MOST_ZEROS = 1 << 30;

export interface FoundFile {
  /** As a person would type it from here. */
  readonly name: string;
  readonly path: string;
}

/** The scenario files that paths stand for: files as they are, folders with all that is in them, in order of name. */
export async function findScenarioFiles(
  paths: readonly string[],
  cwd: string,
): Promise<readonly FoundFile[]> {
  const found = new Map<string, FoundFile>();
  for (const path of paths) {
    const absolute = resolve(cwd, path);
    for (const file of await filesAt(absolute, path))
      found.set(file, { name: nameFrom(cwd, file), path: file });
  }
  return [...found.values()];
}

/** A scenario file's bytes; of one that is too large anyway no more than its length, unread. */
export async function readScenarioFile({ name, path }: FoundFile): Promise<Uint8Array> {
  const { size } = await stat(path).catch(unreadable(name));
  if (size > ENOUGH) return new Uint8Array(Math.min(size, MOST_ZEROS));
  return await readFile(path).catch(unreadable(name));
}

async function filesAt(absolute: string, asGiven: string): Promise<readonly string[]> {
  const found = await stat(absolute).catch(unreadable(asGiven));
  if (found.isFile()) return [absolute];
  if (!found.isDirectory())
    throw new HarnessError('usage', `${asGiven}: this is neither a file nor a folder`);
  const entries = await readdir(absolute, { recursive: true, withFileTypes: true }).catch(
    unreadable(asGiven),
  );
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(SCENARIO_ENDING))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  if (files.length === 0)
    throw new HarnessError(
      'usage',
      `${asGiven}: no scenario is in this folder`,
      `Scenario files are named *${SCENARIO_ENDING}.`,
    );
  return files;
}

export const unreadable =
  (path: string) =>
  (error: NodeJS.ErrnoException): never => {
    throw new HarnessError('usage', `${path}: ${WHY[error.code ?? ''] ?? error.message}`);
  };

export const WHY: Readonly<Record<string, string>> = {
  EACCES: 'you have no permission to read it',
  ELOOP: 'it is a link that leads back to itself',
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a file stands where a folder should',
  EPERM: 'you have no permission to read it',
};

const nameFrom = (cwd: string, file: string): string => {
  const near = relative(cwd, file);
  return near.startsWith('..') ? file : near;
};
