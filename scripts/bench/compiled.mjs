import { copyFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/**
 * Compiles a checkout's bench, and the bundle that it starts, into a folder, and returns how to run it. With plain Node:
 * what tsx makes of a file keeps every arrow's name, which a hot loop pays for.
 */
export async function compiled(root, folder) {
  const { banner, bundle } = await import(pathToFileURL(join(root, 'scripts', 'bundle.mjs')).href);
  await bundle(join(folder, 'dist'));
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(root, 'fixtures'), join(folder, 'fixtures'), 'junction');
  await build({
    absWorkingDir: root,
    // The second is what threads of a row run.
    entryPoints: { bench: 'scripts/bench/bench.ts', 'live-pairs': 'scripts/bench/contestants/live-pairs.ts' },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    // avr8js as the ES modules that it comes with: calls between CommonJS modules are slower.
    mainFields: ['module', 'main'],
    banner,
    logLevel: 'warning',
  });
  return {
    args: ['--expose-gc', join(folder, 'bench.mjs')],
    options: { cwd: root, env: { ...process.env, NULLMODEM_BUNDLE: folder } },
  };
}
