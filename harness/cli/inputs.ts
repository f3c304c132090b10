import { open, readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Facts } from '../config/facts.ts';
import type { Finding } from '../config/finding.ts';
import { formatsOf } from '../config/read.ts';
import { findingOnFile, MOST_BYTES, textOf } from '../config/text.ts';
import { Source } from '../ground/source.ts';
import { STDIN } from './check-arguments.ts';
import { WHY } from './find.ts';
import type { World } from './world.ts';

/** What the user gives to be checked: texts, and what is wrong with all that is none. */
export interface Inputs {
  readonly sources: readonly Source[];
  readonly findings: readonly Finding[];
}

/** Files, folders of them, and standard input. A file that is given twice has the same name both times. */
export async function readInputs(paths: readonly string[], { cwd, stdin }: World): Promise<Inputs> {
  const sources: Source[] = [];
  const findings: Finding[] = [];
  const names = new Map<string, string>();
  for (const path of paths) {
    const texts =
      path === STDIN ? [sourceOf(await stdin.read(MOST_BYTES), STDIN)] : await textsAt(path, cwd, names);
    for (const text of texts) text instanceof Source ? sources.push(text) : findings.push(text);
  }
  return { sources, findings };
}

async function textsAt(
  path: string,
  cwd: string,
  names: Map<string, string>,
): Promise<readonly (Source | Finding)[]> {
  const absolute = resolve(cwd, path);
  try {
    const found = await stat(absolute, { bigint: true });
    if (found.isDirectory()) return await textsIn(absolute, path);
    if (!found.isFile()) return [unreadable(path, 'special')];
    const inode = `${found.dev}:${found.ino}`;
    const file = names.get(inode) ?? path;
    names.set(inode, file);
    return [await textAt(absolute, file, Number(found.size))];
  } catch (error) {
    return [failed(path, error as NodeJS.ErrnoException)];
  }
}

async function textAt(absolute: string, file: string, size: number): Promise<Source | Finding> {
  const [, instead] = /^(.*\.vbox)-prev$/i.exec(file) ?? [];
  if (instead !== undefined) return findingOnFile('file-backup', file, { file, instead });
  // So that a disk image of fifty gigabytes costs no more than a look at its folder.
  return size > MOST_BYTES ? tooLarge(file, size) : sourceOf(await bytesAt(absolute, MOST_BYTES), file);
}

const sourceOf = (bytes: Uint8Array, file: string): Source | Finding =>
  bytes.length > MOST_BYTES ? tooLarge(file, bytes.length) : textOf(bytes, file);

/** Of a file that grows, or whose size is not what it says, one byte more than may be there. */
async function bytesAt(absolute: string, most: number): Promise<Uint8Array> {
  const handle = await open(absolute);
  try {
    const chunks: Uint8Array[] = [];
    for (let left = most + 1; left > 0; ) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(Math.min(left, CHUNK)));
      if (bytesRead === 0) break;
      chunks.push(buffer.subarray(0, bytesRead));
      left -= bytesRead;
    }
    return Buffer.concat(chunks);
  } finally {
    await handle.close();
  }
}

const CHUNK = 1 << 16;

/** In a folder, what is larger is a log or a disk, and what comes behind so many files was not meant. */
const MOST_IN_FOLDER = { bytes: 1 << 20, files: 1000 };
/** Where VirtualBox keeps what is no settings file, or no present one. */
const LEFT_OUT = /^\.|^(Logs|Snapshots|node_modules)$|\.vbox-(prev|tmp)$|\.log(\.\d+)?$/i;

/** The configurations in a folder; where there are none, those in its folders: a folder of virtual machines. */
async function textsIn(folder: string, asGiven: string): Promise<readonly (Source | Finding)[]> {
  const { files, folders } = await entriesOf(folder);
  const here = await configurationsAmong(folder, files, asGiven);
  if (here.length > 0) return here;
  const below: Source[] = [];
  for (const name of folders.slice(0, MOST_IN_FOLDER.files)) {
    const inside = join(folder, name);
    const entries = await entriesOf(inside).catch(() => undefined);
    below.push(...(await configurationsAmong(inside, entries?.files ?? [], join(asGiven, name))));
  }
  return below.length > 0 ? below : [unreadable(asGiven, 'empty-folder')];
}

async function entriesOf(folder: string) {
  const entries = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => !LEFT_OUT.test(name));
  const named = (is: (entry: (typeof entries)[number]) => boolean): readonly string[] =>
    entries
      .filter(is)
      .map(({ name }) => name)
      .sort();
  return { files: named((entry) => entry.isFile()), folders: named((entry) => entry.isDirectory()) };
}

/** Those that are recognised; others stand in a folder by right. */
async function configurationsAmong(
  folder: string,
  names: readonly string[],
  asGiven: string,
): Promise<readonly Source[]> {
  const found: Source[] = [];
  for (const name of names.slice(0, MOST_IN_FOLDER.files)) {
    const path = join(folder, name);
    const { size } = await stat(path);
    if (size > MOST_IN_FOLDER.bytes) continue;
    const bytes = await bytesAt(path, MOST_IN_FOLDER.bytes).catch(() => undefined);
    const text = bytes === undefined ? undefined : textOf(bytes, join(asGiven, name));
    if (text instanceof Source && formatsOf(text).length > 0) found.push(text);
  }
  return found;
}

const tooLarge = (file: string, bytes: number): Finding =>
  findingOnFile('file-too-large', file, { file, bytes, most: MOST_BYTES });

const unreadable = (file: string, why: Facts['file-unreadable']['why'], detail = ''): Finding =>
  findingOnFile('file-unreadable', file, { file, why, detail });

const REASONS: Readonly<Record<string, Facts['file-unreadable']['why']>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
};

const failed = (file: string, { code = '', message }: NodeJS.ErrnoException): Finding =>
  unreadable(file, REASONS[code] ?? 'other', WHY[code] ?? message);
