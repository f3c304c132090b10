import type { LineFault } from '../../facts.ts';
import type { XmlFaultKind } from '../../xml/fault.ts';
import type { Entries } from '../catalogue.ts';
import { quoted, shown } from '../quoting.ts';
import { CHECK_AGAIN } from './names.ts';

const FORMAT_NAMES = {
  vbox: 'a VirtualBox settings file (.vbox)',
  ovf: 'an OVF file',
  showvminfo: 'the output of VBoxManage showvminfo',
  modifyvm: 'VBoxManage commands',
  qemu: 'a QEMU command line',
  vmx: 'a VMware .vmx file',
  libvirt: 'a libvirt domain file',
  dosbox: 'a DOSBox configuration',
} as const;

const UNREADABLE = {
  missing: 'there is no such file',
  forbidden: 'you may not read it',
  'empty-folder': 'it is a folder without a configuration in it',
  special: 'it is not a regular file',
} as const;

const LOOKS_LIKE = {
  image: 'a picture',
  archive: 'an archive',
  'disk-image': 'a virtual disk',
  program: 'a program',
  document: 'a document of an office program',
  encrypted: 'encrypted',
  unknown: 'no text',
} as const;

const WHERE_SETTINGS_ARE =
  'Give the machine’s .vbox file (in VirtualBox: right-click the machine, Show in File Manager), or the command line of QEMU as a text.';

export const INPUTS = {
  'file-unreadable': {
    what: ({ file, why, detail }) =>
      `${shown(file)} cannot be read: ${why === 'other' ? quoted(detail) : UNREADABLE[why]}.`,
    fix: ({ why }) =>
      why === 'missing' ? 'Check the path, and put it into quotes if it has blanks.' : WHERE_SETTINGS_ARE,
    page: 'The file that was named could not be opened. Paths with blanks need quotes; a file in another user’s folder needs the right to read it; and a folder must have a settings file in it.',
  },
  'file-too-large': {
    what: ({ file, bytes, most }) =>
      `${shown(file)} has ${bytes} bytes, and a configuration has ${most} at most.`,
    why: () => 'Settings are a few kilobytes; a file of this size is most likely a disk or a recording.',
    fix: () => WHERE_SETTINGS_ARE,
    page: 'A virtual machine’s settings take a few kilobytes. A file that is far larger is something else, a virtual disk say, and is not read.',
  },
  'file-not-text': {
    what: ({ file, looksLike }) => `${shown(file)} is no configuration: it is ${LOOKS_LIKE[looksLike]}.`,
    fix: () => WHERE_SETTINGS_ARE,
    page: 'The file has bytes that no text has. A screenshot of the settings window shows the settings to people only: give the settings file itself, or what `VBoxManage showvminfo NAME --machinereadable` prints.',
  },
  'file-empty': {
    what: ({ file }) => `${shown(file)} is empty.`,
    fix: () => 'Save the machine’s settings once more, or give another file.',
    page: 'There is nothing in the file. A disk that was full, or a command whose output went elsewhere, leaves such files behind.',
  },
  'file-backup': {
    what: ({ file }) => `${shown(file)} is what VirtualBox keeps of the settings before their last change.`,
    why: () => 'The machine does not run with these settings any more.',
    fix: ({ instead }) => `Give ${shown(instead)}.`,
    page: 'VirtualBox keeps the settings of before the last change in NAME.vbox-prev. What the machine runs with is NAME.vbox. If that is damaged, copy the other one over it, start VirtualBox, and give NAME.vbox.',
  },
  'format-unknown': {
    what: ({ file }) => `${shown(file)} is not a configuration of a machine that is known here.`,
    why: ({ nearest }) =>
      nearest === undefined
        ? 'Nothing in it looks like VirtualBox, QEMU, VMware, libvirt or DOSBox.'
        : `It comes nearest to ${FORMAT_NAMES[nearest]}, but what such a file needs is missing.`,
    fix: () => WHERE_SETTINGS_ARE,
    page: 'A file is recognised by what is in it, not by its name: a VirtualBox .vbox or OVF file, the output of `VBoxManage showvminfo --machinereadable`, VBoxManage or QEMU command lines (also within scripts, Vagrantfiles and Packer files), a VMware .vmx file, a libvirt domain, or a DOSBox configuration. This one is none of them.',
  },
  'xml-malformed': {
    what: ({ fault }) =>
      fault === 'ends-early' ? 'The file ends too early.' : 'The file is not well-formed XML.',
    why: ({ fault }) => FAULTS[fault],
    fix: ({ fault }) =>
      fault === 'ends-early'
        ? 'Take the whole file: copy it again, or use the .vbox-prev file beside it.'
        : 'Undo the last change that was made by hand, or use the .vbox-prev file beside it.',
    next: () => CHECK_AGAIN,
    page: 'A .vbox file and a libvirt domain are XML. If an angle bracket, a quote or a closing tag is missing, or if only part of the file was copied, neither the product nor this program can read it. VirtualBox keeps the version before the last change as NAME.vbox-prev.',
  },
  'vbox-encrypted': {
    what: ({ file }) => `The settings in ${shown(file)} are encrypted.`,
    why: () =>
      'VirtualBox 7 can encrypt a machine together with its settings, and then only VirtualBox can read them.',
    fix: () => 'Give what `VBoxManage showvminfo NAME --machinereadable` prints instead.',
    page: 'An encrypted machine’s .vbox file has a keyId and a long text in base64 where the settings would be. VirtualBox can show them, once it has the password: `VBoxManage showvminfo NAME --machinereadable > NAME.txt`.',
  },
  'no-machine': {
    what: ({ file, format }) => `${shown(file)} is ${FORMAT_NAMES[format]}, but describes no machine.`,
    fix: () => WHERE_SETTINGS_ARE,
    page: 'The file has the right form, but there is no machine in it: VirtualBox.xml, for example, is the list of all machines, and not the settings of one.',
  },
  'machines-too-many': {
    what: ({ count, most }) => `There are ${count} machines, and at most ${most} can be compared.`,
    fix: () => 'Name the files of the two machines that are to talk.',
    page: 'The files together describe more machines than anybody wants to compare. Give the two that are to talk.',
  },
  'line-unreadable': {
    what: ({ option }) => `The command line in ${option} cannot be understood.`,
    why: ({ fault, text }) => LINE_FAULTS[fault](shown(text)),
    fix: ({ option }) => `Give it as the lab’s program takes it: ${option} "com 1 tx 8 1 even 9600 hello".`,
    page: 'The options --line-a and --line-b take the arguments that the lab’s program is run with in the first and the second machine: `com 1 tx 8 1 even 9600 hello`, `set 1 8 1 even 9600`, `conf 1`. So the settings of both lines can be compared.',
  },
  'line-without-port': {
    what: ({ option, line }) => `The command line in ${option} names no COM port: ${shown(line)}.`,
    fix: () => 'Give 1 or 2 after the name of the test: com 1, set 2, conf 1.',
    page: 'The lab’s program opens COM1 or COM2, whichever its command line says: `com 1 rx 8 1 even 9600`. Without that number, nobody knows which port it means.',
  },
} satisfies Partial<Entries>;

const FAULTS: Readonly<Record<XmlFaultKind, string>> = {
  'ends-early': 'An element is still open where the text ends: part of it is missing.',
  'closing-tag': 'This closing tag does not belong to the element that is open here.',
  attribute: 'An attribute is written name="value", with both quotes.',
  'attribute-twice': 'An element has each attribute once.',
  ampersand: 'The character & is written &amp; in XML.',
  entities: 'It declares entities of its own, which no settings file does.',
  character: 'This character cannot stand here.',
  'outside-root': 'Nothing may stand outside the one element that holds all.',
  markup: 'A comment or a declaration is not as XML wants it.',
  'too-large': 'It is deeper, or has more parts, than any settings file.',
};

const LINE_FAULTS: Readonly<Record<LineFault, (text: string) => string>> = {
  function: (text) => `${text} is no test of the lab: it is conf, set, com, poll, int or fifo.`,
  direction: (text) => `${text} is no direction: it is tx or rx.`,
  'word-length': (text) => `${text} is no word length: a character has 5, 6, 7 or 8 bits.`,
  'stop-bits': (text) => `${text} is no number of stop bits: it is 1 or 2, and 2 means 1.5 with 5 bits.`,
  parity: (text) => `${text} is no parity: it is even, odd or none.`,
  rate: (text) => `${text} is no rate: it divides 115200, and the divisor has 16 bits.`,
  missing: () => 'The line ends too early.',
  'too-many': (text) => `${text} is more than the lab’s program takes.`,
  'too-long': () => 'The lab’s program takes at most 512 characters.',
};
