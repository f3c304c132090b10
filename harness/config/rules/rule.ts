import type { Circumstances } from '../circumstances.ts';
import type { Code, Facts, NamedPort } from '../facts.ts';
import type { Finding, FindingOf, Mend } from '../finding.ts';
import type { Port } from '../model.ts';
import type { PortOf } from '../pair.ts';
import { titleOf } from '../title.ts';
import type { Wish } from '../wish.ts';

/**
 * What can be judged of a port. A rule names those that it looks at and those that its finding casts doubt on: of
 * these, no later rule says anything, so that one cause gives one finding.
 */
export type Aspect = 'place' | 'link' | 'role' | 'framing' | 'host' | 'number' | 'path' | 'start';

/** All that hangs on what a port leads to. */
export const LINK: readonly Aspect[] = ['link', 'role', 'framing', 'host', 'number', 'path', 'start'];
export const ADDRESS: readonly Aspect[] = ['host', 'number', 'path', 'start'];

/** A port, the one that it is meant to talk with, and what may be looked at beside them. */
export interface Subject extends PortOf {
  /** The machine is meant to talk with this port of its ports. */
  readonly isMeant: boolean;
  /** Others of its ports that have a partner of their own. */
  readonly meantBeside: readonly Port[];
  readonly partner?: PortOf;
  /** Which of the two it is, by the order in which they were given. */
  readonly side: 'a' | 'b';
  /** The two run on two computers. */
  readonly isApart: boolean;
  /** The lab's command line in this machine. */
  readonly line?: Circumstances['lines']['a'];
  readonly circumstances: Circumstances;
}

/** Both ends of a link, in the order of the machines. */
export interface Both {
  readonly a: Subject;
  readonly b: Subject;
  readonly isApart: boolean;
}

interface Scope {
  readonly looksAt: readonly Aspect[];
  readonly spoils: readonly Aspect[];
}

export type Rule =
  | (Scope & { readonly finds: (subject: Subject) => Finding | undefined })
  | (Scope & { readonly findsInBoth: (both: Both) => Finding | undefined });

type More = Partial<Pick<FindingOf<Code>, 'also' | 'mend' | 'mendAlso'>>;

const finding =
  (severity: Finding['severity']) =>
  <C extends Code>(code: C, at: Finding['at'], facts: Facts[C], more: More = {}): FindingOf<C> => ({
    code,
    severity,
    facts,
    at,
    ...more,
  });

export const error = finding('error');
export const warning = finding('warning');
export const info = finding('info');

export const nameOf = ({ machine }: Pick<PortOf, 'machine'>): string => titleOf(machine);

export const named = ({ machine, port }: PortOf): NamedPort => ({
  machine: nameOf({ machine }),
  product: machine.product,
  port: port.number,
});

/** The fix that makes the port as wished; none where there is nothing to wish for. */
export const mending = ({ machine, port }: PortOf, wish: Wish | undefined): { mend?: Mend } =>
  wish === undefined ? {} : { mend: { machine, port: port.number, wish } };

/** As above, where only the port's end is to change. */
export const leading = (subject: PortOf, end: Wish['end'] | undefined): { mend?: Mend } =>
  mending(subject, end === undefined ? undefined : { end });
