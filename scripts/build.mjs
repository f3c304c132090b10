// Bundles the command and the library into dist/, and writes the library's types beside them.
import { readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { bundle } from './bundle.mjs';
import { declare } from './declarations.mjs';

const { exports } = JSON.parse(readFileSync('package.json', 'utf8'));

rmSync('dist', { recursive: true, force: true });
await bundle('dist');
declare(
  'dist/types',
  Object.values(exports).map(({ types }) => relative('dist/types', types)),
);
