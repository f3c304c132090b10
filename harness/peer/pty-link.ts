import { randomBytes } from 'node:crypto';
import { lstat, readlink, rename, rm, stat, symlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { HarnessError } from '../ground/errors.ts';

/** A name for the pseudo-terminal of the moment: it is there without a gap, from `lead` to `remove`. */
export class PtyLink {
  readonly path: string;
  private target: string | null = null;

  constructor(path: string) {
    this.path = path;
  }

  /** Makes it lead to a device. Rejects with a HarnessError, and never touches what others have made. */
  async lead(device: string): Promise<void> {
    try {
      if (!(await this.isOurs())) {
        if (await leadsToNoTerminal(this.path)) await rm(this.path, { force: true });
        await symlink(device, this.path);
      } else {
        const next = `${this.path}.${randomBytes(4).toString('hex')}`;
        await symlink(device, next);
        await rename(next, this.path);
      }
      this.target = device;
    } catch (error) {
      throw linkFailure(this.path, error as NodeJS.ErrnoException);
    }
  }

  async remove(): Promise<void> {
    if (await this.isOurs()) await rm(this.path, { force: true }).catch(() => {});
    this.target = null;
  }

  private async isOurs(): Promise<boolean> {
    return this.target !== null && (await targetOf(this.path)) === this.target;
  }
}

const targetOf = (path: string): Promise<string | null> => readlink(path).catch(() => null);

/** Left behind by a run that was killed. */
async function leadsToNoTerminal(path: string): Promise<boolean> {
  if (!(await lstat(path).catch(() => null))?.isSymbolicLink()) return false;
  if (!/^\/dev\/(?:pts\/|tty)/.test((await targetOf(path)) ?? '')) return false;
  return await stat(path).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
  );
}

function linkFailure(path: string, error: NodeJS.ErrnoException): HarnessError {
  const what = `cannot make the link ${path}`;
  switch (error.code) {
    case 'EEXIST':
      return new HarnessError(
        'path-taken',
        `${what}: something of that name is there already`,
        'Choose another path. If it is the link of a nullmodem that does not run any more, remove it.',
        error,
      );
    case 'ENOENT':
    case 'ENOTDIR':
      return new HarnessError(
        'address-invalid',
        `${what}: there is no folder ${dirname(path)}`,
        'Make the folder first, or choose another path.',
        error,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new HarnessError(
        'port-forbidden',
        `${what}: you may not write to ${dirname(path)}`,
        'Choose a folder that you may write to, such as /tmp.',
        error,
      );
    default:
      return new HarnessError('world', `${what}: ${error.message}`, undefined, error);
  }
}
