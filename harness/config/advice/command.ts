import type { Product } from '../model.ts';
import type { PipeWish, TcpWish } from '../wish.ts';
import { addressOf, type Change } from './change.ts';

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

const hex = (value: number): string => `0x${value.toString(16).toUpperCase()}`;

function virtualbox({ machine, port, enable, base, irq, resources, uart, end }: Change): string {
  const name = nameOf(machine.name);
  const options = [
    ...(enable || resources ? [`--uart${port} ${hex(base)} ${irq}`] : []),
    ...(uart === undefined ? [] : [`--uarttype${port} ${uart}`]),
    ...(end === undefined ? [] : [`--uartmode${port} ${modeFor(end.wish)} ${quoted(addressOf(end.wish))}`]),
  ];
  return [
    ...(machine.saved === undefined ? [] : [`VBoxManage discardstate ${name}`]),
    `VBoxManage modifyvm ${name} ${options.join(' ')}`,
  ].join('\n');
}

const modeFor = ({ kind, role }: TcpWish | PipeWish): string =>
  `${kind === 'tcp' ? 'tcp' : ''}${role === 'listens' ? 'server' : 'client'}`;

function qemu({ port, base, irq, resources, end }: Change): string {
  if (!resources)
    return `-serial ${end === undefined ? 'tcp::4000,server=on,wait=off' : serialFor(end.wish)}`;
  const id = `serial${port - 1}`;
  const device = `-device isa-serial,chardev=${id},iobase=${hex(base).toLowerCase()},irq=${irq}`;
  return end === undefined ? device : `-chardev ${chardevFor(end.wish, id)} ${device}`;
}

function serialFor(wish: TcpWish | PipeWish): string {
  if (wish.kind === 'pipe') return quoted(`unix:${doubled(wish.path)}${listening(wish)}`);
  if (wish.role === 'listens') return `tcp:${wish.host ?? ''}:${wish.port}${listening(wish)}`;
  const again = wish.reconnects === true ? ',reconnect=1' : '';
  // The short form splits at the first colon, so it has no room for an IPv6 address.
  if (wish.host.includes(':')) return `chardev:serial0 -chardev ${chardevFor(wish, 'serial0')}`;
  return `tcp:${wish.host}:${wish.port}${again}`;
}

function chardevFor(wish: TcpWish | PipeWish, id: string): string {
  const where =
    wish.kind === 'pipe' ? `path=${doubled(wish.path)}` : `host=${wish.host ?? '0.0.0.0'},port=${wish.port}`;
  const again = wish.kind === 'tcp' && wish.role === 'connects' && wish.reconnects ? ',reconnect=1' : '';
  return quoted(`socket,id=${id},${where}${listening(wish)}${again}`);
}

const listening = ({ role }: TcpWish | PipeWish): string => (role === 'listens' ? ',server=on,wait=off' : '');

/** A comma in a value of QEMU's options. */
const doubled = (text: string): string => text.replaceAll(',', ',,');

function vmware({ port, enable, end }: Change): string {
  const key = `serial${port - 1}`;
  const lines = enable || end?.mode === true ? [`${key}.present = "TRUE"`] : [];
  if (end === undefined) return lines.join('\n');
  const { wish } = end;
  const point = wish.role === 'listens' ? 'server' : 'client';
  const [type, name, endPoint] =
    wish.kind === 'pipe'
      ? ['pipe', wish.path, 'pipe.endPoint']
      : ['network', `tcp://${wish.role === 'listens' ? '' : wish.host}:${wish.port}`, 'network.endPoint'];
  return [
    ...lines,
    `${key}.fileType = "${type}"`,
    `${key}.fileName = "${name}"`,
    `${key}.${endPoint} = "${point}"`,
  ].join('\n');
}

function dosbox({ machine, port, end }: Change): string {
  if (end === undefined || end.wish.kind === 'pipe') return `serial${port}=nullmodem`;
  const { wish } = end;
  const server = wish.role === 'listens' ? '' : ` server:${wish.host}`;
  const nonLocal = machine.product === 'dosbox-x' && wish.role === 'listens' ? ' nonlocal:1' : '';
  return `serial${port}=nullmodem${server} port:${wish.port} transparent:1${nonLocal}`;
}

/** The element that a libvirt domain is to have. */
export function serialElement({ port, end }: Change): string {
  const target = `<target port='${port - 1}'/>`;
  if (end === undefined) return `<serial type='tcp'>${target}</serial>`;
  const { wish } = end;
  const mode = wish.role === 'listens' ? 'bind' : 'connect';
  if (wish.kind === 'pipe')
    return `<serial type='unix'><source mode='${mode}' path='${wish.path}'/>${target}</serial>`;
  const host = wish.role === 'listens' ? (wish.host ?? '0.0.0.0') : wish.host;
  const source = `<source mode='${mode}' host='${host}' service='${wish.port}'/>`;
  return `<serial type='tcp'>${source}<protocol type='raw'/>${target}</serial>`;
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
