import type { Edit } from '../../ground/diagnostic.ts';
import { appended, written } from '../command/appended.ts';
import type { Mender } from '../format.ts';
import { type Machine, type Place, type Port, standardOf } from '../model.ts';
import type { PipeWish, TcpWish, Wish } from '../wish.ts';
import { chardevValue, serialValue } from './spelling.ts';

/** Undefined: what cannot be written safely. */
type Edits = readonly (Edit | undefined)[];

export const mendQemu: Mender = (machine, number, wish) => {
  const port = machine.ports.find((each) => each.number === number);
  const edits = port === undefined ? added(machine, number, wish) : changed(machine, port, wish);
  const safe = edits.filter((edit) => edit !== undefined);
  return safe.length === edits.length ? safe : undefined;
};

function changed(machine: Machine, port: Port, wish: Wish): Edits {
  const { value, device, chardev, scripted } = port.parts;
  if (scripted !== undefined) return [undefined];
  if (device !== undefined) return deviceChanged(machine, port, device, wish);
  if (!isInPlace(port.number, wish)) return [undefined];
  const { end } = wish;
  if (end === undefined) return port.enabled.value ? [] : [undefined];
  if (chardev !== undefined) return [chardevChanged(machine, chardev, end)];
  return value === undefined
    ? added(machine, port.number, wish)
    : serialChanged(machine, port.number, value, end);
}

/** A port of `-serial` stands where its number says. */
function isInPlace(number: number, { base, irq }: Wish): boolean {
  const standard = standardOf(number);
  return (base ?? standard?.base) === standard?.base && (irq ?? standard?.irq) === standard?.irq;
}

const idFor = (number: number): string => `serial${number - 1}`;

function serialChanged(machine: Machine, number: number, place: Place, end: TcpWish | PipeWish): Edits {
  const id = idFor(number);
  const before = plain(place);
  if (before === undefined) return [undefined];
  const value = serialValue(end, before);
  if (value !== undefined) return [rewritten(machine, place, value)];
  return [rewritten(machine, place, `chardev:${id}`), appended(machine, ['-chardev', chardevValue(end, id)])];
}

function chardevChanged(machine: Machine, place: Place, end: TcpWish | PipeWish): Edit | undefined {
  const before = plain(place);
  const id = /(?:^|,)id=([\w.-]+)/.exec(before ?? '')?.[1];
  return before === undefined || id === undefined
    ? undefined
    : rewritten(machine, place, chardevValue(end, id, before));
}

function deviceChanged(machine: Machine, port: Port, place: Place, { base, irq, end }: Wish): Edits {
  const before = plain(place);
  if (before === undefined) return [undefined];
  const { chardev } = port.parts;
  const id = idFor(port.number);
  const isMissing = end !== undefined && chardev === undefined;
  const after = [
    ...(isMissing ? [['chardev', id]] : []),
    ...(base === undefined ? [] : [['iobase', `0x${base.toString(16)}`]]),
    // Where only the base is given, QEMU takes the IRQ of the port's number.
    ...(irq === undefined ? [] : [['irq', String(irq)]]),
  ].reduce((text, [key = '', value = '']) => withProperty(text, key, value), before);
  return [
    ...(after === before ? [] : [rewritten(machine, place, after)]),
    ...(isMissing ? [appended(machine, ['-chardev', chardevValue(end, id)])] : []),
    ...(end !== undefined && chardev !== undefined ? [chardevChanged(machine, chardev, end)] : []),
  ];
}

const withProperty = (text: string, key: string, value: string): string => {
  const others = text.split(',').filter((property) => !property.startsWith(`${key}=`));
  return [...others, `${key}=${value}`].join(',');
};

/** At the command's end; a place before it that nothing takes is held. */
function added(machine: Machine, number: number, wish: Wish): Edits {
  const { end } = wish;
  if (end === undefined || !isInPlace(number, wish)) return [undefined];
  const id = idFor(number);
  const chardev = ['-chardev', chardevValue(end, id)];
  if (machine.ports.some(({ parts }) => parts.device !== undefined)) {
    return [appended(machine, [...chardev, '-device', `isa-serial,chardev=${id},index=${number - 1}`])];
  }
  const taken = machine.ports.filter(({ parts }) => parts.value !== undefined).length;
  const held = Array.from({ length: Math.max(0, Math.min(number, 4) - 1 - taken) }, () => [
    '-serial',
    'null',
  ]).flat();
  const value = serialValue(end);
  const own = value === undefined ? ['-serial', `chardev:${id}`, ...chardev] : ['-serial', value];
  return [appended(machine, [...held, ...own])];
}

/** An argument as it stands in the text, without its quotes; undefined where it has more of them, or is JSON. */
function plain({ source, range }: Place): string | undefined {
  const text = source.text.slice(...range);
  const inside = /^(["'])(.*)\1$/.exec(text)?.[2] ?? text;
  return /["'`\\\r\n]|^\s*\{/.test(inside) ? undefined : inside;
}

function rewritten({ parts }: Machine, place: Place, value: string): Edit | undefined {
  const text = written(value, parts, place);
  return text === undefined ? undefined : place.source.edit(place.range, text);
}
