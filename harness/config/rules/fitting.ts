import { LOOPBACK } from '../../ground/loopback.ts';
import { boundTo, isLink, isLoopback, known, numberOf } from '../ends.ts';
import type { Machine, Role, TcpEnd } from '../model.ts';
import { isPort, LAB_PORT } from '../network/port.ts';
import type { PortOf } from '../pair.ts';
import type { PipeWish, TcpWish, Wish } from '../wish.ts';
import type { Subject } from './rule.ts';

export const otherRole = (role: Role): Role => (role === 'listens' ? 'connects' : 'listens');

type Meeting = Pick<Subject, 'partner' | 'isApart' | 'side'>;

/** The end that a port should have: what the partner needs, or the usual one where there is no partner to go by. */
export function wantedEnd(subject: Meeting): Wish['end'] {
  const { partner, side, isApart } = subject;
  if (partner !== undefined && isLink(partner.port.end)) return fittingEnd(subject);
  if (side === 'a') return { kind: 'tcp', role: 'listens', port: LAB_PORT };
  return isApart ? undefined : { kind: 'tcp', role: 'connects', host: LOOPBACK, port: LAB_PORT };
}

/** The end that talks with the partner's as it is; undefined where the partner's own cannot be relied on. */
export function fittingEnd({ partner, isApart }: Pick<Meeting, 'partner' | 'isApart'>): Wish['end'] {
  if (partner === undefined || !isLink(partner.port.end)) return undefined;
  const { end } = partner.port;
  const role = known(end.role);
  if (role === undefined) return undefined;
  if (end.kind === 'pipe') {
    const path = isApart || end.form === 'fifos' ? undefined : known(end.path);
    return path === undefined || path === '' ? undefined : { kind: 'pipe', role: otherRole(role), path };
  }
  if (end.port?.later !== undefined || end.address.later !== undefined) return undefined;
  const port = likelyNumber(partner.machine, end);
  if (role === 'connects') return { kind: 'tcp', role: 'listens', port };
  const host = hostOf(partner, isApart);
  return host === undefined ? undefined : { kind: 'tcp', role: 'connects', host, port };
}

/** The address at which a listener is reached, where that is plain. */
export function hostOf({ machine, port: { end } }: PortOf, isApart: boolean): string | undefined {
  const bound = end.kind === 'tcp' ? boundTo(machine, end) : undefined;
  const isEverywhere = bound === undefined || isLoopback(bound);
  return isEverywhere ? (isApart ? undefined : LOOPBACK) : bound;
}

/** The TCP port that the partner has or seems to mean, or else the usual one. */
export const wantedNumber = ({ partner }: Pick<Meeting, 'partner'>): number =>
  partner?.port.end.kind === 'tcp' ? likelyNumber(partner.machine, partner.port.end) : LAB_PORT;

function likelyNumber(machine: Machine, end: TcpEnd): number {
  const text = end.address.value.slice(-LONGEST_NUMBER);
  // The 7 of `/tmp/lab7` is no port.
  return numberOf(machine, end) ?? (/[a-z][0-9]+$/i.test(text) ? undefined : numberIn(text)) ?? LAB_PORT;
}

const LONGEST_NUMBER = 6;

/** The number at its end, where that is a TCP port. */
export function numberIn(text: string): number | undefined {
  const number = Number(/(?:^|[^0-9])([0-9]{1,5})$/.exec(text.trim())?.[1]);
  return isPort(number) ? number : undefined;
}

/** The address to connect to, where that is plain. */
export const wantedHost = ({ partner, isApart }: Pick<Meeting, 'partner' | 'isApart'>): string | undefined =>
  partner === undefined ? (isApart ? undefined : LOOPBACK) : hostOf(partner, isApart);

/** The same end once more, but raw, not waiting, and with what is to change. */
export function sameEnd(
  { machine, port: { end } }: PortOf,
  change: { readonly host?: string; readonly port?: number } = {},
): TcpWish | PipeWish | undefined {
  if (!isLink(end)) return undefined;
  const role = known(end.role);
  if (role === undefined) return undefined;
  if (end.kind === 'pipe') {
    const path = known(end.path);
    return path === undefined ? undefined : { kind: 'pipe', role, path };
  }
  const port = change.port ?? numberOf(machine, end);
  if (port === undefined) return undefined;
  if (role === 'listens') {
    const host = change.host ?? boundTo(machine, end);
    return { kind: 'tcp', role, port, ...(host === undefined ? {} : { host }) };
  }
  const host = change.host ?? known(end.host)?.trim();
  if (host === undefined || host === '') return undefined;
  return { kind: 'tcp', role, host, port, ...(known(end.reconnects) === true ? { reconnects: true } : {}) };
}
