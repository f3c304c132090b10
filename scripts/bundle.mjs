// The command and the library in a few files, without packages beside them, made to start quickly.
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const width = join(root, 'scripts', 'width.mjs');

/** What packages written for require() call for Node's own modules. */
export const banner = {
  js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
};

/** zod brings its messages in fifty languages, a third of all the code; the harness has its own words. */
const oneLanguage = {
  name: 'one language',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({ contents: 'export {};' }));
  },
};

const widthWhenNeeded = {
  name: 'width when needed',
  setup({ onResolve }) {
    onResolve({ filter: /^string-width$/ }, ({ importer }) => (importer === width ? null : { path: width }));
  },
};

/** The script of a trace's page, for a browser. */
export async function viewer() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['harness/viewer/main.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    minify: true,
    logLevel: 'warning',
  });
  return outputFiles[0].text;
}

/**
 * Bundles the command, `nullmodem.js`, the library, `index.js`, its assertions, `chai.js`, and the script of a trace's
 * page, `viewer.js`, into a folder.
 */
export async function bundle(folder) {
  await build({
    absWorkingDir: root,
    entryPoints: {
      nullmodem: 'scripts/nullmodem.ts',
      index: 'harness/index.ts',
      chai: 'harness/adapter/chai/assertions.ts',
    },
    outdir: folder,
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    // Names stay: a stack trace is to say something.
    minifyWhitespace: true,
    minifySyntax: true,
    plugins: [oneLanguage, widthWhenNeeded],
    banner,
    logLevel: 'warning',
  });
  writeFileSync(join(folder, 'viewer.js'), await viewer());
  chmodSync(join(folder, 'nullmodem.js'), 0o755);
}
