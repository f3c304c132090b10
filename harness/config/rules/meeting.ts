import { isIPv4 } from 'node:net';
import {
  boundTo,
  isLoopback,
  isSameHost,
  known,
  numberOf,
  pipeKey,
  pipeOf,
  portOf,
  systemOf,
  tcpOf,
} from '../ends.ts';
import type { Finding } from '../finding.ts';
import type { TcpEnd } from '../model.ts';
import type { TcpWish } from '../wish.ts';
import { sameEnd } from './fitting.ts';
import { isSaneNumber } from './number.ts';
import { type Both, error, leading, named, type Rule, type Subject } from './rule.ts';

/** The connector dials the port that the listener listens on. */
export const ONE_NUMBER: Rule = {
  looksAt: ['link', 'role', 'number'],
  spoils: ['number', 'start'],
  findsInBoth: whereTheyMeet(({ listener, connector, listens, dials }) => {
    if (listens === undefined || dials === undefined || listens === dials) return undefined;
    const [wrong, kept, port] =
      isSaneNumber(dials) && !isSaneNumber(listens)
        ? ([listener, connector, dials] as const)
        : ([connector, listener, listens] as const);
    const facts = { listener: named(listener), connector: named(connector), listens, dials };
    return error('ports-differ', numberAt(wrong), facts, {
      also: [numberAt(kept)],
      ...leading(wrong, sameEnd(wrong, { port })),
    });
  }),
};

/** Loopback leads to another machine only on the same computer. */
export const NO_LOOPBACK_AWAY: Rule = {
  looksAt: ['link', 'role', 'host'],
  spoils: [],
  findsInBoth: whereTheyMeet(({ listener, connector, host, bound, isApart }) => {
    if (!isApart || host === undefined || !isLoopback(host)) return undefined;
    const facts = {
      listener: named(listener),
      connector: named(connector),
      host,
      ...systemsOf(listener, connector),
    };
    const isBoundElsewhere = bound !== undefined && !isLoopback(bound);
    return error('loopback-across-computers', hostAt(connector), facts, {
      also: [listener.port.at],
      ...leading(connector, isBoundElsewhere ? sameEnd(connector, { host: bound }) : undefined),
    });
  }),
};

/** Somebody who dials the connector's address reaches the listener. */
export const LISTENS_THERE: Rule = {
  looksAt: ['link', 'role', 'host'],
  spoils: ['host', 'start'],
  findsInBoth: whereTheyMeet(({ listener, connector, host, bound, isApart }) => {
    if (host === undefined || bound === undefined) return undefined;
    const facts = { listener: named(listener), connector: named(connector), host, bound };
    const isFromAway = isApart || !isLoopback(host);
    if (isLoopback(bound) && isFromAway) {
      return error('listener-loopback', hostAt(listener), facts, {
        also: [hostAt(connector)],
        ...leading(listener, everywhere(listener)),
      });
    }
    const isSaidAlready = isApart && isLoopback(host);
    if (isSaidAlready || isSameHost(host, bound) || !isAddress(host) || !isAddress(bound)) return undefined;
    return error('wrong-host', hostAt(connector), facts, {
      also: [hostAt(listener)],
      ...leading(connector, sameEnd(connector, { host: bound })),
    });
  }),
};

/** A name may lead to any address, and only loopback's is known. */
const isAddress = (host: string): boolean => isLoopback(host) || isIPv4(host);

/** They meet at one path. */
export const ONE_PATH: Rule = {
  looksAt: ['link', 'role', 'path'],
  spoils: ['path'],
  findsInBoth: ({ a, b }) => {
    const [one, other] = [pipeOf(a.port), pipeOf(b.port)];
    const [pathA, pathB] = [known(one?.path), known(other?.path)];
    if (one === undefined || other === undefined || pathA === undefined || pathB === undefined)
      return undefined;
    if (pipeKey(pathA) === pipeKey(pathB)) return undefined;
    const isListenerB = known(other.role) === 'listens';
    const wrong = isListenerB ? { of: a, at: one, path: pathB } : { of: b, at: other, path: pathA };
    const role = known(wrong.at.role);
    return error(
      'pipes-differ',
      wrong.at.path.at,
      { a: named(a), b: named(b), pathA, pathB },
      {
        also: [(isListenerB ? other : one).path.at],
        ...leading(wrong.of, role === undefined ? undefined : { kind: 'pipe', role, path: wrong.path }),
      },
    );
  },
};

/** Who listens and who connects over TCP, and where. */
interface Meeting {
  readonly listener: Subject;
  readonly connector: Subject;
  readonly listens: number | undefined;
  readonly dials: number | undefined;
  /** What the connector dials. */
  readonly host: string | undefined;
  /** What the listener binds to, where it is one address. */
  readonly bound: string | undefined;
  readonly isApart: boolean;
}

function whereTheyMeet(
  finds: (meeting: Meeting) => Finding | undefined,
): (both: Both) => Finding | undefined {
  return ({ a, b, isApart }) => {
    const ends = [a, b].flatMap((subject) => {
      const end = tcpOf(subject.port);
      return end === undefined ? [] : [{ subject, end, role: known(end.role) }];
    });
    const listening = ends.find(({ role }) => role === 'listens');
    const connecting = ends.find(({ role }) => role === 'connects');
    if (listening === undefined || connecting === undefined) return undefined;
    const [listener, connector] = [listening.subject, connecting.subject];
    return finds({
      listener,
      connector,
      listens: numberOf(listener.machine, listening.end),
      dials: numberOf(connector.machine, connecting.end),
      host: known(connecting.end.host)?.trim() || undefined,
      bound: boundTo(listener.machine, listening.end),
      isApart,
    });
  };
}

const placed = (subject: Subject, of: (end: TcpEnd) => Finding['at'] | undefined): Finding['at'] => {
  const end = tcpOf(subject.port);
  return (end === undefined ? undefined : (of(end) ?? end.address.at)) ?? subject.port.at;
};

const numberAt = (subject: Subject): Finding['at'] =>
  placed(subject, (end) => portOf(subject.machine, end)?.at);
const hostAt = (subject: Subject): Finding['at'] => placed(subject, ({ host }) => host?.at);

function everywhere(listener: Subject): TcpWish | undefined {
  const end = sameEnd(listener);
  return end?.kind === 'tcp' && end.role === 'listens'
    ? { kind: 'tcp', role: 'listens', port: end.port }
    : undefined;
}

function systemsOf(one: Subject, other: Subject): { systems?: readonly [string, string] } {
  const [a, b] = [systemOf(one.machine), systemOf(other.machine)];
  return a === 'unknown' || b === 'unknown' || a === b ? {} : { systems: [a, b] };
}
