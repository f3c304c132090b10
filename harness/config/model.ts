import type { Range, Source } from '../ground/source.ts';

/** A place in a text from outside. */
export interface Place {
  readonly source: Source;
  readonly range: Range;
}

/** A value, and where it is said. */
export interface Said<T> {
  readonly value: T;
  readonly at: Place;
  /** What it hangs on, `$PORT` say, where it shows only when a script runs: then `value` means nothing. */
  readonly later?: string;
}

export const FORMATS = ['vbox', 'ovf', 'showvminfo', 'modifyvm', 'qemu', 'vmx', 'libvirt', 'dosbox'] as const;
export type Format = (typeof FORMATS)[number];

export type Product = 'virtualbox' | 'qemu' | 'vmware' | 'libvirt' | 'dosbox' | 'dosbox-x';

/** The system of the computer that the machine runs on, as a `.vbox` file's version names it. */
export const HOST_SYSTEMS = ['windows', 'linux', 'macosx', 'freebsd', 'solaris', 'genode'] as const;
export type HostSystem = (typeof HOST_SYSTEMS)[number];

/** Places that a format's mender needs, by names of its own: an attribute, an element, an option. */
export type Parts = Readonly<Record<string, Place>>;

/** A machine as its configuration describes it. */
export interface Machine {
  readonly format: Format;
  readonly product: Product;
  /** As its owner calls it; undefined where the text has no name for it. */
  readonly name: string | undefined;
  /** What words call it, where its name is another machine's too, or where it has none. */
  readonly title?: string;
  /** Its heading: what is missing is missing here. */
  readonly at: Place;
  /** Undefined: the text does not say. */
  readonly host?: Said<HostSystem>;
  /** The version of the settings file's format: `1.19`. */
  readonly settings?: Said<string>;
  /** The product's own version, where the text has it: `7.0.14`. */
  readonly productVersion?: string;
  /** Its state is saved: no setting can be changed before it is powered off or the state discarded. */
  readonly saved?: Place;
  /** All that it names, those that are off included, by number. */
  readonly ports: readonly Port[];
  /** Ports that are on in a snapshot of it. */
  readonly inSnapshots?: readonly Port[];
  readonly parts: Parts;
}

export interface Port {
  /** From 1: slot + 1, serialN + 1, the nth `-serial`. */
  readonly number: number;
  readonly at: Place;
  readonly enabled: Said<boolean>;
  /** Undefined: not said, so that of COM`number`. */
  readonly base?: Said<number>;
  readonly irq?: Said<number>;
  /** The UART's type as written. Undefined: not said, so a 16550A. */
  readonly uart?: Said<string>;
  readonly end: End;
  readonly parts: Parts;
}

export type Role = 'listens' | 'connects';

/** How bytes stand on the socket. Only `raw` leaves them as they are. */
export type Framing = 'raw' | 'telnet' | 'tls' | 'websocket' | 'nullmodem' | 'udp';

/** What a port leads to. */
export type End = TcpEnd | PipeEnd | OtherEnd;

export interface TcpEnd {
  readonly kind: 'tcp';
  readonly role: Said<Role>;
  /** All of what the product's field for the address has: `10.0.0.2:4000`, `tcp://:4000`. */
  readonly address: Said<string>;
  /** As the product splits it off. Undefined: none. A listener's is the interface that it binds to. */
  readonly host?: Said<string>;
  /** As the product splits it off, be it a number or not. Undefined: none. */
  readonly port?: Said<string>;
  readonly framing: Said<Framing>;
  /** QEMU: the machine does not start before somebody has connected. */
  readonly waits?: Said<boolean>;
  /** It dials again after a drop. */
  readonly reconnects?: Said<boolean>;
}

export interface PipeEnd {
  readonly kind: 'pipe';
  readonly role: Said<Role>;
  readonly path: Said<string>;
  /** QEMU: the machine does not start before somebody has connected. */
  readonly waits?: Said<boolean>;
  /** A local socket (a named pipe on Windows), or QEMU's pair of FIFOs. */
  readonly form: 'socket' | 'fifos';
}

export interface OtherEnd {
  /** `other`: standard input, a pseudo-terminal, another chardev. */
  readonly kind: 'file' | 'device' | 'disconnected' | 'other';
  /** Its path, or the word for it: `stdio`. */
  readonly what: Said<string>;
}

/** The places of the PC's four ports (by number, from 1). */
export const STANDARD_PORTS = [
  { number: 1, base: 0x3f8, irq: 4 },
  { number: 2, base: 0x2f8, irq: 3 },
  { number: 3, base: 0x3e8, irq: 4 },
  { number: 4, base: 0x2e8, irq: 3 },
] as const;

export const standardOf = (number: number) => STANDARD_PORTS.find((each) => each.number === number);

export const standardAt = (base: number | undefined) => STANDARD_PORTS.find((each) => each.base === base);

/** The base that a port has, said or not; undefined where that shows only when a script runs. */
export const baseOf = ({ base, number }: Port): number | undefined =>
  base === undefined ? standardOf(number)?.base : base.later === undefined ? base.value : undefined;

export const irqOf = (port: Port): number | undefined => {
  const { irq } = port;
  if (irq !== undefined) return irq.later === undefined ? irq.value : undefined;
  return standardAt(baseOf(port))?.irq;
};

/** The number of the COM port at its base: 1 for 0x3F8. Undefined where there is none. */
export const comOf = (port: Port): number | undefined => standardAt(baseOf(port))?.number;
