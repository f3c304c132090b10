// The library's types: those that its exports lead to, and not those of all that it is made of.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const IMPORTED = /\b(?:from |import\()(['"])(\.[^'"]+)\.ts\1/g;

/** The declarations that these lead to, and these. */
function reachedFrom(files) {
  const reached = new Set(files);
  // What is added is looked at too.
  for (const file of reached)
    for (const [, , path] of readFileSync(file, 'utf8').matchAll(IMPORTED))
      reached.add(resolve(dirname(file), `${path}.d.ts`));
  return reached;
}

/** Writes them into a folder; `entries` are files of it. */
export function declare(folder, entries) {
  execFileSync('npx', ['--no-install', 'tsc', '--project', 'tsconfig.types.json', '--outDir', folder], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const reached = reachedFrom(entries.map((entry) => resolve(folder, entry)));
  for (const { name, parentPath } of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = resolve(join(parentPath, name));
    if (name.endsWith('.d.ts') && !reached.has(file)) rmSync(file);
  }
}
