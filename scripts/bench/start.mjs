// Compiles the bench and the bundle that it starts into a temporary folder, and runs it with plain Node: what tsx makes of
// a file keeps every arrow's name, which a hot loop pays for.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { banner, bundle } from '../bundle.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'nullmodem-bench-'));
const compiled = join(folder, 'bench.mjs');

try {
  await bundle(join(folder, 'dist'));
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(root, 'fixtures'), join(folder, 'fixtures'), 'junction');
  await build({
    absWorkingDir: root,
    entryPoints: ['scripts/bench/bench.ts'],
    outfile: compiled,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    // avr8js as the ES modules that it comes with: calls between CommonJS modules are slower.
    mainFields: ['module', 'main'],
    banner,
    logLevel: 'warning',
  });
  const { status } = spawnSync(process.execPath, ['--expose-gc', compiled, ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NULLMODEM_BUNDLE: folder },
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
