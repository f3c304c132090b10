import type { LabLine } from '../../harness/config/circumstances.ts';
import type { End, Machine, Port, Role, Said, TcpEnd } from '../../harness/config/model.ts';
import type { PortOf } from '../../harness/config/pair.ts';
import { Source } from '../../harness/ground/source.ts';

/** Machines of the configuration model, made by hand. */
const at = { source: new Source('', 'lab.vbox'), range: [0, 0] } as const;

export const said = <T>(value: T): Said<T> => ({ value, at });
export const later = <T>(value: T, text: string): Said<T> => ({ value, at, later: text });

export const tcp = (role: Role, port: string, host?: string, more: Partial<TcpEnd> = {}): TcpEnd => ({
  kind: 'tcp',
  role: said(role),
  address: said(host === undefined ? port : `${host}:${port}`),
  port: said(port),
  framing: said('raw'),
  ...(host === undefined ? {} : { host: said(host) }),
  ...more,
});

export const pipe = (role: Role, path: string): End => ({
  kind: 'pipe',
  role: said(role),
  path: said(path),
  form: 'socket',
});

interface Settings {
  readonly name?: string;
  readonly machine?: Partial<Machine>;
  readonly port?: Partial<Port>;
}

export function configured(end: End, { name = 'lab', machine = {}, port = {} }: Settings = {}): PortOf {
  const first: Port = { number: 1, at, enabled: said(true), end, parts: {}, ...port };
  return {
    port: first,
    machine: {
      format: 'vbox',
      product: 'virtualbox',
      productVersion: '5.0.40',
      name,
      at,
      ports: [first],
      parts: {},
      ...machine,
    },
  };
}

/** A listener and a connector of the same settings, but for what is given. */
export const pairOver = (end: (role: Role) => End, a: Settings = {}, b: Settings = {}) => ({
  A: configured(end('listens'), { name: 'ana', ...a }),
  B: configured(end('connects'), { name: 'rui', ...b }),
});

export const labLine = (
  rate: number,
  parity: 'none' | 'even' | 'odd' = 'none',
  bits = 8,
  com = 1,
): LabLine => ({ at, com, line: { bits, stop: 1, parity, rate } });
