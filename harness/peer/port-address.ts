import { HarnessError } from '../ground/errors.ts';
import { LOOPBACK } from '../ground/loopback.ts';
import type { Address } from '../link/address.ts';
import { PORT_FORMS } from './port-forms.ts';

/** Where an emulated port ends: who calls whom, over what. */
export type PortAddress =
  | { readonly kind: 'listen' | 'connect'; readonly at: Address }
  /** A pseudo-terminal; `path` is the link to it that is to be made. */
  | { readonly kind: 'pty'; readonly path?: string };

/** Reads `tcp-listen:4000` and its like. Throws a HarnessError of code `usage` that says what was meant. */
export function portAddress(text: string): PortAddress {
  const [, scheme = '', rest = ''] = /^([\w-]+):?(.*)$/s.exec(text.trim()) ?? [];
  switch (scheme.toLowerCase()) {
    case 'tcp-listen':
      return { kind: 'listen', at: listenAddress(rest) };
    case 'tcp':
      return { kind: 'connect', at: connectAddress(rest) };
    case 'pipe-listen':
      return { kind: 'listen', at: pipeAt(rest, 'pipe-listen') };
    case 'pipe':
      return { kind: 'connect', at: pipeAt(rest, 'pipe') };
    case 'pty':
      return rest === '' ? { kind: 'pty' } : { kind: 'pty', path: rest };
    default:
      throw noForm(text);
  }
}

/** `4000`, `HOST:4000`, or the path of a pipe. Without a host it is this computer's loopback. */
export function listenAddress(text: string): Address {
  if (isPath(text)) return { kind: 'pipe', path: text };
  const [host, port] = splitAtPort(text);
  return { kind: 'tcp', host: host === '' ? LOOPBACK : host, port: portNumber(port, text, 0) };
}

/** `HOST:4000`, or the path of a pipe. */
export function connectAddress(text: string): Address {
  if (isPath(text)) return { kind: 'pipe', path: text };
  const [host, port] = splitAtPort(text);
  if (host === '') {
    const fix = `To connect, write the other computer's address too: tcp:${LOOPBACK}:${port || '4000'} where it is this one. To listen, write tcp-listen:${port || '4000'}.`;
    throw new HarnessError('usage', `\`${text}\` names no computer`, fix);
  }
  return { kind: 'tcp', host, port: portNumber(port, text, 1) };
}

const isPath = (text: string): boolean => /^(?:\.{0,2}\/(?!\/)|\\\\|[A-Za-z]:\\)/.test(text);

/** An IPv6 address has colons of its own: it may stand in brackets, and the last colon is the port's. */
function splitAtPort(text: string): readonly [host: string, port: string] {
  const bare = text.replace(/^\/\//, '').trim();
  const colon = bare.lastIndexOf(':');
  const [host, port] = colon < 0 ? ['', bare] : [bare.slice(0, colon), bare.slice(colon + 1)];
  return [host.replace(/^\[(.*)\]$/, '$1'), port];
}

function portNumber(port: string, text: string, least: 0 | 1): number {
  const number = Number(port);
  if (/^\d{1,5}$/.test(port) && number >= least && number <= 65_535) return number;
  const what = port === '' ? `\`${text}\` lacks the port` : `\`${port}\` is no port`;
  throw new HarnessError('usage', what, 'A port is a number from 1 to 65535, such as 4000.');
}

function pipeAt(path: string, scheme: string): Address {
  if (path !== '') return { kind: 'pipe', path };
  throw new HarnessError('usage', `\`${scheme}:\` lacks the path`, `Write ${scheme}:/tmp/lab7, for one.`);
}

/** What is written elsewhere, and what it is called here. */
function noForm(text: string): HarnessError {
  const what = `\`${text}\` is no port to join`;
  const meant = meantBy(text.trim());
  const fix = `A port is ${PORT_FORMS}.`;
  return new HarnessError('usage', what, meant === undefined ? fix : `Did you mean ${meant}? ${fix}`);
}

function meantBy(text: string): string | undefined {
  const [, path] = /^unix:([^,]+)/i.exec(text) ?? [];
  if (path !== undefined)
    return /,server/.test(text) && !/server=off/.test(text) ? `pipe-listen:${path}` : `pipe:${path}`;
  if (/^:?\d+$/.test(text)) return `tcp-listen:${text.replace(':', '')}`;
  if (isPath(text)) return `pipe:${text} (or pipe-listen:${text})`;
  if (/^[\w.-]+:\d+$/.test(text)) return `tcp:${text}`;
  return undefined;
}
