import type { Hypervisor } from '../config/hypervisor.ts';
import type { Framing, Product, Role } from '../config/model.ts';
import type { Side } from '../ground/side.ts';
import type { Transport } from '../link/profile.ts';
import type { LineSetup, Mode } from '../scenario/model.ts';
import type { DirectionResult } from './result.ts';

/** What booting two configured machines came to: plain data, which is also its JSON form. */
export type BootReport = NotBooted | Booted;

export interface NotBooted {
  readonly kind: 'not-booted';
  readonly machines: Readonly<Record<Side, { readonly name: string; readonly product: Product }>>;
  readonly obstacle: Obstacle;
}

/** Why there is nothing to boot: what joins two machines is not there. */
export type Obstacle =
  | { readonly why: 'off'; readonly side: Side }
  /** A file, a device, nothing. */
  | { readonly why: 'no-socket'; readonly side: Side }
  /** It shows only when a script runs. */
  | { readonly why: 'later'; readonly side: Side; readonly text: string }
  | { readonly why: 'both-listen' | 'both-connect' | 'transports-differ' }
  | { readonly why: 'ports-differ'; readonly listens: string; readonly dials: string }
  | { readonly why: 'paths-differ'; readonly listens: string; readonly dials: string }
  | { readonly why: 'port-invalid'; readonly side: Side; readonly text: string }
  | { readonly why: 'framings-differ'; readonly a: Framing; readonly b: Framing }
  /** QEMU's pair of FIFOs: nobody listens on them, and nobody calls. */
  | { readonly why: 'fifos'; readonly side: Side }
  /** The lab's program opens a COM port that is not there. */
  | { readonly why: 'no-port'; readonly side: Side; readonly com: number; readonly base: number | undefined };

export interface Booted {
  readonly kind: 'booted';
  readonly machines: Readonly<Record<Side, BootedMachine>>;
  readonly listens: Side;
  readonly transport: 'tcp' | 'pipe';
  /** What stands in the files, and what it was on this computer. */
  readonly mapped: readonly Mapped[];
  /** The smaller of both word lengths: values go from 0 to 2^bits - 1. */
  readonly bits: number;
  /** The listener first, then the connector first; polled. */
  readonly orders: readonly BootOrder[];
  /** The lab's other ways to wait for the chip, the listener first. */
  readonly modes: readonly Exchange[];
  /** On a wire, where line settings were given. */
  readonly wire?: Exchange;
  /** All bytes came in both orders and in all modes; the wire aside. */
  readonly works: boolean;
}

export interface BootedMachine extends Hypervisor {
  readonly name: string;
  readonly product: Product;
  readonly role: Role;
  readonly com: number;
  /** The IRQ that a program which opens this COM port waits for. */
  readonly irq: number;
  /** The IRQ that the configuration gives it. */
  readonly wiredTo: number;
  /** It does not start before its peer has connected: QEMU's `wait`. */
  readonly waits: boolean;
  readonly line: LineSetup;
}

export type Mapped =
  | { readonly what: 'host'; readonly from: string; readonly to: string }
  /** To one in a temporary folder. */
  | { readonly what: 'pipe'; readonly from: string }
  /** To any free one. */
  | { readonly what: 'port'; readonly from: number; readonly why: 'busy' | 'forbidden' };

export interface BootOrder {
  readonly first: Side;
  /** The first one did not start, since nobody listened; then the other one was started, and it once more. */
  readonly refused: boolean;
  readonly exchange: Exchange;
}

/** All values both ways at once. */
export interface Exchange {
  readonly transport: Transport;
  readonly mode: Mode;
  readonly passed: boolean;
  /** From A, then from B. */
  readonly directions: readonly DirectionResult[];
}
