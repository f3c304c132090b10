// Runs the bench of this checkout; with --against REF, it and that of another commit in turn.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { against } from './against.mjs';
import { compiled } from './compiled.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'nullmodem-bench-'));
const given = process.argv.slice(2);

try {
  if (given.some((word) => word.startsWith('--against')))
    process.exitCode = await against(root, folder, given);
  else {
    const { args, options } = await compiled(root, folder);
    const { status } = spawnSync(process.execPath, [...args, ...given], { ...options, stdio: 'inherit' });
    process.exitCode = status ?? 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
