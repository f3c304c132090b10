import { isLink, known, pipeOf, roleOf, systemOf, targetAt } from '../ends.ts';
import type { Finding } from '../finding.ts';
import type { PipeWish } from '../wish.ts';
import { fittingEnd, hostOf, numberIn, otherRole } from './fitting.ts';
import { error, LINK, leading, named, type Rule, type Subject, warning } from './rule.ts';

/** Both use TCP, or both a pipe. */
export const ONE_TRANSPORT: Rule = {
  looksAt: ['link'],
  spoils: LINK,
  findsInBoth: ({ a, b }) => {
    const [one, other] = [a.port.end, b.port.end];
    if (!isLink(one) || !isLink(other) || one.kind === other.kind) return undefined;
    const isA = isMistaken(a) === isMistaken(b) ? hasFitting(a) && !hasFitting(b) : isMistaken(a);
    const [wrong, kept] = isA ? [a, b] : [b, a];
    const [kindA, kindB] = wrong === a ? [other.kind, one.kind] : [one.kind, other.kind];
    const facts = { a: named(kept), b: named(wrong), kindA, kindB };
    return error('transports-differ', targetAt(wrong.port), facts, {
      also: [targetAt(kept.port)],
      ...leading(wrong, fittingEnd(wrong)),
    });
  },
};

/** Both are pipes that bear the addresses of TCP: the mode was left as it had been. */
export const TCP_CHOSEN: Rule = {
  looksAt: ['link', 'role'],
  spoils: LINK,
  findsInBoth: ({ a, b }) => {
    const [listener, connector] = roleOf(a.port) === 'listens' ? [a, b] : [b, a];
    const [listens, dials] = [pipeOf(listener.port), pipeOf(connector.port)];
    if (roleOf(listener.port) !== 'listens' || roleOf(connector.port) !== 'connects') return undefined;
    if (listens === undefined || dials === undefined) return undefined;
    if (![listener, connector].every(isMistaken)) return undefined;
    const port = numberIn(listens.path.value);
    const host = /^(.+):/.exec(dials.path.value.trim())?.[1] ?? hostOf(listener, connector.isApart);
    if (port === undefined || host === undefined) return undefined;
    const facts = { a: named(listener), b: named(connector), path: dials.path.value };
    const { mend: mendAlso } = leading(connector, { kind: 'tcp', role: 'connects', host, port });
    return error('tcp-not-chosen', listens.path.at, facts, {
      also: [dials.path.at],
      ...leading(listener, { kind: 'tcp', role: 'listens', port }),
      ...(mendAlso === undefined ? {} : { mendAlso }),
    });
  },
};

const hasFitting = (subject: Subject): boolean => fittingEnd(subject) !== undefined;

/** Its address is one for the other mode: the mode was left as it had been, or `server` written for `tcpserver`. */
function isMistaken({ port: { end } }: Subject): boolean {
  const address = end.kind === 'tcp' ? known(end.address) : end.kind === 'pipe' ? known(end.path) : undefined;
  if (address === undefined) return false;
  return end.kind === 'pipe' ? OF_TCP.test(address.trim()) : OF_A_PIPE.test(address);
}

const OF_TCP = /^(?:[^\s:\\/]{0,253}:)?[0-9]{1,5}$/;
const OF_A_PIPE = /^\s*(?:\\\\|[a-z]:[\\/]|\/(?!\/))/i;

/** A pipe stays within one computer. */
export const PIPE_AT_HOME: Rule = {
  looksAt: ['link'],
  spoils: LINK,
  findsInBoth: ({ a, b, isApart }) =>
    isApart && pipeOf(a.port) !== undefined && pipeOf(b.port) !== undefined
      ? error(
          'pipe-across-computers',
          targetAt(b.port),
          { a: named(a), b: named(b) },
          { also: [targetAt(a.port)] },
        )
      : undefined,
};

/** QEMU's pair of FIFOs meets no local socket, and no second pair of the same name either. */
export const NO_FIFOS: Rule = {
  looksAt: ['link'],
  spoils: LINK,
  finds: (subject) => {
    const end = pipeOf(subject.port);
    const path = known(end?.path);
    if (!subject.isMeant || end?.form !== 'fifos' || path === undefined) return undefined;
    if (systemOf(subject.machine) === 'windows') return undefined;
    const partner = subject.partner === undefined ? undefined : pipeOf(subject.partner.port);
    const report = partner === undefined ? warning : error;
    return report(
      'fifos-both-ways',
      end.path.at,
      { ...named(subject), path },
      { ...leading(subject, socketFor(subject, path)), ...alongWith(subject, path) },
    );
  },
};

function socketFor(subject: Subject, path: string): PipeWish {
  const end = subject.partner === undefined ? undefined : pipeOf(subject.partner.port);
  if (end?.form === 'socket') {
    const role = known(end.role);
    if (role !== undefined) return { kind: 'pipe', role: otherRole(role), path: known(end.path) ?? path };
  }
  return { kind: 'pipe', role: subject.side === 'a' ? 'listens' : 'connects', path };
}

/** The partner's, where that is a pair of FIFOs of the same name. */
function alongWith({ partner, side }: Subject, path: string): Pick<Finding, 'also' | 'mendAlso'> {
  const other = partner === undefined ? undefined : pipeOf(partner.port);
  if (partner === undefined || other?.form !== 'fifos' || known(other.path) !== path) return {};
  const { mend } = leading(partner, { kind: 'pipe', role: side === 'a' ? 'connects' : 'listens', path });
  return { also: [other.path.at], ...(mend === undefined ? {} : { mendAlso: mend }) };
}
