import { isLink, isOn, known, numberOf, pipeKey } from './ends.ts';
import { comOf, type Machine, type Port } from './model.ts';

export interface PortOf {
  readonly machine: Machine;
  readonly port: Port;
}

/** Two ports that are meant to talk with each other. */
export interface Pair {
  readonly a: PortOf;
  readonly b: PortOf;
}

/** As many as any product has; a text may name a million. */
const MOST_PORTS = 16;
/** Each is compared with each other one. */
export const MOST_COMPARED = 32;

/** A machine's ports that the rules look at. */
export const portsOn = ({ ports }: Machine): readonly Port[] => ports.filter(isOn).slice(0, MOST_PORTS);

/** The port that a machine alone is meant to talk with. */
export const meantOf = (machine: Machine): PortOf =>
  candidates(machine).reduce((best, each) => (worth(each) > worth(best) ? each : best));

/**
 * Who is meant to talk with whom: those that fit best first. A machine has one partner, and a further one only over
 * a port that fits without a fault. `b` stands behind `a` in the order of the machines.
 */
export function pairsOf(machines: readonly Machine[]): readonly Pair[] {
  const ports = machines.slice(0, MOST_COMPARED).map(candidates);
  const possible = ports.flatMap((own, index) =>
    own.flatMap((a) => ports.slice(index + 1).flatMap((others) => others.map((b) => ({ a, b })))),
  );
  const ranked = possible
    .map((pair) => ({ pair, rank: rankOf(pair) }))
    .sort((one, other) => other.rank - one.rank);
  const pairs: Pair[] = [];
  const taken = { ports: new Set<Port>(), machines: new Set<Machine>() };
  for (const { pair } of ranked) {
    const [one, other] = [pair.a, pair.b].map(({ machine }) => taken.machines.has(machine));
    const isFree = !taken.ports.has(pair.a.port) && !taken.ports.has(pair.b.port);
    if (!isFree || (one && other) || ((one || other) && fitness(pair) < PERFECT)) continue;
    pairs.push(pair);
    for (const { machine, port } of [pair.a, pair.b]) {
      taken.ports.add(port);
      taken.machines.add(machine);
    }
  }
  return pairs.sort((one, other) => machines.indexOf(one.a.machine) - machines.indexOf(other.a.machine));
}

function candidates(machine: Machine): PortOf[] {
  const on = portsOn(machine);
  const ports = on.some(({ end }) => isLink(end))
    ? on.filter(({ end }) => isLink(end))
    : machine.ports.slice(0, MOST_PORTS);
  return (ports.length === 0 ? [absentPort(machine)] : ports).map((port) => ({ machine, port }));
}

/** What a machine without serial ports has: its first, which is off. */
const absentPort = ({ at }: Machine): Port => ({
  number: 1,
  at,
  enabled: { value: false, at },
  end: { kind: 'disconnected', what: { value: '', at } },
  parts: {},
});

/** Better links first; then those that fit; then COM1; and, all else being equal, the order of the text. */
const rankOf = ({ a, b }: Pair): number => worth(a) + worth(b) + 10 * fitness({ a, b });

const worth = ({ port }: PortOf): number => 100 * stateOf(port) + (comOf(port) === 1 ? 1 : 0);

/** A link that is off is meant rather than a port that is on and leads elsewhere, or nowhere. */
function stateOf(port: Port): number {
  const on = isOn(port) ? 1 : 0;
  if (isLink(port.end)) return 2 + on;
  return port.end.kind === 'disconnected' ? 0 : 0.5 + on / 2;
}

export const PERFECT = 7;

/** Of the same kind, 4; of opposite roles, 2; of one TCP port or path, 1. */
export function fitness({ a, b }: Pair): number {
  const [one, other] = [a.port.end, b.port.end];
  if (!isLink(one) || !isLink(other) || one.kind !== other.kind) return 0;
  const [role, otherRole] = [known(one.role), known(other.role)];
  const isOpposite = role === undefined || otherRole === undefined || role !== otherRole;
  return 4 + (isOpposite ? 2 : 0) + (meets(a, b) ? 1 : 0);
}

function meets(a: PortOf, b: PortOf): boolean {
  const [one, other] = [meetingPlace(a), meetingPlace(b)];
  return one === undefined || other === undefined || one === other;
}

/** Its TCP port or its path; undefined where that cannot be known. */
function meetingPlace({ machine, port: { end } }: PortOf): string | number | undefined {
  if (end.kind === 'tcp') return numberOf(machine, end);
  const path = end.kind === 'pipe' ? known(end.path) : undefined;
  return path === undefined ? undefined : pipeKey(path);
}
