import type { Product } from '../model.ts';
import { BOOT_EN } from './en-boot.ts';
import type { Language } from './language.ts';
import { PRODUCTS } from './names.ts';
import { BOOT_PT } from './pt-boot.ts';

/** What booting two machines came to, in one language. Names of machines come in quotes already. */
export interface BootWords {
  readonly title: (a: string, b: string) => string;
  readonly assumed: (machine: string, as: string, why: 'version' | 'product') => string;
  readonly host: (from: string, to: string) => string;
  readonly pipe: (path: string) => string;
  readonly port: (port: number, why: 'busy' | 'forbidden') => string;
  readonly waits: (machine: string, peer: string) => string;
  /** Only these values are sent: a character has so many bits. */
  readonly values: (bits: number, last: string) => string;

  readonly first: (machine: string) => string;
  /** What happens then to the machine that connects, before the bytes go. */
  readonly refused: (product: string, listener: string) => string;
  readonly retried: (listener: string) => string;
  readonly mode: Readonly<Record<'int' | 'fifo', string>>;
  readonly wire: (a: string, b: string) => string;

  readonly allCame: (count: number) => string;
  /** `same`: those that came are those that were sent, as far as they go. */
  readonly came: (from: string, to: string, received: number, sent: number, same: boolean) => string;
  readonly withFlag: (count: number, flag: string) => string;
  /** As wide as the other one. */
  readonly wanted: string;
  readonly got: string;

  readonly irq: (machine: string, com: number, wired: number, needed: number) => string;
  readonly failsOnWire: (products: string) => string;
  readonly and: string;

  readonly notBooted: string;
  readonly obstacle: ObstacleWords;
}

export interface ObstacleWords {
  readonly off: (machine: string) => string;
  readonly noSocket: (machine: string) => string;
  readonly later: (machine: string, text: string) => string;
  readonly bothListen: string;
  readonly bothConnect: string;
  readonly transportsDiffer: string;
  readonly portsDiffer: (listens: string, dials: string) => string;
  readonly pathsDiffer: (listens: string, dials: string) => string;
  readonly portInvalid: (machine: string, text: string) => string;
  readonly framingsDiffer: (a: string, b: string) => string;
  readonly fifos: (machine: string) => string;
  readonly noPort: (machine: string, com: number, base: string | undefined) => string;
}

export const BOOT_WORDS: Readonly<Record<Language, BootWords>> = { en: BOOT_EN, pt: BOOT_PT };

/** What runs a machine: libvirt only starts QEMU. */
export const RUNNERS: Readonly<Record<Product, string>> = { ...PRODUCTS, libvirt: PRODUCTS.qemu };
