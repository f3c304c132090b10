import type { End, HostSystem, Machine, PipeEnd, Place, Port, Role, Said, TcpEnd } from './model.ts';
import { isPort } from './network/port.ts';

/** A value that can be judged: one that shows only when a script runs cannot. */
export const known = <T>(said: Said<T> | undefined): T | undefined =>
  said === undefined || said.later !== undefined ? undefined : said.value;

export const isOn = ({ enabled }: Port): boolean => enabled.later !== undefined || enabled.value;

export type LinkEnd = TcpEnd | PipeEnd;

export const isLink = (end: End): end is LinkEnd => end.kind === 'tcp' || end.kind === 'pipe';

export const tcpOf = ({ end }: Port): TcpEnd | undefined => (end.kind === 'tcp' ? end : undefined);

export const pipeOf = ({ end }: Port): PipeEnd | undefined => (end.kind === 'pipe' ? end : undefined);

export const roleOf = ({ end }: Port): Role | undefined => (isLink(end) ? known(end.role) : undefined);

/** Where it says what it leads to. */
export const targetAt = ({ at, end }: Port): Place =>
  end.kind === 'tcp' ? end.address.at : end.kind === 'pipe' ? end.path.at : at;

export const isDosbox = ({ product }: Machine): boolean => product === 'dosbox' || product === 'dosbox-x';

export const systemOf = ({ host }: Machine): HostSystem | 'unknown' => known(host) ?? 'unknown';

/** Where DOSBox's nullmodem listens and connects when no port is named. */
export const DOSBOX_PORT = 23;

/** What stands for the TCP port. All that VirtualBox has of a listener stands for it. */
export const portOf = ({ product }: Machine, end: TcpEnd): Said<string> | undefined =>
  end.port ?? (product === 'virtualbox' && end.role.value === 'listens' ? end.address : undefined);

/** The TCP port, where it is one. */
export function numberOf(machine: Machine, end: TcpEnd): number | undefined {
  const said = portOf(machine, end);
  if (said === undefined) return isDosbox(machine) ? DOSBOX_PORT : undefined;
  const text = known(said)?.trim();
  if (text === undefined || !/^[0-9]{1,9}$/.test(text)) return undefined;
  const number = Number(text);
  return isPort(number) ? number : undefined;
}

const EVERYWHERE: readonly string[] = ['', '0.0.0.0', '::', '[::]', '*'];

/** The one address that a listener binds to. Undefined: all of the computer's, as VirtualBox's always does. */
export function boundTo({ product }: Machine, end: TcpEnd): string | undefined {
  const host = known(end.host)?.trim();
  return product === 'virtualbox' || host === undefined || EVERYWHERE.includes(host) ? undefined : host;
}

const LOOPBACK = /^(localhost|localhost\.localdomain|127(\.[0-9]{1,3}){3}|::1|\[::1\]|ip6-localhost)\.?$/i;

export const isLoopback = (host: string): boolean => host.length < 40 && LOOPBACK.test(host);

/** Both name the same address, as far as the texts show. */
export const isSameHost = (one: string, other: string): boolean =>
  plain(one) === plain(other) || (isLoopback(one) && isLoopback(other));

const plain = (host: string): string => host.trim().toLowerCase().replace(/\.$/, '');

const WINDOWS_PIPE = /^\\\\[.?]\\pipe\\/i;

/** Two paths that lead to one pipe are equal here. */
export const pipeKey = (path: string): string =>
  WINDOWS_PIPE.test(path) ? path.slice(9).toLowerCase() : path.replace(/\/{2,}/g, '/');

export const isWindowsPipe = (path: string): boolean => WINDOWS_PIPE.test(path) && path.length > 9;
