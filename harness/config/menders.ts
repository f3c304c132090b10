import type { Mender } from './format.ts';
import type { Format } from './model.ts';

const none: Mender = () => undefined;

export const MENDERS: Readonly<Record<Format, Mender>> = {
  vbox: none,
  ovf: none,
  showvminfo: none,
  modifyvm: none,
  qemu: none,
  vmx: none,
  libvirt: none,
  dosbox: none,
};
