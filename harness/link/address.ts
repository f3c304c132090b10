import { lstat, readFile } from 'node:fs/promises';
import { createConnection, type ListenOptions } from 'node:net';
import { dirname } from 'node:path';
import { HarnessError } from '../ground/errors.ts';

/** Where a listener is reached: a TCP port, or the path of a Unix-domain socket (on Windows, of a named pipe). */
export type Address =
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'pipe'; readonly path: string };

export const addressInWords = (address: Address): string =>
  address.kind === 'pipe'
    ? address.path
    : address.host.includes(':')
      ? `[${address.host}]:${address.port}`
      : `${address.host}:${address.port}`;

export const socketOptions = (
  address: Address,
): ListenOptions & { host?: string; path?: string; port?: number } =>
  address.kind === 'pipe' ? { path: address.path } : { host: address.host, port: address.port };

/** What the system's socket address has room for, its closing zero left out: sun_path is 108 bytes, on BSDs 104. */
export const longestPipePath = (platform: NodeJS.Platform = process.platform): number =>
  platform === 'linux' ? 107 : platform === 'win32' ? 256 : 103;

/** A pipe of Windows: it stands in no folder. */
export const isNamedPipe = (path: string): boolean => /^\\\\[.?]\\pipe\\/i.test(path);

export function checkPipePath(path: string, platform: NodeJS.Platform = process.platform): void {
  const bytes = Buffer.byteLength(path);
  const longest = longestPipePath(platform);
  if (bytes > longest) {
    throw new HarnessError(
      'path-too-long',
      `the pipe's path is ${bytes} bytes long, and the system takes ${longest} at most: ${path}`,
      'Put the pipe into a folder with a shorter path, such as /tmp.',
    );
  }
  if (platform === 'win32' && !isNamedPipe(path)) {
    throw new HarnessError(
      'address-invalid',
      `a pipe on Windows is named \\\\.\\pipe\\NAME, and this is ${path}`,
    );
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';

/** Words for a `listen` that failed. */
export function listenFailure(address: Address, error: unknown): HarnessError {
  const where = addressInWords(address);
  const code = codeOf(error);
  if (code === 'EADDRINUSE') {
    return new HarnessError(
      'port-busy',
      `cannot listen on ${where}: another program listens there already`,
      `Stop that program, or choose another ${address.kind === 'tcp' ? 'port' : 'path'}.`,
      error,
    );
  }
  if (code === 'EACCES' || code === 'EPERM') {
    const fix =
      address.kind === 'tcp'
        ? 'Choose a port above 1023: lower ones are for the system.'
        : 'Choose a folder that you may write to.';
    return new HarnessError('port-forbidden', `not allowed to listen on ${where}`, fix, error);
  }
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    const folder = address.kind === 'pipe' ? dirname(address.path) : where;
    return new HarnessError(
      'address-invalid',
      `cannot make the pipe ${where}: there is no folder ${folder}`,
      'Make the folder first, or choose another path.',
      error,
    );
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EADDRNOTAVAIL') {
    return new HarnessError(
      'host-unknown',
      `cannot listen on ${where}: this computer has no such address`,
      'Leave the host out, or give one of this computer’s own addresses.',
      error,
    );
  }
  return new HarnessError(
    'world',
    `cannot listen on ${where}: ${(error as Error).message}`,
    undefined,
    error,
  );
}

/** Words for a `connect` that failed: what the second VM's user sees when the first one is not running. */
export function connectFailure(
  where: string,
  connects: string,
  listens: string,
  error: unknown,
): HarnessError {
  const code = codeOf(error);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new HarnessError(
      'host-unknown',
      `${connects} cannot start: no computer is known by the name in ${where}`,
      'Give its IP address instead.',
      error,
    );
  }
  if (code === 'ECONNREFUSED' || code === 'ENOENT' || code === 'ENOTSOCK') {
    return new HarnessError(
      'link-refused',
      `${connects} cannot start: it connects to ${where}, and nothing listens there`,
      `Start ${listens} first: it listens, and its socket exists only while it runs.`,
      error,
    );
  }
  if (['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ETIMEDOUT'].includes(code)) {
    return new HarnessError(
      'host-unreachable',
      `${connects} cannot start: no computer answers at ${where}`,
      'Is that computer on, and in the same network? `nullmodem address` there says what it is reached by.',
      error,
    );
  }
  return new HarnessError(
    'world',
    `${connects} cannot connect to ${where}: ${(error as Error).message}`,
    undefined,
    error,
  );
}

/** In Linux's table of Unix sockets, the flag of one that listens. */
const LISTENS = '00010000';

/** Whether the system says that a program listens there. One in another network namespace is not in its table. */
async function isListenedOn(path: string): Promise<boolean> {
  const table = await readFile('/proc/net/unix', 'utf8').catch(() => '');
  return table.split('\n').some((line) => line.endsWith(` ${path}`) && line.split(/\s+/)[3] === LISTENS);
}

/** What stands at a pipe's path, before a listener makes its own socket there. */
export async function whatStandsAt(path: string): Promise<'nothing' | 'stale' | 'listener' | 'other'> {
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) return 'nothing';
  if (!found.isSocket()) return 'other';
  // To call a listener is to take its one place for a moment: where the system can tell, it is not called.
  if (await isListenedOn(path)) return 'listener';
  return await new Promise((resolve) => {
    const probe = createConnection({ path });
    probe.once('connect', () => {
      probe.destroy();
      resolve('listener');
    });
    probe.once('error', (error) => resolve(codeOf(error) === 'ECONNREFUSED' ? 'stale' : 'listener'));
  });
}
