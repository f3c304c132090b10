import type { Edit } from '../../ground/diagnostic.ts';
import type { Source } from '../../ground/source.ts';
import type { Mender } from '../format.ts';
import { type Machine, standardOf } from '../model.ts';
import type { EndWish, Wish } from '../wish.ts';
import {
  type Attributes,
  appendChild,
  elementText,
  insertAfter,
  leadOf,
  setAttributes,
} from '../xml/edit.ts';
import { elementAt } from '../xml/search.ts';
import { attributeOf, childOf, childrenOf, readXml, type XmlElement } from '../xml/tree.ts';
import type { BaseName } from './setting.ts';
import { portElements, slotsOf } from './slots.ts';
import { pathFor } from './spelling.ts';
import { hex, numberOf } from './value.ts';

/** Edits of a `Machine`, in a file of VirtualBox's or within an OVF file. Its snapshots stay as they are. */
export const mendVbox: Mender = (machine, port, wish) => {
  const { source } = machine.at;
  const xml = readXml(source);
  if ('fault' in xml) return undefined;
  const element = elementAt(xml.root, machine.at.range[0]);
  const hardware = element?.name === 'Machine' ? childOf(element, 'Hardware') : undefined;
  if (hardware === undefined) return undefined;
  const there = slotsOf(portElements(hardware)).ports.find(({ number }) => number === port);
  if (there !== undefined) return changed(source, there.element, baseNameFor(machine), wish);
  return inserted(source, hardware, baseNameFor(machine), port, wish);
};

const baseNameFor = ({ settings }: Machine): BaseName =>
  Number(settings?.value.split('.')[1] ?? 0) >= 20 ? 'IOAddress' : 'IOBase';

function changed(source: Source, port: XmlElement, baseName: BaseName, wish: Wish): readonly Edit[] {
  const other = baseName === 'IOBase' ? 'IOAddress' : 'IOBase';
  // Another finding renames the wrong one.
  const name =
    attributeOf(port, baseName) === undefined && attributeOf(port, other) !== undefined ? other : baseName;
  return setAttributes(source, port, {
    ...(wish.enabled === undefined ? {} : { enabled: 'true' }),
    ...numberLike(port, name, wish.base, hex),
    ...numberLike(port, 'IRQ', wish.irq, String),
    ...(wish.end === undefined ? {} : endAttributes(wish.end)),
    ...(wish.uart === undefined ? {} : { uartType: wish.uart }),
  });
}

/** Written as the file has it, in hex or decimal; nothing where it has that number already. */
function numberLike(
  port: XmlElement,
  name: string,
  value: number | undefined,
  otherwise: (value: number) => string,
): Attributes {
  if (value === undefined) return {};
  const before = attributeOf(port, name)?.value;
  if (before === undefined) return { [name]: otherwise(value) };
  if (numberOf(before) === value) return {};
  return {
    [name]: /^0x/i.test(before) ? hex(value) : /^\d+$/.test(before) ? String(value) : otherwise(value),
  };
}

const endAttributes = (end: EndWish): Attributes => ({
  server: String(end.role === 'listens'),
  path: pathFor(end),
  hostMode: end.kind === 'tcp' ? 'TCP' : 'HostPipe',
});

function inserted(
  source: Source,
  hardware: XmlElement,
  baseName: BaseName,
  number: number,
  wish: Wish,
): readonly Edit[] | undefined {
  const standard = standardOf(number);
  if (standard === undefined) return undefined;
  const attributes = {
    slot: String(number - 1),
    enabled: 'true',
    [baseName]: hex(wish.base ?? standard.base),
    IRQ: String(wish.irq ?? standard.irq),
    ...(wish.end === undefined ? { hostMode: 'Disconnected' } : endAttributes(wish.end)),
    ...(wish.uart === undefined ? {} : { uartType: wish.uart }),
  };
  const uart = childrenOf(hardware, 'UART').at(-1);
  const prefix = prefixOf(source, uart ?? hardware);
  const port = elementText(`${prefix}Port`, attributes, '"');
  if (uart !== undefined) return [appendChild(source, uart, () => port)];
  const written = (lead: string) => elementText(`${prefix}UART`, {}, '"', [port], lead);
  // VirtualBox has it behind the network.
  const network = childOf(hardware, 'Network');
  if (network === undefined) return [appendChild(source, hardware, written)];
  const lead = leadOf(source, network);
  return [insertAfter(source, network, lead + written(lead))];
}

/** `vbox:`, where an OVF file's elements are written with it. */
function prefixOf({ text }: Source, { name, tag: [start] }: XmlElement): string {
  return text.slice(start + 1, text.indexOf(name, start));
}
