import { resolve } from 'node:path';
import { type Address, isNamedPipe } from '../link/address.ts';

/** A pipe's path as it is from the folder that the user is in; anything else is as it was. */
export const absoluteAddress = (at: Address, cwd: string): Address =>
  at.kind === 'pipe' && !isNamedPipe(at.path) ? { ...at, path: resolve(cwd, at.path) } : at;
