import { FLAGS, type Flag } from '../scenario/model.ts';
import { LSR } from '../uart/registers.ts';

/** Whether errors, as LSR bits, have all of these flags; with no flags given, whether they have none. */
export const bear = (errors: number, flags: readonly Flag[]): boolean =>
  flags.length === 0 ? (errors & LSR.ERRORS) === 0 : flags.every((flag) => (errors & LSR[flag]) !== 0);

/** The flags among LSR bits. */
export const flagsIn = (errors: number): readonly Flag[] =>
  FLAGS.filter((flag) => (errors & LSR[flag]) !== 0);
