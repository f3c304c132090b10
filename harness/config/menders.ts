import { mendDosbox } from './dosbox/mend.ts';
import type { Mender } from './format.ts';
import { mendLibvirt } from './libvirt/mend-libvirt.ts';
import type { Format } from './model.ts';
import { mendQemu } from './qemu/mend.ts';
import { mendModifyvm } from './virtualbox/mend-modifyvm.ts';
import { mendVbox } from './virtualbox/mend-vbox.ts';
import { mendVmx } from './vmx/mend.ts';

const none: Mender = () => undefined;

export const MENDERS: Readonly<Record<Format, Mender>> = {
  vbox: mendVbox,
  ovf: mendVbox,
  showvminfo: none,
  modifyvm: mendModifyvm,
  qemu: mendQemu,
  vmx: mendVmx,
  libvirt: mendLibvirt,
  dosbox: mendDosbox,
};
