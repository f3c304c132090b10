import { spawnSync } from 'node:child_process';

/** What setpriv ends with where there is no such program as it is to start. */
export const NO_SUCH_PROGRAM = 127;

const LEASH = ['--pdeathsig', 'KILL'];

/**
 * A command that ends even if this process is killed. Where setpriv is missing, or is one that knows no such leash, as
 * BusyBox's: the command as it is.
 */
export function leashed(command: readonly string[], setpriv = 'setpriv'): readonly [string, ...string[]] {
  const [program = '', ...rest] = holds(setpriv) ? [setpriv, ...LEASH, ...command] : command;
  return [program, ...rest];
}

const holds = (setpriv: string): boolean => spawnSync(setpriv, [...LEASH, '--version']).status === 0;
