// Installs what package-lock.json asks for when it is missing, and does nothing otherwise. It runs before
// anything else does, so it is plain JavaScript and needs Node alone.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`nullmodem needs Node 20.19 or later; this is ${process.version}.`);
  process.exit(3);
}

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** True when each package of the lock file that is not optional stands in node_modules in the version asked for. */
function complete() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  let have;
  try {
    have = packagesOf(installed);
  } catch {
    // Broken off while npm wrote it.
    return false;
  }
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(
    ([path, { version, optional }]) => path === '' || optional || have[path]?.version === version,
  );
}

if (!complete()) {
  console.error('Installing what package-lock.json asks for ...');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    console.error('npm ci failed: is the npm registry reachable? Its own words stand above.');
    process.exit(3);
  }
}
