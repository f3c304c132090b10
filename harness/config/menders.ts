import type { Mender } from './format.ts';
import { mendLibvirt } from './libvirt/mend-libvirt.ts';
import type { Format } from './model.ts';
import { mendVbox } from './virtualbox/mend-vbox.ts';

const none: Mender = () => undefined;

export const MENDERS: Readonly<Record<Format, Mender>> = {
  vbox: mendVbox,
  ovf: mendVbox,
  showvminfo: none,
  modifyvm: none,
  qemu: none,
  vmx: none,
  libvirt: mendLibvirt,
  dosbox: none,
};
