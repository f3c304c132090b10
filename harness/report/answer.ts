import { known, numberOf, roleOf } from '../config/ends.ts';
import type { Machine } from '../config/model.ts';
import type { Pair, PortOf } from '../config/pair.ts';
import { titled, titleOf } from '../config/title.ts';
import type { Meeting } from '../config/words/phrases.ts';
import type { Diagnostic } from '../ground/diagnostic.ts';
import type { BootReport } from '../run/boot-report.ts';

/** All that `nullmodem check` has found out. */
export interface Answer {
  readonly verdict: Verdict;
  readonly machines: readonly Machine[];
  /** Which ports are meant to talk with which. */
  readonly pairs: readonly Pair[];
  /** The command lines that the user gave. */
  readonly lines: { readonly a?: string; readonly b?: string };
  /** What came of booting them, where that was asked for. */
  readonly boot?: BootReport;
  /** That was asked for, and what has been found stands against it. */
  readonly bootHeld?: true;
  /** In the order in which they are to be read. */
  readonly diagnostics: readonly Diagnostic[];
}

export type Verdict = 'will-talk' | 'will-not-talk' | 'not-understood' | 'one-machine';

/** Two ports of which one listens and the other connects to it. */
export interface Roles {
  readonly listener: PortOf;
  readonly connector: PortOf;
}

/** Undefined where they do not meet, or where a script decides. */
export function rolesIn({ a, b }: Pair): Roles | undefined {
  const [one, other] = [roleOf(a.port), roleOf(b.port)];
  if (one === 'listens' && other === 'connects') return { listener: a, connector: b };
  if (one === 'connects' && other === 'listens') return { listener: b, connector: a };
  return undefined;
}

/** Where a listener is reached, or what a connector connects to; undefined where that is no place. */
export function meetingAt({ machine, port: { end } }: PortOf): Meeting | undefined {
  if (end.kind === 'pipe') {
    const path = known(end.path);
    return path === undefined ? undefined : { kind: 'pipe', path };
  }
  const number = end.kind === 'tcp' ? numberOf(machine, end) : undefined;
  if (end.kind !== 'tcp' || number === undefined) return undefined;
  const host = known(end.host);
  const isListener = known(end.role) === 'listens';
  return { kind: 'tcp', address: isListener || host === undefined ? `${number}` : `${host}:${number}` };
}

/** What each machine is called: its name in quotes; where that does not tell it from the others, more of it. */
export function namesOf(machines: readonly Machine[]): ReadonlyMap<Machine, string> {
  return new Map(
    titled(machines).map((machine, index) => {
      const title = titleOf(machine);
      return [machines[index] ?? machine, title === machine.name ? `"${title}"` : title];
    }),
  );
}
