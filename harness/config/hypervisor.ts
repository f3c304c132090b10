import type { ByteProfileName } from '../link/profile.ts';
import type { Machine } from './model.ts';

/** Whose rules a machine's serial port keeps. */
export interface Hypervisor {
  readonly profile: ByteProfileName;
  /** What the text does not say, or what we have no rules of, so that the nearest ones are taken. */
  readonly assumed?: 'version' | 'product';
}

/** A settings file of this format or a later one was written by VirtualBox 6 or a later one; 5 wrote none above 1.16. */
const SETTINGS_OF_6 = 17;

export function hypervisorOf(machine: Machine): Hypervisor {
  switch (machine.product) {
    case 'virtualbox':
      return virtualBoxOf(machine);
    case 'qemu':
    case 'libvirt':
      return { profile: 'qemu' };
    case 'vmware':
    case 'dosbox':
    case 'dosbox-x':
      return { profile: 'virtualbox', assumed: 'product' };
  }
}

function virtualBoxOf({ productVersion, settings }: Machine): Hypervisor {
  const major = Number(/^\d{1,3}/.exec(productVersion ?? '')?.[0] ?? Number.NaN);
  if (!Number.isNaN(major)) return { profile: major < 6 ? 'virtualbox5' : 'virtualbox' };
  const minor = Number(/^1\.(\d{1,3})/.exec(settings?.value ?? '')?.[1] ?? 0);
  return minor >= SETTINGS_OF_6 ? { profile: 'virtualbox' } : { profile: 'virtualbox5', assumed: 'version' };
}
