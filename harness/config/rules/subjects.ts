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
    const own = meant.length > 0 ? meant : [{ self: meantOf(machine), partner: undefined }];
    const isSecond = index > 0;
    const line = circumstances.lines[isSecond ? 'b' : 'a'];
    const others = portsOn(machine).filter((port) => !own.some(({ self }) => self.port === port));
    return [
      ...own.map(({ self, partner }) => ({ ...self, partner, isMeant: true })),
      ...others.map((port) => ({ machine, port, partner: undefined, isMeant: false })),
    ].map(
      ({ partner, ...self }): Subject => ({
        ...self,
        side: isSecond ? 'b' : 'a',
        isApart: areApart(circumstances, machine, partner?.machine),
        circumstances,
        ...(partner === undefined ? {} : { partner }),
        ...(line === undefined || index > 1 ? {} : { line }),
      }),
    );
  });
}

const halves = ({ a, b }: Pair) => [
  { self: a, partner: b },
  { self: b, partner: a },
];

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
  if (one === undefined || other === undefined) throw new Error('a pair is of ports that are judged');
  return { a: one, b: other, isApart: one.isApart };
}
