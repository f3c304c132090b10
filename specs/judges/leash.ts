import { installed } from './installed.ts';

const LEASH = installed('setpriv') ? ['setpriv', '--pdeathsig', 'KILL'] : [];

/** A command that ends even if this process is killed; where `setpriv` is missing, if it ends in any other way. */
export const leashed = (command: readonly string[]): readonly [string, ...string[]] => {
  const [program = '', ...rest] = [...LEASH, ...command];
  return [program, ...rest];
};
