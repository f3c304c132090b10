import { isIPv4, isIPv6 } from 'node:net';
import { boundTo, isLoopback, isSameHost, known, tcpOf } from '../ends.ts';
import type { Finding } from '../finding.ts';
import type { TcpEnd } from '../model.ts';
import { sameEnd, wantedHost } from './fitting.ts';
import { error, leading, named, type Rule, type Subject, warning } from './rule.ts';

/** The address to connect to can be that of the listener's computer. */
export const REACHABLE_HOST: Rule = {
  looksAt: ['link', 'role', 'host'],
  spoils: ['host', 'start'],
  finds: (subject) => {
    const end = tcpOf(subject.port);
    const host = known(end?.host)?.trim();
    if (end === undefined || host === undefined || host === '' || known(end.role) !== 'connects')
      return undefined;
    if (isLoopback(host) || isBound(subject, host)) return undefined;
    return OBJECTIONS.map((objection) => objection(subject, end, host)).find((found) => found !== undefined);
  },
};

/** The listener binds to it, so there is such an address. */
const isBound = ({ partner }: Subject, host: string): boolean => {
  const end = partner === undefined ? undefined : tcpOf(partner.port);
  const bound = partner === undefined || end === undefined ? undefined : boundTo(partner.machine, end);
  return bound !== undefined && isSameHost(bound, host);
};

type Objection = (subject: Subject, end: TcpEnd, host: string) => Finding | undefined;

const atHost = ({ address, host }: TcpEnd): Finding['at'] => (host ?? address).at;

const any: Objection = (subject, end, host) =>
  ['0.0.0.0', '::', '0', '*'].includes(host)
    ? warning('host-any', atHost(end), { ...named(subject), host }, toWanted(subject))
    : undefined;

const NAT = { '10.0.2.15': 'guest', '10.0.2.2': 'gateway', '10.0.2.3': 'dns' } as const;
const isOfNat = (host: string): host is keyof typeof NAT => Object.hasOwn(NAT, host);

const nat: Objection = (subject, end, host) => {
  if (isOfNat(host)) {
    return error('host-nat', atHost(end), { ...named(subject), host, is: NAT[host] }, toBound(subject));
  }
  return isIPv4(host) && host.startsWith('10.0.2.')
    ? warning('host-nat', atHost(end), { ...named(subject), host, is: 'other' }, toBound(subject))
    : undefined;
};

const linkLocal: Objection = (subject, end, host) =>
  isIPv4(host) && host.startsWith('169.254.')
    ? warning('host-link-local', atHost(end), { ...named(subject), host }, toBound(subject))
    : undefined;

const malformed: Objection = (subject, end, host) =>
  isHost(host)
    ? undefined
    : error('host-malformed', atHost(end), { ...named(subject), host }, withoutPort(subject, host));

/** The port stands behind the host, in a field that is for the host alone. */
function withoutPort(subject: Subject, host: string): ReturnType<typeof leading> {
  const plain = /^([^\s:]+):[0-9]{1,5}$/.exec(host)?.[1];
  return plain !== undefined && isHost(plain)
    ? leading(subject, sameEnd(subject, { host: plain }))
    : toBound(subject);
}

/** Never names of computers: RFC 2606 keeps them free. */
const RESERVED = /\.(invalid|test|example)\.?$/i;

const unresolved: Objection = (subject, end, host) => {
  const isReserved = isName(host) && RESERVED.test(host);
  if (!isReserved && subject.circumstances.names.get(host) !== 'unknown') return undefined;
  const facts = { ...named(subject), host, certain: isReserved };
  return error('host-unresolved', atHost(end), facts, toBound(subject));
};

const OBJECTIONS: readonly Objection[] = [any, nat, linkLocal, malformed, unresolved];

/** Only where the listener says its address: else nobody but the students can know it. */
function toBound(subject: Subject): ReturnType<typeof leading> {
  const end = subject.partner === undefined ? undefined : tcpOf(subject.partner.port);
  const bound =
    subject.partner === undefined || end === undefined ? undefined : boundTo(subject.partner.machine, end);
  return bound === undefined || isLoopback(bound) ? {} : leading(subject, sameEnd(subject, { host: bound }));
}

function toWanted(subject: Subject): ReturnType<typeof leading> {
  const host = wantedHost(subject);
  return host === undefined ? {} : leading(subject, sameEnd(subject, { host }));
}

const LONGEST_NAME = 253;

/** Letters of any language, digits, hyphens within; underscores, since Windows allows them. */
const LABEL = /^[\p{L}\p{M}\p{N}_]([\p{L}\p{M}\p{N}_-]{0,61}[\p{L}\p{M}\p{N}_])?$/u;

const isName = (host: string): boolean => {
  if (host.length > LONGEST_NAME + 1 || /^[0-9.]*$/.test(host)) return false;
  const labels = host.replace(/\.$/, '').split('.');
  return labels.every((label) => LABEL.test(label));
};

/** Four numbers up to 255, though with zeros before them. */
const isQuad = (host: string): boolean => {
  const parts = host.length > 15 ? [] : host.split('.');
  return parts.length === 4 && parts.every((part) => /^[0-9]{1,3}$/.test(part) && Number(part) <= 255);
};

const isHost = (host: string): boolean => isQuad(host) || isIPv6(host) || isName(host);

/** A name that somebody has to look up before anything can be said of it. */
export const isToBeLookedUp = (host: string): boolean =>
  isName(host) && !isLoopback(host) && !RESERVED.test(host);
