import { invariant } from '../../ground/errors.ts';
import type { Circumstances } from '../circumstances.ts';
import { systemOf } from '../ends.ts';
import type { Machine } from '../model.ts';
import { meantOf, type Pair, type PortOf, portsOn } from '../pair.ts';
import type { Both, Subject } from './rule.ts';

/** Each port that is on or should be, with what is to be known of it. */
export function subjectsOf(
  machines: readonly Machine[],
  pairs: readonly Pair[],
  circumstances: Circumstances,
): readonly Subject[] {
  return machines.flatMap((machine, index) => {
    const meant = pairs.flatMap((pair) => halves(pair).filter(({ self }) => self.machine === machine));
    const own =
      meant.length > 0 ? meant : [{ self: meantOf(machine), partner: undefined, side: sideOf(index) }];
    // A third machine beside two that talk need not talk.
    const isMeant = meant.length > 0 || pairs.length === 0;
    const line = index > 1 ? undefined : circumstances.lines[sideOf(index)];
    const others = portsOn(machine).filter((port) => !own.some(({ self }) => self.port === port));
    return [
      ...own.map(({ self, partner, side }) => ({ ...self, partner, side, isMeant })),
      ...others.map((port) => ({ machine, port, partner: undefined, side: sideOf(index), isMeant: false })),
    ].map(
      ({ partner, ...self }): Subject => ({
        ...self,
        meantBeside: meant.flatMap((each) => (each.self.port === self.port ? [] : [each.self.port])),
        isApart: areApart(circumstances, machine, partner?.machine),
        circumstances,
        ...(partner === undefined ? {} : { partner }),
        ...(line === undefined ? {} : { line }),
      }),
    );
  });
}

const halves = ({ a, b }: Pair) => [
  { self: a, partner: b, side: 'a' as const },
  { self: b, partner: a, side: 'b' as const },
];

const sideOf = (index: number): Subject['side'] => (index === 0 ? 'a' : 'b');

/** The user says so, or the files do: two systems do not run on one computer. */
export function areApart({ apart }: Circumstances, one: Machine, other: Machine | undefined): boolean {
  if (apart || other === undefined) return apart;
  const systems = [systemOf(one), systemOf(other)];
  return !systems.includes('unknown') && systems[0] !== systems[1];
}

export function bothOf({ a, b }: Pair, subjects: readonly Subject[]): Both {
  const subject = ({ machine, port }: PortOf): Subject | undefined =>
    subjects.find((each) => each.machine === machine && each.port === port);
  const [one, other] = [subject(a), subject(b)];
  invariant(one !== undefined && other !== undefined, 'a pair is of ports that are judged');
  return { a: one, b: other, isApart: one.isApart };
}
