import { endWords } from '../dosbox/mend.ts';
import { sourceText, typeFor } from '../libvirt/mend-libvirt.ts';
import type { Product } from '../model.ts';
import { chardevValue, serialValue } from '../qemu/spelling.ts';
import { modeFor, pathFor } from '../virtualbox/spelling.ts';
import { escaped } from '../vmx/dictionary.ts';
import { endSettings } from '../vmx/mend.ts';
import { hex } from '../words/quoting.ts';
import { elementText } from '../xml/edit.ts';
import type { Change, EndChange } from './change.ts';

/** What to type, or to write into the settings file, for a change: one line or several. */
export const commandFor = (change: Change): string => COMMANDS[change.machine.product](change);

const COMMANDS: Readonly<Record<Product, (change: Change) => string>> = {
  virtualbox,
  qemu,
  vmware,
  libvirt: ({ machine }) => `virsh edit ${nameOf(machine.name)}`,
  dosbox,
  'dosbox-x': dosbox,
};

function virtualbox({ machine, port, enable, base, irq, resources, uart, end }: Change): string {
  const name = nameOf(machine.name);
  const options = [
    ...(enable || resources ? [`--uart${port} ${hex(base)} ${irq}`] : []),
    ...(uart === undefined ? [] : [`--uarttype${port} ${uart}`]),
    ...(end === undefined ? [] : [`--uartmode${port} ${modeFor(end.wish)} ${quoted(pathFor(end.wish))}`]),
  ];
  return [
    ...(machine.saved === undefined ? [] : [`VBoxManage discardstate ${name}`]),
    `VBoxManage modifyvm ${name} ${options.join(' ')}`,
  ].join('\n');
}

function qemu({ port, base, irq, resources, end }: Change): string {
  const id = `serial${port - 1}`;
  const chardev = end === undefined ? [] : ['-chardev', quoted(chardevValue(end.wish, id))];
  if (resources) {
    const device = `isa-serial,chardev=${id},iobase=${hex(base).toLowerCase()},irq=${irq}`;
    return [...chardev, '-device', device].join(' ');
  }
  if (end === undefined) return '-serial tcp::4000,server=on,wait=off';
  const value = serialValue(end.wish);
  // An address of IPv6 has no room in the short form.
  return value === undefined
    ? ['-serial', `chardev:${id}`, ...chardev].join(' ')
    : `-serial ${quoted(value)}`;
}

function vmware({ port, enable, end }: Change): string {
  const settings = {
    ...(enable || end?.mode === true ? { present: 'TRUE' } : {}),
    ...(end === undefined ? {} : endSettings(end.wish)),
  };
  return Object.entries(settings)
    .map(([field, value]) => `serial${port - 1}.${field} = "${escaped(value)}"`)
    .join('\n');
}

function dosbox({ machine, port, end }: Change): string {
  const parameters = end === undefined || end.wish.kind === 'pipe' ? [] : endWords(end.wish, machine.product);
  return [`serial${port}=nullmodem`, ...parameters].join(' ');
}

/** What its serial port is to have in it, where its place is to change and its end is not. */
export const addressElement = ({ base, irq }: Change): string =>
  elementText('address', { type: 'isa', iobase: hex(base).toLowerCase(), irq: `0x${irq.toString(16)}` }, "'");

/** The element that a libvirt domain is to have. */
export function serialElement(port: number, { wish }: EndChange): string {
  const target = elementText('target', { port: String(port - 1) }, "'");
  const protocol = wish.kind === 'tcp' ? [elementText('protocol', { type: 'raw' }, "'")] : [];
  const children = [sourceText(wish, "'", ''), ...protocol, target];
  return elementText('serial', { type: typeFor(wish) }, "'", children);
}

const PLAIN = /^[\w.:/\\@+=,-]*[\w.:/@+=,-]$/;
/** No shell of Unix or Windows does anything with these between double quotes; PowerShell ends them at typographic ones. */
const HARMLESS = /^[^"“”„$`%!\\\p{Cc}]+$/u;

/** A machine's name for a shell. One that a shell might run or change is left for the reader to fill in. */
const nameOf = (name: string | undefined): string =>
  name === undefined || !(PLAIN.test(name) || HARMLESS.test(name)) || name.startsWith('-')
    ? 'NAME'
    : quoted(name);

const quoted = (text: string): string =>
  PLAIN.test(text) ? text : `"${withoutBackslashes(text.replace(/["“”„$`!\p{Cc}]/gu, ''))}"`;

/** At the end, where one would take the closing quote along. */
function withoutBackslashes(text: string): string {
  let end = text.length;
  while (text.charAt(end - 1) === '\\') end -= 1;
  return text.slice(0, end);
}
