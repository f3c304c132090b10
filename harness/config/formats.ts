import type { Source } from '../ground/source.ts';
import { looksLikeDosbox, readDosbox } from './dosbox/read.ts';
import type { Reader } from './format.ts';
import { holdsDomain, readLibvirt } from './libvirt/libvirt.ts';
import type { Format } from './model.ts';
import { looksLikeQemu, readQemu } from './qemu/read.ts';
import { looksLikeModifyvm, readModifyvm } from './virtualbox/modifyvm.ts';
import { readOvf } from './virtualbox/ovf.ts';
import { looksLikeShowvminfo, readShowvminfo } from './virtualbox/showvminfo.ts';
import { readVbox } from './virtualbox/vbox.ts';
import { looksLikeVmx, readVmx } from './vmx/read.ts';
import { type XmlKind, xmlKindOf } from './xml/kind.ts';

/** How a format is known by its content, whatever its file is called, and read. */
export interface TextFormat {
  readonly format: Format;
  readonly recognises: (source: Source) => boolean;
  readonly read: Reader;
}

export interface KnownFormats {
  /** Of these a text is one, and nothing else. */
  readonly documents: readonly TextFormat[];
  /** These stand line by line: one script may hold several. */
  readonly lines: readonly TextFormat[];
}

const isXml =
  (kind: XmlKind): TextFormat['recognises'] =>
  (source) =>
    xmlKindOf(source) === kind;

export const KNOWN: KnownFormats = {
  documents: [
    { format: 'vbox', recognises: isXml('vbox'), read: readVbox },
    { format: 'ovf', recognises: isXml('ovf'), read: readOvf },
    { format: 'libvirt', recognises: isXml('libvirt'), read: readLibvirt },
  ],
  lines: [
    { format: 'showvminfo', recognises: looksLikeShowvminfo, read: readShowvminfo },
    { format: 'modifyvm', recognises: looksLikeModifyvm, read: readModifyvm },
    { format: 'qemu', recognises: looksLikeQemu, read: readQemu },
    { format: 'vmx', recognises: looksLikeVmx, read: readVmx },
    { format: 'dosbox', recognises: looksLikeDosbox, read: readDosbox },
    { format: 'libvirt', recognises: holdsDomain, read: readLibvirt },
  ],
};
