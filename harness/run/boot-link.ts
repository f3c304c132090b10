import { isLink, isLoopback, type LinkEnd, numberOf, pipeKey, portOf } from '../config/ends.ts';
import type { PipeEnd, Said, TcpEnd } from '../config/model.ts';
import type { PortOf } from '../config/pair.ts';
import { LOOPBACK } from '../ground/loopback.ts';
import { farSide, SIDES, type Side } from '../ground/side.ts';
import type { LinkSetup } from '../scenario/model.ts';
import type { Mapped, Obstacle } from './boot-report.ts';

/** The ports of two machines that are to talk. */
export type BootPair = Readonly<Record<Side, PortOf>>;

/** What joins two machines on this computer. */
export interface Joined {
  readonly link: LinkSetup & { readonly transport: 'tcp' | 'pipe' };
  readonly mapped: readonly Mapped[];
}

export function joinedBy(pair: BootPair): Joined | Obstacle {
  for (const side of SIDES) {
    const { enabled } = pair[side].port;
    if (enabled.later !== undefined) return { why: 'later', side, text: enabled.later };
    if (!enabled.value) return { why: 'off', side };
  }
  const [a, b] = [pair.A.port.end, pair.B.port.end];
  if (!isLink(a)) return { why: 'no-socket', side: 'A' };
  if (!isLink(b)) return { why: 'no-socket', side: 'B' };
  const later = scriptedIn('A', a) ?? scriptedIn('B', b);
  if (later !== undefined) return later;
  if (a.kind === 'tcp' && b.kind === 'tcp') return overTcp({ A: a, B: b }, pair);
  if (a.kind === 'pipe' && b.kind === 'pipe') return overPipe({ A: a, B: b }, pair);
  return { why: 'transports-differ' };
}

function scriptedIn(side: Side, end: LinkEnd): Obstacle | undefined {
  const parts: readonly (Said<unknown> | undefined)[] =
    end.kind === 'tcp' ? [end.role, end.port, end.host] : [end.role, end.path];
  const text = parts.find((part) => part?.later !== undefined)?.later;
  return text === undefined ? undefined : { why: 'later', side, text };
}

function overTcp(ends: Readonly<Record<Side, TcpEnd>>, pair: BootPair): Joined | Obstacle {
  const listen = listenerOf(ends);
  if (typeof listen !== 'string') return listen;
  const [listener, connector] = [ends[listen], ends[farSide(listen)]];
  const [a, b] = [ends.A.framing.value, ends.B.framing.value];
  if (a !== b) return { why: 'framings-differ', a, b };
  const invalid = (side: Side): Obstacle => ({
    why: 'port-invalid',
    side,
    text: portOf(pair[side].machine, ends[side])?.value ?? '',
  });
  const port = numberOf(pair[listen].machine, listener);
  if (port === undefined) return invalid(listen);
  const dialled = numberOf(pair[farSide(listen)].machine, connector);
  if (dialled === undefined) return invalid(farSide(listen));
  if (port !== dialled) return { why: 'ports-differ', listens: `${port}`, dials: `${dialled}` };
  const hosts = [listener.host?.value, connector.host?.value].filter((host) => host !== undefined);
  return {
    link: { transport: 'tcp', listen, port, ...reconnecting(connector, pair[farSide(listen)]) },
    mapped: [...new Set(hosts)]
      .filter((host) => host !== '' && !isLoopback(host))
      .map((from) => ({ what: 'host', from, to: LOOPBACK })),
  };
}

/** The pipe is always one of our own: what stands at the path in the file is not ours to replace. */
function overPipe(ends: Readonly<Record<Side, PipeEnd>>, pair: BootPair): Joined | Obstacle {
  for (const side of SIDES) if (ends[side].form === 'fifos') return { why: 'fifos', side };
  const listen = listenerOf(ends);
  if (typeof listen !== 'string') return listen;
  const [listens, dials] = [ends[listen].path.value, ends[farSide(listen)].path.value];
  if (pipeKey(listens) !== pipeKey(dials)) return { why: 'paths-differ', listens, dials };
  const connector = ends[farSide(listen)];
  return {
    link: { transport: 'pipe', listen, ...reconnecting(connector, pair[farSide(listen)]) },
    mapped: [{ what: 'pipe', from: listens }],
  };
}

function listenerOf(ends: Readonly<Record<Side, LinkEnd>>): Side | Obstacle {
  const [a, b] = [ends.A.role.value, ends.B.role.value];
  if (a === b) return { why: a === 'listens' ? 'both-listen' : 'both-connect' };
  return a === 'listens' ? 'A' : 'B';
}

const reconnecting = (end: LinkEnd, { machine }: PortOf): Pick<LinkSetup, 'reconnects'> =>
  end.kind === 'tcp' && end.reconnects?.value === true && machine.product !== 'virtualbox'
    ? { reconnects: true }
    : {};
