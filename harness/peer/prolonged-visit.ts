import { constants, type FSWatcher, watch } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { SocatPty } from './socat-pty.ts';

/**
 * Keeps a pseudo-terminal open from the first write to it on, until the function that it gives is called: socat looks
 * only now and then whether a program is there, and `echo hello. > /dev/pts/5` has gone by then.
 */
export function prolongVisit({ device, visited }: SocatPty): () => Promise<void> {
  let opening: Promise<FileHandle | null> | null = null;
  const hold = (): void => {
    opening ??= open(device, constants.O_RDONLY | constants.O_NOCTTY).catch(() => null);
  };
  const watcher = watched(device, hold);
  void visited.then(hold);
  return async () => {
    watcher?.close();
    await (await opening)?.close();
  };
}

/** Null where the system cannot watch it: what was written comes with the next program then. */
function watched(device: string, onWrite: () => void): FSWatcher | null {
  try {
    const watcher = watch(device, { persistent: false }, onWrite);
    return watcher.on('error', () => watcher.close());
  } catch {
    return null;
  }
}
