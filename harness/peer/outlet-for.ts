import { BYTE_PROFILES, type ByteProfileName } from '../link/profile.ts';
import { ConnectingOutlet } from './connecting-outlet.ts';
import { ListeningOutlet } from './listening-outlet.ts';
import type { Outlet } from './outlet.ts';
import type { PortAddress } from './port-address.ts';
import { PtyOutlet } from './pty-outlet.ts';

export interface OutletOptions {
  readonly profile: ByteProfileName;
  /** A connector that dials until somebody listens, and again after a drop: QEMU's `reconnect`. */
  readonly reconnects?: boolean;
}

/** The outlet that an address means, by the rules of a profile. */
export function outletFor(address: PortAddress, { profile, reconnects }: OutletOptions): Outlet {
  switch (address.kind) {
    case 'listen':
      return new ListeningOutlet(address.at, BYTE_PROFILES[profile].secondConnection);
    case 'connect':
      return new ConnectingOutlet(address.at, reconnects);
    case 'pty':
      return new PtyOutlet(address.path);
  }
}
