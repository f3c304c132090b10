import { HarnessError } from '../ground/errors.ts';
import { LOOPBACK } from '../ground/loopback.ts';
import type { Address } from '../link/address.ts';
import { PORT_FORMS } from './port-forms.ts';

/** Where an emulated port ends: who calls whom, over what. */
export type PortAddress =
  | { readonly kind: 'listen' | 'connect'; readonly at: Address }
  /** A pseudo-terminal; `path` is the link to it that is to be made. */
  | { readonly kind: 'pty'; readonly path?: string };

/**
 * Reads `tcp-listen:4000` and its like; `host` is where a TCP listener is to be reached. Throws a HarnessError of code
 * `usage` that says what was meant.
 */
export function portAddress(text: string, host?: string): PortAddress {
  const [, scheme = '', rest = ''] = /^([\w-]+):?(.*)$/s.exec(text.trim()) ?? [];
  if (host !== undefined && scheme.toLowerCase() !== 'tcp-listen')
    throw new HarnessError('usage', `--host goes with --port tcp-listen:PORT, and not with ${text}`);
  switch (scheme.toLowerCase()) {
    case 'tcp-listen':
      return { kind: 'listen', at: tcpListener(rest, host) };
    case 'tcp':
      return { kind: 'connect', at: tcpConnector(rest, (port) => `tcp:${LOOPBACK}:${port}`) };
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

/** `4000`, `HOST:4000`, or the path of a pipe. Without a host it is `host`, or this computer's loopback. */
export const listenAddress = (text: string, host?: string): Address =>
  isPath(text) ? { kind: 'pipe', path: text } : tcpListener(text, host);

/** `HOST:4000`, or the path of a pipe. */
export const connectAddress = (text: string): Address =>
  isPath(text) ? { kind: 'pipe', path: text } : tcpConnector(text, (port) => `${LOOPBACK}:${port}`);

function tcpListener(text: string, host?: string): Address {
  const [named, port] = splitAtPort(text);
  if (named !== '' && host !== undefined)
    throw new HarnessError('usage', `\`${text}\` names a host already`, 'Leave --host out.');
  return { kind: 'tcp', host: named || (host ?? LOOPBACK), port: portNumber(port, text, 0) };
}

/** `here`: how the same port of this computer is written. */
function tcpConnector(text: string, here: (port: string) => string): Address {
  const [host, port] = splitAtPort(text);
  const number = portNumber(port, text, 1);
  if (host === '')
    throw new HarnessError(
      'usage',
      `\`${text}\` names no computer to connect to`,
      `Write ${here(port)} where it listens on this one.`,
    );
  return { kind: 'tcp', host, port: number };
}

const isPath = (text: string): boolean => /^(?:\.{0,2}\/(?!\/)|\\\\|[A-Za-z]:\\)/.test(text);

/** An IPv6 address has colons of its own, so it stands in brackets. What has no colon is a port if it is a number. */
function splitAtPort(text: string): readonly [host: string, port: string] {
  const bare = text.replace(/^\/\//, '').trim();
  const [, host = '', port = ''] =
    /^\[([^\]]*)\](?::(.*))?$/.exec(bare) ?? /^([^:]*):([^:]*)$/.exec(bare) ?? [];
  if (/^(?:tcp|pipe)(?:-listen)?$/.test(host))
    throw new HarnessError(
      'usage',
      `\`${text}\` has a word too many`,
      `Write ${port} alone, or HOST:${port}.`,
    );
  if (host !== '' || port !== '') return [host, port];
  if (bare.split(':').length > 2)
    throw new HarnessError(
      'usage',
      `in \`${text}\` it cannot be told which colon is before the port`,
      'An IPv6 address stands in brackets: [::1]:4000, for one.',
    );
  return /^\d*$/.test(bare) ? ['', bare] : [bare, ''];
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
