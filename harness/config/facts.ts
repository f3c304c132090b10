import type { Format, HostSystem, Product, Role } from './model.ts';
import type { XmlFaultKind } from './xml/fault.ts';

/** A machine of a finding, as words name it: its own name, else its file's. */
export interface Named {
  readonly machine: string;
  readonly product: Product;
}

/** One port of it. */
export interface NamedPort extends Named {
  /** From 1. */
  readonly port: number;
}

/** What is wrong with a command line of the lab. */
export type LineFault =
  | 'function'
  | 'direction'
  | 'word-length'
  | 'stop-bits'
  | 'parity'
  | 'rate'
  | 'missing'
  | 'too-many'
  | 'too-long';

/** What each finding has to say, by its code. Codes are stable: scripts match on them. */
export interface Facts {
  // ------------------------------------------------ inputs that cannot be understood
  'file-unreadable': {
    file: string;
    why: 'missing' | 'forbidden' | 'empty-folder' | 'special' | 'other';
    detail: string;
  };
  'file-too-large': { file: string; bytes: number; most: number };
  'file-not-text': {
    file: string;
    looksLike: 'image' | 'archive' | 'disk-image' | 'program' | 'document' | 'encrypted' | 'unknown';
  };
  'file-empty': { file: string };
  /** What VirtualBox keeps of the settings before the last change. */
  'file-backup': { file: string; instead: string };
  'format-unknown': { file: string; nearest?: Format };
  'xml-malformed': { file: string; fault: XmlFaultKind };
  'vbox-encrypted': { file: string };
  'no-machine': { file: string; format: Format };
  /** More machines than can be compared. */
  'machines-too-many': { count: number; most: number };
  'line-unreadable': { option: '--line-a' | '--line-b'; fault: LineFault; text: string };
  'line-without-port': { option: '--line-a' | '--line-b'; line: string };

  // ------------------------------------------------ a settings file that its product refuses
  'iobase-attribute': { attribute: 'IOBase' | 'IOAddress'; needed: 'IOBase' | 'IOAddress'; settings: string };
  /** Of a `Port` in VirtualBox's file: `hostMode`. */
  'attribute-missing': { attribute: string };
  'hostmode-invalid': { value: string; nearest?: string };
  'slot-duplicate': { slot: number };
  'settings-too-old': Named & { settings: string; needed: '1.15' | '1.17'; for: 'tcp' | 'uartType' };
  'value-invalid': { name: string; value: string; allowed: string; nearest?: string };
  /** VMware: a key that two lines set. */
  'key-twice': { key: string };
  'value-missing': { name: string; after: string };
  'mode-unknown': Named & { word: string; nearest?: string };
  'uart-one-item': { item: string };
  'uart-mode-twice': { option: string };
  'continuation-broken': {
    character: string;
    shell: 'sh' | 'powershell' | 'cmd';
    /** `comment-line`: one stands between two lines of a command. */
    why: 'comment' | 'comment-line' | 'blank' | 'foreign';
    needed: string;
  };
  /** Quotes and dashes of printed text, pasted from a web page. */
  'typeset-characters': { written: string; plain: string };
  'qemu-option-invalid': { option: string; detail: string; nearest?: string };
  'qemu-wait-on-connector': { option: string };
  'qemu-reconnect-on-listener': { option: string };
  'qemu-reconnect-twice': Record<never, never>;
  'qemu-client-word': { option: string };
  'qemu-listens-nowhere': { id: string };
  'qemu-chardev-unknown': { id: string; known: readonly string[] };
  'qemu-chardev-unused': { id: string };

  // ------------------------------------------------ one machine
  'port-off': NamedPort & { none: boolean };
  'only-in-snapshot': NamedPort;
  'port-disconnected': NamedPort;
  'not-at-start': NamedPort;
  'leads-elsewhere': NamedPort & {
    kind: 'file' | 'device' | 'other';
    what: string;
    partner?: 'tcp' | 'pipe';
  };
  'listener-has-host': NamedPort & { address: string; wanted: number };
  'address-scheme': NamedPort & { address: string; scheme: string; plain: string };
  'address-blanks': NamedPort & { address: string; plain: string };
  'address-separator': NamedPort & { address: string; separator: string; plain: string };
  'address-missing': NamedPort & { role: Role };
  'connector-port-missing': NamedPort & { address: string; wanted: number };
  'connector-host-missing': NamedPort & { address: string; wanted: string };
  'host-ipv6': NamedPort & { address: string; wanted: string };
  'host-malformed': NamedPort & { host: string };
  'host-unresolved': NamedPort & { host: string; certain: boolean };
  'host-any': NamedPort & { host: string };
  'host-nat': NamedPort & { host: string; is: 'guest' | 'gateway' | 'dns' | 'other' };
  'host-link-local': NamedPort & { host: string };
  'port-not-number': NamedPort & { text: string; role: Role };
  'port-out-of-range': NamedPort & { text: string; becomes?: number };
  'port-privileged': NamedPort & { number: number; system: HostSystem | 'unknown' };
  'port-ephemeral': NamedPort & { number: number; system: HostSystem | 'unknown'; from: number; to: number };
  'port-taken': NamedPort & { number: number; by: string };
  'irq-wrong': NamedPort & { base: number; irq: number; needed: number };
  'base-not-standard': NamedPort & { base: number; irq: number | undefined };
  'base-shared': NamedPort & { base: number; other: number };
  'irq-shared': NamedPort & { irq: number; other: number };
  'not-com1': NamedPort & { com: number };
  'no-fifo': NamedPort & { uart: string };
  'pipe-name-windows': NamedPort & { path: string; wanted: string };
  'pipe-name-unix': NamedPort & { path: string; wanted: string };
  'pipe-path-too-long': NamedPort & { path: string; bytes: number; most: number };
  'pipe-folder-missing': NamedPort & { path: string; folder: string; certain: boolean };
  'fifos-both-ways': NamedPort & { path: string };
  'listener-waits': NamedPort & { option: string };
  'not-raw': NamedPort & { framing: string };
  'no-reconnect': NamedPort;

  // ------------------------------------------------ two machines
  'same-file': { file: string };
  'one-machine': Named;
  /** `a` is the one that is best to listen, and `b` to connect. */
  'both-listen': { a: NamedPort; b: NamedPort };
  'both-connect': { a: NamedPort; b: NamedPort };
  /** Each has the address that the other's role wants: `listener` is to connect, `connector` to listen. */
  'roles-swapped': { listener: NamedPort; connector: NamedPort };
  'ports-differ': { listener: NamedPort; connector: NamedPort; listens: number; dials: number };
  'pipes-differ': { a: NamedPort; b: NamedPort; pathA: string; pathB: string };
  /** `b` is the one to change. */
  /** `a` listens, and `b` connects. */
  'tcp-not-chosen': { a: NamedPort; b: NamedPort; path: string };
  'transports-differ': { a: NamedPort; b: NamedPort; kindA: 'tcp' | 'pipe'; kindB: 'tcp' | 'pipe' };
  'pipe-across-computers': { a: NamedPort; b: NamedPort };
  'framings-differ': { a: NamedPort; b: NamedPort; framingA: string; framingB: string };
  'wrong-host': { listener: NamedPort; connector: NamedPort; host: string; bound: string };
  'listener-loopback': { listener: NamedPort; connector: NamedPort; bound: string; host: string };
  'loopback-across-computers': {
    listener: NamedPort;
    connector: NamedPort;
    host: string;
    systems?: readonly [string, string];
  };
  'two-connectors': { listener: NamedPort; first: NamedPort; second: NamedPort };
  'two-listeners': { first: NamedPort; second: NamedPort; number: number };
  'com-numbers-differ': { a: NamedPort; b: NamedPort; comA: number; comB: number };

  // ------------------------------------------------ the lab's command lines
  'lab-port-not-linked': NamedPort & { com: number; linked: number };
  'lines-differ': {
    lineA: string;
    lineB: string;
    differ: readonly ('rate' | 'bits' | 'parity' | 'stop')[];
    onWire: boolean;
  };
  'both-send': Record<never, never>;
  'both-receive': Record<never, never>;
}

export type Code = keyof Facts;

/** Those after which nothing can be said of the machines: exit code 2. */
export const NOT_UNDERSTOOD: ReadonlySet<Code> = new Set<Code>([
  'file-unreadable',
  'file-too-large',
  'file-not-text',
  'file-empty',
  'file-backup',
  'format-unknown',
  'xml-malformed',
  'vbox-encrypted',
  'no-machine',
  'machines-too-many',
  'line-unreadable',
  'line-without-port',
]);

/** What keeps no byte from going across, and yet a test from passing. */
export const OF_A_TEST: ReadonlySet<Code> = new Set<Code>([
  'irq-wrong',
  'irq-shared',
  'no-fifo',
  'not-com1',
  'lab-port-not-linked',
  'lines-differ',
  'both-send',
  'both-receive',
]);
