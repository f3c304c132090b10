import {
  boundTo,
  isOn,
  isSameHost,
  known,
  numberOf,
  pipeKey,
  pipeOf,
  roleOf,
  targetAt,
  tcpOf,
} from '../ends.ts';
import type { Finding } from '../finding.ts';
import type { Machine } from '../model.ts';
import { type Pair, type PortOf, portsOn } from '../pair.ts';
import { error, named } from './rule.ts';

/** A port that finds its place taken. */
export interface Crowded {
  readonly machine: Machine;
  readonly finding: Finding;
}

/** Ports that want the place of another one: a second connector to a listener, a second listener on a TCP port. */
export function crowdOf(
  machines: readonly Machine[],
  pairs: readonly Pair[],
  areApart: (one: Machine, other: Machine) => boolean,
): readonly Crowded[] {
  const all = machines.flatMap((machine) => portsOn(machine).map((port) => ({ machine, port })));
  const inPairs = new Set(pairs.flatMap(({ a, b }) => [a.port, b.port]));
  const [paired, left] = [true, false].map((isPaired) =>
    all.filter(({ port }) => inPairs.has(port) === isPaired),
  );
  return (left ?? []).flatMap((self, index, others) => {
    const taken = pairs.find((pair) => isSameTarget(self, pair));
    const rivals = [...(paired ?? []), ...others.slice(0, index)].filter((each) =>
      isSameListener(each, self),
    );
    const rival = rivals.find(({ machine }) => machine === self.machine || !areApart(machine, self.machine));
    const finding =
      taken !== undefined
        ? secondConnector(self, taken)
        : rival === undefined
          ? undefined
          : secondListener(rival, self);
    return finding === undefined ? [] : [{ machine: self.machine, finding }];
  });
}

const connectorOf = ({ a, b }: Pair): PortOf | undefined =>
  roleOf(a.port) === roleOf(b.port)
    ? undefined
    : [a, b].find(({ port }) => isOn(port) && roleOf(port) === 'connects');

const listenerOf = ({ a, b }: Pair): PortOf => (roleOf(a.port) === 'listens' ? a : b);

function isSameTarget(self: PortOf, pair: Pair): boolean {
  const other = connectorOf(pair);
  if (other === undefined || roleOf(self.port) !== 'connects') return false;
  const [one, two] = [tcpOf(self.port), tcpOf(other.port)];
  if (one !== undefined && two !== undefined) {
    const [host, otherHost] = [known(one.host), known(two.host)];
    const number = numberOf(self.machine, one);
    const isSamePort = number !== undefined && number === numberOf(other.machine, two);
    return isSamePort && host !== undefined && otherHost !== undefined && isSameHost(host, otherHost);
  }
  const [path, otherPath] = [known(pipeOf(self.port)?.path), known(pipeOf(other.port)?.path)];
  return path !== undefined && otherPath !== undefined && pipeKey(path) === pipeKey(otherPath);
}

function secondConnector(self: PortOf, pair: Pair): Finding {
  const [listener, first] = [listenerOf(pair), connectorOf(pair) ?? pair.b];
  const facts = { listener: named(listener), first: named(first), second: named(self) };
  return error('two-connectors', targetAt(self.port), facts, {
    also: [targetAt(first.port), targetAt(listener.port)],
  });
}

function isSameListener(one: PortOf, other: PortOf): boolean {
  const [end, otherEnd] = [tcpOf(one.port), tcpOf(other.port)];
  if (end === undefined || otherEnd === undefined) return false;
  if (known(end.role) !== 'listens' || known(otherEnd.role) !== 'listens') return false;
  const [bound, otherBound] = [boundTo(one.machine, end), boundTo(other.machine, otherEnd)];
  const isOneAddress = bound === undefined || otherBound === undefined || isSameHost(bound, otherBound);
  const number = numberOf(one.machine, end);
  return isOneAddress && number !== undefined && number === numberOf(other.machine, otherEnd);
}

function secondListener(first: PortOf, second: PortOf): Finding | undefined {
  const end = tcpOf(second.port);
  const number = end === undefined ? undefined : numberOf(second.machine, end);
  if (number === undefined) return undefined;
  const facts = { first: named(first), second: named(second), number };
  return error('two-listeners', targetAt(second.port), facts, { also: [targetAt(first.port)] });
}
