import type { Diagnostic, Edit } from '../ground/diagnostic.ts';
import type { Code, Facts } from './facts.ts';
import type { Machine, Place } from './model.ts';
import type { Wish } from './wish.ts';

/** Something that is wrong, before anybody has put it into words. */
export type Finding = { readonly [C in Code]: FindingOf<C> }[Code];

export interface FindingOf<C extends Code> {
  readonly code: C;
  readonly severity: Diagnostic['severity'];
  readonly facts: Facts[C];
  readonly at: Place;
  /** Other places that have to do with it, the partner's say. */
  readonly also?: readonly Place[];
  /** The preferred fix, where it is a setting of a port. */
  readonly mend?: Mend;
  /** What the partner has to become along with it: another TCP port is another one at both ends. */
  readonly mendAlso?: Mend;
  /** The preferred fix, where it is another change of the text. */
  readonly edits?: readonly Edit[];
}

export interface Mend {
  readonly machine: Machine;
  /** The port's number; it may not be there yet. */
  readonly port: number;
  readonly wish: Wish;
}
