import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HarnessError } from '../ground/errors.ts';
import { checkPipePath } from './address.ts';

/** Makes a folder that is ours alone, with room for a socket of this name. Throws a HarnessError. */
export function makeSocketFolder(prefix: string, socket: string): string {
  checkPipePath(join(tmpdir(), `${prefix}XXXXXX`, socket));
  try {
    return mkdtempSync(join(tmpdir(), prefix));
  } catch (error) {
    const fix = 'Let TMPDIR name a folder that can be written to.';
    throw new HarnessError(
      'world',
      `cannot make a folder for a socket: ${(error as Error).message}`,
      fix,
      error,
    );
  }
}
