import type { Circumstances, LabLine } from '../../harness/config/circumstances.ts';
import type { Finding } from '../../harness/config/finding.ts';
import type {
  End,
  Format,
  Framing,
  HostSystem,
  Machine,
  Place,
  Port,
  Product,
  Role,
  Said,
} from '../../harness/config/model.ts';
import { findingsOf } from '../../harness/config/rules/check.ts';
import { Source } from '../../harness/ground/source.ts';

/** What a spec says of a port; all else is as a right one has it. */
export interface PortSays {
  readonly number?: number;
  readonly off?: true;
  readonly base?: number;
  readonly irq?: number;
  readonly uart?: string;
  readonly end?: EndSays;
}

export type EndSays =
  | {
      readonly role: Role;
      readonly address: string;
      /** Where the product splits otherwise than at the first colon. */
      readonly host?: string;
      readonly port?: string;
      readonly framing?: Framing;
      readonly waits?: boolean;
      readonly reconnects?: boolean;
      /** The address shows only when a script runs. */
      readonly later?: string;
    }
  | { readonly role: Role; readonly path: string; readonly form?: 'fifos'; readonly waits?: boolean }
  | { readonly kind: 'file' | 'device' | 'disconnected' | 'other'; readonly what?: string };

export interface MachineSays {
  readonly name?: string;
  readonly product?: Product;
  readonly host?: HostSystem;
  readonly ports?: readonly PortSays[];
  readonly inSnapshots?: readonly PortSays[];
}

const FORMATS: Readonly<Record<Product, Format>> = {
  virtualbox: 'vbox',
  qemu: 'qemu',
  vmware: 'vmx',
  libvirt: 'libvirt',
  dosbox: 'dosbox',
  'dosbox-x': 'dosbox',
};

/** Writes each value on a line of its own: so every place tells what it is a place of. */
type Say = <T>(key: string, value: T) => Said<T>;

/** A machine whose text is `KEY: VALUE` line by line. */
export function machine(says: MachineSays): Machine {
  const lines: string[] = [];
  written(says, lines, new Source('', ''));
  const source = new Source(lines.join(''), `${says.name ?? 'vm'}.txt`);
  return written(says, [], source);
}

function written(says: MachineSays, lines: string[], source: Source): Machine {
  let offset = 0;
  const say: Say = (key, value) => {
    const line = `${key}: ${String(value)}\n`;
    const start = offset + key.length + 2;
    lines.push(line);
    offset += line.length;
    return { value, at: { source, range: [start, offset - 1] } };
  };
  const { name = 'vm', product = 'virtualbox', host } = says;
  const { at } = say('machine', name);
  const portsOf = (prefix: string, ports: readonly PortSays[] = []): Port[] =>
    ports.map((port, index) =>
      portOf(product, port, index, (key, value) => say(`${prefix}${index + 1}.${key}`, value)),
    );
  return {
    format: FORMATS[product],
    product,
    name,
    at,
    ...(host === undefined ? {} : { host: say('host', host) }),
    ports: portsOf('', says.ports),
    ...(says.inSnapshots === undefined ? {} : { inSnapshots: portsOf('snapshot', says.inSnapshots) }),
    parts: {},
  };
}

function portOf(product: Product, says: PortSays, index: number, say: Say): Port {
  const number = says.number ?? index + 1;
  const { at } = say('number', number);
  return {
    number,
    at,
    enabled: say('enabled', says.off !== true),
    ...(says.base === undefined ? {} : { base: say('base', says.base) }),
    ...(says.irq === undefined ? {} : { irq: say('irq', says.irq) }),
    ...(says.uart === undefined ? {} : { uart: say('uart', says.uart) }),
    end: endOf(product, says.end ?? { kind: 'disconnected' }, say),
    parts: {},
  };
}

function endOf(product: Product, says: EndSays, say: Say): End {
  if ('kind' in says) return { kind: says.kind, what: say('what', says.what ?? says.kind) };
  if ('path' in says) {
    return {
      kind: 'pipe',
      role: say('role', says.role),
      path: say('path', says.path),
      form: says.form ?? 'socket',
      ...(says.waits === undefined ? {} : { waits: say('waits', says.waits) }),
    };
  }
  const { host, port } = split(product, says.role, says.address);
  const later = <T>(said: Said<T>): Said<T> =>
    says.later === undefined ? said : { ...said, later: says.later };
  const [ownHost, ownPort] = [says.host ?? host, says.port ?? port];
  return {
    kind: 'tcp',
    role: say('role', says.role),
    address: later(say('address', says.address)),
    ...(ownHost === undefined ? {} : { host: later(say('host', ownHost)) }),
    ...(ownPort === undefined ? {} : { port: later(say('port', ownPort)) }),
    framing: say('framing', says.framing ?? 'raw'),
    ...(says.waits === undefined ? {} : { waits: say('waits', says.waits) }),
    ...(says.reconnects === undefined ? {} : { reconnects: say('reconnects', says.reconnects) }),
  };
}

/** As the products do: at the first colon, and of VirtualBox's listener not at all. */
function split(product: Product, role: Role, address: string): { host?: string; port?: string } {
  if (product === 'virtualbox' && role === 'listens') return { port: address };
  const text = product === 'vmware' ? address.replace(/^[a-z]+:\/\//, '') : address;
  const colon = text.indexOf(':');
  if (colon < 0) return { host: text };
  return { host: text.slice(0, colon), port: text.slice(colon + 1) };
}

/** A machine with one port, COM1, over TCP. */
export const listening = (address: string, says: MachineSays & PortSays = {}): Machine =>
  machine({ name: 'ana', ...says, ports: [{ ...says, end: { role: 'listens', address } }] });

export const dialling = (address: string, says: MachineSays & PortSays = {}): Machine =>
  machine({ name: 'rui', ...says, ports: [{ ...says, end: { role: 'connects', address } }] });

export const piping = (role: Role, path: string, says: MachineSays = {}): Machine =>
  machine({ name: role === 'listens' ? 'ana' : 'rui', ...says, ports: [{ end: { role, path } }] });

export const circumstances = (some: Partial<Circumstances> = {}): Circumstances => ({
  lines: {},
  apart: false,
  system: 'linux',
  names: new Map(),
  folders: new Map(),
  ...some,
});

/** What the lab's program is run with. */
export const labLine = (com: number, says: Partial<Omit<LabLine, 'com' | 'at'>> = {}): LabLine => {
  const text = `com ${com}`;
  return { at: { source: new Source(text, '--line'), range: [0, text.length] }, com, ...says };
};

export const found = (machines: readonly Machine[], some: Partial<Circumstances> = {}): readonly Finding[] =>
  findingsOf(machines, circumstances(some));

/** `error ports-differ` of each. */
export const said = (machines: readonly Machine[], some: Partial<Circumstances> = {}): readonly string[] =>
  found(machines, some).map(({ severity, code }) => `${severity} ${code}`);

/** The key and value at a place: `1.port: 4000`. */
export function keyAt({ source, range: [start, end] }: Place): string {
  const from = source.text.lastIndexOf('\n', start - 1) + 1;
  return source.text.slice(from, end);
}
