// Bundles the command and the library into dist/, and writes the library's types beside them.
import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

rmSync('dist', { recursive: true, force: true });

await build({
  entryPoints: { nullmodem: 'scripts/nullmodem.ts', index: 'harness/index.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  // yargs and its kin still call require() for Node's own modules.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
chmodSync('dist/nullmodem.js', 0o755);
execFileSync('npx', ['--no-install', 'tsc', '--project', 'tsconfig.types.json'], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
