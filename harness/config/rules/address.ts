import { isIPv6 } from 'node:net';
import { LOOPBACK } from '../../ground/loopback.ts';
import { isDosbox, isLoopback, known, tcpOf } from '../ends.ts';
import type { Finding } from '../finding.ts';
import type { Role, TcpEnd } from '../model.ts';
import { isPort } from '../network/port.ts';
import type { TcpWish } from '../wish.ts';
import { wantedHost, wantedNumber } from './fitting.ts';
import { ADDRESS, error, leading, named, type Rule, type Subject } from './rule.ts';

/** The address has the form that its field wants. */
export const WELL_FORMED: Rule = {
  looksAt: ['link', 'role'],
  spoils: ADDRESS,
  finds: (subject) => {
    const end = tcpOf(subject.port);
    const role = known(end?.role);
    if (end === undefined || role === undefined) return undefined;
    if ([end.address, end.host, end.port].some((each) => each?.later !== undefined)) return undefined;
    const field: Field = { subject, end, role, text: typed(subject, end) };
    return OBJECTIONS.map((objection) => objection(field)).find((found) => found !== undefined);
  },
};

interface Field {
  readonly subject: Subject;
  readonly end: TcpEnd;
  readonly role: Role;
  /** What somebody has typed as one text; undefined where the product has a field each for host and port. */
  readonly text: string | undefined;
}

/** Longer than any address, and not worth looking into. */
const LONGEST = 300;

function typed({ machine }: Subject, { address: { value } }: TcpEnd): string | undefined {
  if (value.length > LONGEST) return undefined;
  switch (machine.product) {
    case 'virtualbox':
      return value;
    case 'vmware':
      return value.replace(/^[a-z][a-z0-9+]{0,20}:\/\//i, '');
    case 'qemu':
      return value.includes('=')
        ? undefined
        : value.replace(/^(tcp|telnet|tn3270|websocket|udp):(?!\/\/)/, '');
    case 'libvirt':
    case 'dosbox':
    case 'dosbox-x':
      return undefined;
  }
}

const missing = ({ subject, end, role, text }: Field): Finding | undefined => {
  const isEmpty =
    text === undefined
      ? end.port === undefined && end.host === undefined && !isDosbox(subject.machine)
      : text.trim() === '' || (role === 'listens' && subject.machine.product === 'vmware' && text === ':');
  const wish = wishFor(subject, role, '');
  return isEmpty
    ? error('address-missing', end.address.at, { ...named(subject), role }, leading(subject, wish))
    : undefined;
};

const SCHEME = /^\s*([a-z][a-z0-9+.-]{0,20}):\/\/(.*)$/i;
const SHORT_SCHEME = /^\s*(tcp|telnet|udp|https?):(.+)$/i;

const scheme = ({ subject, end, role, text: typed }: Field): Finding | undefined => {
  // Of QEMU's own `tcp:`, only what stands behind it has been taken for the address.
  const text = subject.machine.product === 'qemu' && typed?.startsWith('//') ? `tcp:${typed}` : typed;
  const [, name, rest] = (text && (SCHEME.exec(text) ?? SHORT_SCHEME.exec(text))) || [];
  if (name === undefined || rest === undefined) return undefined;
  const wish = wishFor(subject, role, rest.replace(/\/+$/, ''));
  return error(
    'address-scheme',
    end.address.at,
    {
      ...named(subject),
      address: end.address.value,
      scheme: text === typed ? name : '//',
      plain: plainOf(wish, rest),
    },
    leading(subject, wish),
  );
};

/** VirtualBox and QEMU's short form split at the first colon. */
const ipv6 = ({ subject, end, role, text }: Field): Finding | undefined => {
  const { product } = subject.machine;
  if (role !== 'connects' || (product !== 'virtualbox' && product !== 'qemu')) return undefined;
  const host = end.host?.value.trim() ?? '';
  const isBracketed = product === 'qemu' && /^\[.*\]$/.test(host) && isIPv6(host.slice(1, -1));
  const literal = isBracketed ? host.slice(1, -1) : isIPv6(host) ? undefined : literalIn(text?.trim() ?? '');
  if (literal === undefined) return undefined;
  const number = Number(/:([0-9]{1,5})$/.exec(text ?? '')?.[1] ?? wantedNumber(subject));
  const wanted = isLoopback(literal) ? LOOPBACK : undefined;
  const facts = {
    ...named(subject),
    address: end.address.value,
    wanted: `${wanted ?? SOME_ADDRESS}:${number}`,
  };
  const wish =
    wanted === undefined ? undefined : connecting(wanted, isPort(number) ? number : wantedNumber(subject));
  return error('host-ipv6', end.address.at, facts, leading(subject, wish));
};

/** `[::1]:4000`, `::1:4000` and `::1` all have one. */
function literalIn(text: string): string | undefined {
  const bracketed = /^\[([^\]]*)\]/.exec(text)?.[1];
  const beforePort = text.slice(0, Math.max(0, text.lastIndexOf(':')));
  return [bracketed, beforePort, text].find((each) => each !== undefined && isIPv6(each));
}

const listenerHost = ({ subject, end, role, text }: Field): Finding | undefined => {
  if (subject.machine.product !== 'virtualbox' || role !== 'listens' || text === undefined) return undefined;
  const port = /:\s*([0-9]{0,20})\s*$/.exec(text)?.[1];
  const wish = port === undefined ? undefined : wishFor(subject, role, port);
  if (wish === undefined) return undefined;
  const facts = { ...named(subject), address: end.address.value, wanted: wish.port };
  return error('listener-has-host', end.address.at, facts, leading(subject, wish));
};

const SEPARATED = /^\s*([^\s:;,/|#\\]+)\s*([;,/|#\\：]|::)\s*([0-9]{1,5})\s*$/;
const SPACED = /^\s*([^\s:]+)(\s)\s*([0-9]{1,5})\s*$/;
/** These may stand in a name: only behind an address are they a slip. */
const DOTTED = /^\s*((?:[0-9]{1,3}\.){3}[0-9]{1,3}|localhost)([.-])([0-9]{1,5})\s*$/i;

const separator = ({ subject, end, role, text }: Field): Finding | undefined => {
  if (role !== 'connects' || text === undefined) return undefined;
  const [, host, mark, port] = SEPARATED.exec(text) ?? SPACED.exec(text) ?? DOTTED.exec(text) ?? [];
  if (host === undefined || mark === undefined || port === undefined) return undefined;
  const plain = `${host}:${port}`;
  const facts = { ...named(subject), address: end.address.value, separator: mark, plain };
  return error('address-separator', end.address.at, facts, leading(subject, wishFor(subject, role, plain)));
};

const blanks = ({ subject, end, role, text }: Field): Finding | undefined => {
  if (text === undefined || !/\s/.test(text)) return undefined;
  const wish = wishFor(subject, role, text.replace(/\s/g, ''));
  const facts = {
    ...named(subject),
    address: end.address.value,
    plain: plainOf(wish, text.replace(/\s/g, '')),
  };
  return error('address-blanks', end.address.at, facts, leading(subject, wish));
};

/** One half of a connector's address. */
const half = ({ subject, end, role, text }: Field): Finding | undefined => {
  if (role !== 'connects') return portOfListener({ subject, end, role, text });
  const { host, port } = text === undefined ? partsOf(end) : split(text);
  const both = HOST_AND_PORT.exec(host);
  const address = end.address.value;
  if (host === '') {
    const wish = wishFor(subject, role, `:${port}`);
    const wanted = plainOf(wish, `${SOME_ADDRESS}:${port === '' ? wantedNumber(subject) : port}`);
    return error(
      'connector-host-missing',
      end.address.at,
      { ...named(subject), address, wanted },
      leading(subject, wish),
    );
  }
  if (port !== '' || isDosbox(subject.machine)) return undefined;
  const wanted = both === null ? wantedNumber(subject) : Number(both[2]);
  const target = /[/\\]/.test(host) ? wantedHost(subject) : (both?.[1] ?? host);
  return error(
    'connector-port-missing',
    end.address.at,
    { ...named(subject), address, wanted },
    leading(subject, target === undefined ? undefined : connecting(target, wanted)),
  );
};

/** Both in the field for the host. */
const HOST_AND_PORT = /^([^\s:]+):([0-9]{1,5})$/;

const portOfListener = ({ subject, end, role }: Field): Finding | undefined => {
  const { machine } = subject;
  if (machine.product === 'virtualbox' || isDosbox(machine)) return undefined;
  if ((end.port?.value ?? '').trim() !== '') return undefined;
  return error(
    'address-missing',
    end.address.at,
    { ...named(subject), role },
    leading(subject, wishFor(subject, role, '')),
  );
};

const OBJECTIONS = [missing, scheme, ipv6, listenerHost, separator, blanks, half] as const;

const SOME_ADDRESS = 'a.b.c.d';

const partsOf = ({ host, port }: TcpEnd): { host: string; port: string } => ({
  host: host?.value.trim() ?? '',
  port: port?.value.trim() ?? '',
});

/** At the first colon, as the products do. A number alone is a port. */
function split(text: string): { host: string; port: string } {
  const colon = text.indexOf(':');
  if (colon >= 0) return { host: text.slice(0, colon), port: text.slice(colon + 1) };
  return /^[0-9]*$/.test(text) ? { host: '', port: text } : { host: text, port: '' };
}

/** What was meant, completed where something is missing. */
function wishFor(subject: Subject, role: Role, text: string): TcpWish | undefined {
  const { host, port } =
    role === 'listens' ? { host: '', port: text.slice(text.lastIndexOf(':') + 1) } : split(text);
  const number = /^[0-9]{1,5}$/.test(port) && isPort(Number(port)) ? Number(port) : wantedNumber(subject);
  if (role === 'listens') return { kind: 'tcp', role, port: number };
  const target = host === '' ? wantedHost(subject) : host;
  return target === undefined ? undefined : connecting(target, number);
}

const connecting = (host: string, port: number): TcpWish => ({ kind: 'tcp', role: 'connects', host, port });

const plainOf = (wish: TcpWish | undefined, otherwise: string): string =>
  wish === undefined ? otherwise : wish.role === 'listens' ? String(wish.port) : `${wish.host}:${wish.port}`;
