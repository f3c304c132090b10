// Bundles the command and the library into dist/, and writes the library's types beside them.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { bundle } from './bundle.mjs';

rmSync('dist', { recursive: true, force: true });
await bundle('dist');
execFileSync('npx', ['--no-install', 'tsc', '--project', 'tsconfig.types.json'], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
