import type { Named } from '../facts.ts';
import type { HostSystem, Product } from '../model.ts';
import { shown } from './quoting.ts';

export const machineOf = ({ machine }: Named): string => shown(machine);

/** At the beginning of a sentence. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const PRODUCTS: Readonly<Record<Product, string>> = {
  virtualbox: 'VirtualBox',
  qemu: 'QEMU',
  vmware: 'VMware',
  libvirt: 'libvirt',
  dosbox: 'DOSBox',
  'dosbox-x': 'DOSBox-X',
};

export const SYSTEMS: Readonly<Record<HostSystem, string>> = {
  windows: 'Windows',
  linux: 'Linux',
  macosx: 'macOS',
  freebsd: 'FreeBSD',
  solaris: 'Solaris',
  genode: 'Genode',
};

export const systemNamed = (name: string): string =>
  Object.hasOwn(SYSTEMS, name) ? SYSTEMS[name as HostSystem] : name;
