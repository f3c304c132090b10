import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';

/** The two ends of a connection, by which its system knows it. */
export type Ends = Pick<Socket, 'localPort' | 'remotePort' | 'remoteFamily'>;

export const endsOf = ({ localPort, remotePort, remoteFamily }: Socket): Ends =>
  ({ localPort, remotePort, remoteFamily }) as Ends;

/** FIN_WAIT1, LAST_ACK, CLOSING: the end of what was sent, which counts as a byte, is not confirmed. */
const END_UNCONFIRMED: ReadonlySet<string> = new Set(['04', '09', '0B']);

/**
 * How many of the bytes that the system has taken for a peer the peer's system has not confirmed. Undefined where that
 * cannot be told: only Linux tells, of TCP, and no longer than it knows the connection. To ask the system takes some
 * milliseconds, so what was true `oldestMs` ago may be answered.
 */
export function unconfirmedBy(
  { localPort, remotePort, remoteFamily }: Ends,
  oldestMs = 0,
): number | undefined {
  if (localPort === undefined || remotePort === undefined) return undefined;
  return unconfirmedIn(table(remoteFamily === 'IPv6' ? 'tcp6' : 'tcp', oldestMs), localPort, remotePort);
}

/** The same from Linux's table of connections; undefined unless exactly one is between these ports. */
export function unconfirmedIn(table: string, localPort: number, remotePort: number): number | undefined {
  const ends = `:${hex(localPort)} [0-9A-F]+:${hex(remotePort)}`;
  const [found, ...others] = table.matchAll(new RegExp(`${ends} ([0-9A-F]{2}) ([0-9A-F]{8}):`, 'g'));
  if (found === undefined || others.length > 0) return undefined;
  const [, state = '', queued = ''] = found;
  return Number.parseInt(queued, 16) - (END_UNCONFIRMED.has(state) ? 1 : 0);
}

const hex = (port: number): string => port.toString(16).toUpperCase().padStart(4, '0');

type TableName = 'tcp' | 'tcp6';

const tables: Partial<Record<TableName, { readonly text: string; readonly readAt: number }>> = {};

function table(name: TableName, oldestMs: number): string {
  const now = performance.now();
  const known = tables[name];
  if (known !== undefined && now - known.readAt < oldestMs) return known.text;
  const text = contentOf(`/proc/self/net/${name}`);
  tables[name] = { text, readAt: now };
  return text;
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
