import type { End, Role, Said, TcpEnd } from '../model.ts';

/** What VBoxManage calls the port modes. */
export const UART_MODES = ['disconnected', 'server', 'client', 'tcpserver', 'tcpclient', 'file'] as const;
export type UartMode = (typeof UART_MODES)[number];

export const uartModeOf = (word: string): UartMode | undefined =>
  UART_MODES.find((mode) => mode === word.toLowerCase());

/** A value, and a way to the places of its parts. */
export interface Divisible {
  readonly said: Said<string>;
  /** What it has from one offset to another; undefined where that is nothing. */
  readonly part: (from: number, to?: number) => Said<string> | undefined;
}

const ROLES: Readonly<Partial<Record<UartMode, Role>>> = {
  server: 'listens',
  client: 'connects',
  tcpserver: 'listens',
  tcpclient: 'connects',
};

/** What a port with a mode and a path leads to. */
export function endOfMode(mode: Said<UartMode>, path: Divisible): End {
  const role = { value: ROLES[mode.value] ?? 'connects', at: mode.at };
  const { said } = path;
  switch (mode.value) {
    case 'tcpserver':
    case 'tcpclient': {
      const framing = { value: 'raw', at: said.at } as const;
      return { kind: 'tcp', role, address: said, ...addressParts(path, role.value), framing };
    }
    case 'server':
    case 'client':
      return { kind: 'pipe', role, path: said, form: 'socket' };
    case 'file':
      return { kind: 'file', what: said };
    case 'disconnected':
      return { kind: 'disconnected', what: said };
  }
}

/** A listener's path is its port, all of it; a connector's goes to the first colon for the host. */
export function addressParts({ said, part }: Divisible, role: Role): Pick<TcpEnd, 'host' | 'port'> {
  if (said.value === '') return {};
  if (role === 'listens') return { port: said };
  // An expression of a program: no colon in it is the address's.
  if (said.later === said.value) return { host: said, port: said };
  const colon = said.value.indexOf(':');
  if (colon < 0) return { host: said };
  const [host, port] = [part(0, colon), part(colon + 1)];
  return { ...(host === undefined ? {} : { host }), ...(port === undefined ? {} : { port }) };
}
