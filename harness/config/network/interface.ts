export type Medium = 'wired' | 'wireless' | 'unknown';

/** An interface of this computer, as far as its system tells. */
export interface NetworkInterface {
  readonly name: string;
  /** In lower case: `08:00:27:12:34:56`. */
  readonly mac?: string;
  readonly medium: Medium;
  readonly up: boolean;
  readonly loopback: boolean;
  /** A network card stands behind it: its own, or one of its bridge's. Undefined: the system does not tell. */
  readonly hardware?: boolean;
  /** The system says that a tunnel begins here. */
  readonly tunnel: boolean;
  /** IPv4 and IPv6. */
  readonly addresses: readonly string[];
}

/** What this computer has, and where in it we are. */
export interface Network {
  readonly interfaces: readonly NetworkInterface[];
  /** We see the addresses of this, and not the computer's own. */
  readonly inside?: 'container' | 'wsl';
  /** The address that the system sends from, to all the world. */
  readonly outward?: string;
}
