import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Mutant, mutantsIn } from './finder.ts';
import { unionsIn } from './literals.ts';
import { parse } from './syntax.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const FOLDERS = ['harness/uart', 'harness/wire'];
/** Unions of words that they use and do not declare. */
const TYPES = 'harness/ground/chip-event.ts';

/** The specs of what is mutated, and of what stands next to it. */
const SPECS = [
  'specs/uart',
  'specs/wire',
  'specs/machine',
  'specs/link/cable.spec.ts',
  'specs/link/mismatched.spec.ts',
  'specs/link/crystal-limit.spec.ts',
  'specs/ground/crystal.spec.ts',
];

export const sourceOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** All mutants of the sources, in the order of files and places. */
export function allMutants(): Mutant[] {
  const files = FOLDERS.flatMap(filesIn);
  const unions = [...files, TYPES].flatMap((file) => unionsIn(parse(file, sourceOf(file))));
  return files.flatMap((file) => mutantsIn(file, sourceOf(file), unions));
}

export const specFiles = (): readonly string[] => SPECS.flatMap(specsIn);

const filesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder))
    .sort()
    .map((name) => `${folder}/${name}`);

const specsIn = (path: string): readonly string[] =>
  path.endsWith('.ts')
    ? [path]
    : filesIn(path).filter((file) => file.endsWith('.spec.ts') && !file.endsWith('.long.spec.ts'));
