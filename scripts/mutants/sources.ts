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

/** What is held against every mutant. */
const CLOSE = [
  'specs/uart',
  'specs/wire',
  'specs/machine',
  'specs/link/cable.spec.ts',
  'specs/ground/crystal.spec.ts',
];
/** What is held against those that have survived that: it takes longer, and kills few more. */
const FAR = ['specs/run', 'specs/catalogue.spec.ts'];

export const sourceOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** All mutants of the sources, in the order of files and places. */
export function allMutants(): Mutant[] {
  const files = FOLDERS.flatMap(filesIn);
  const unions = [...files, TYPES].flatMap((file) => unionsIn(parse(file, sourceOf(file))));
  return files.flatMap((file) => mutantsIn(file, sourceOf(file), unions));
}

/** The spec files to be played, in two rounds. */
export const rounds = (): (readonly string[])[] => [CLOSE].map((round) => round.flatMap(specsIn));

const filesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder))
    .sort()
    .map((name) => `${folder}/${name}`);

const specsIn = (path: string): readonly string[] =>
  path.endsWith('.ts')
    ? [path]
    : filesIn(path).filter((file) => file.endsWith('.spec.ts') && !file.endsWith('.long.spec.ts'));
