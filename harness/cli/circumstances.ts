import { stat } from 'node:fs/promises';
import type { Circumstances } from '../config/circumstances.ts';
import type { HostSystem, Machine } from '../config/model.ts';
import { foldersOf, hostsOf } from '../config/rules/lookups.ts';
import type { CheckCommand } from './check-arguments.ts';
import type { LabLines } from './lab-lines.ts';
import type { World } from './world.ts';

/** All beside the configurations that the rules may look at: what the user says, and what this computer knows. */
export async function circumstancesOf(
  machines: readonly Machine[],
  { profile, apart }: CheckCommand,
  lines: LabLines['lines'],
  world: World,
): Promise<Circumstances> {
  const [names, folders] = await Promise.all([
    world.lookUp(hostsOf(machines).slice(0, MOST)),
    foldersAt(foldersOf(machines).slice(0, MOST)),
  ]);
  return {
    lines,
    apart,
    system: SYSTEMS[world.platform] ?? 'unknown',
    names,
    folders,
    ...(profile === undefined ? {} : { profile }),
  };
}

const SYSTEMS: Readonly<Partial<Record<NodeJS.Platform, HostSystem>>> = {
  win32: 'windows',
  linux: 'linux',
  darwin: 'macosx',
  freebsd: 'freebsd',
  sunos: 'solaris',
};

/** So many are asked for: two machines have no more ports. */
const MOST = 16;

async function foldersAt(paths: readonly string[]): Promise<ReadonlyMap<string, boolean>> {
  const isFolder = async (path: string): Promise<readonly [string, boolean]> => {
    const found = await stat(path).catch(() => undefined);
    return [path, found?.isDirectory() === true];
  };
  return new Map(await Promise.all(paths.map(isFolder)));
}
