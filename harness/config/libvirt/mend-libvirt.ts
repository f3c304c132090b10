import type { Edit } from '../../ground/diagnostic.ts';
import type { Source } from '../../ground/source.ts';
import type { Mender } from '../format.ts';
import { standardOf } from '../model.ts';
import type { EndWish, Wish } from '../wish.ts';
import {
  type Attributes,
  appendChild,
  deeper,
  elementText,
  insertAfter,
  leadOf,
  type Quote,
  quoteOf,
  removed,
  setAttributes,
} from '../xml/edit.ts';
import { attributeOf, childOf, childrenOf, readXml, type XmlElement } from '../xml/tree.ts';
import { domainsIn } from './domain.ts';
import { serialsOf } from './serial.ts';

export const mendLibvirt: Mender = (machine, port, wish) => {
  const { source } = machine.at;
  const xml = readXml(source);
  const domains = 'fault' in xml ? [] : domainsIn(xml.root);
  const domain = domains.find(({ tag }) => tag[0] === machine.at.range[0]);
  if (domain === undefined) return undefined;
  const there = serialsOf(domain).find(({ number }) => number === port)?.element;
  if (there !== undefined && attributeOf(there, 'type') !== undefined)
    return changed(source, there, port, wish);
  if (there !== undefined)
    return [
      source.edit(
        there.whole,
        serialText(there.name, port, wish, quoteOf(source, there), leadOf(source, there)),
      ),
    ];
  const devices = childOf(domain, 'devices');
  return devices === undefined ? undefined : [inserted(source, devices, port, wish)];
};

function changed(source: Source, serial: XmlElement, port: number, wish: Wish): readonly Edit[] {
  const { end } = wish;
  const quote = quoteOf(source, serial);
  const address = childOf(serial, 'address');
  const places = placeAttributes(address, port, wish);
  const lacking = [
    ...(end === undefined || childOf(serial, 'source') !== undefined
      ? []
      : [(lead: string) => sourceText(end, quote, lead)]),
    ...(address !== undefined || Object.keys(places).length === 0
      ? []
      : [() => elementText('address', { type: 'isa', ...places }, quote)]),
  ];
  return [
    ...(end === undefined ? [] : endEdits(source, serial, end)),
    ...(address === undefined ? [] : setAttributes(source, address, places)),
    ...(lacking.length === 0
      ? []
      : [appendChild(source, serial, (lead) => lacking.map((text) => text(lead)).join(lead))]),
  ];
}

export const typeFor = ({ kind }: EndWish): string => (kind === 'tcp' ? 'tcp' : 'unix');

function endEdits(source: Source, serial: XmlElement, end: EndWish): readonly Edit[] {
  const [first, ...others] = childrenOf(serial, 'source');
  const protocol = end.kind === 'tcp' ? childOf(serial, 'protocol') : undefined;
  const alike = attributeOf(serial, 'type')?.value === typeFor(end);
  return [
    ...setAttributes(source, serial, { type: typeFor(end) }),
    ...(first === undefined ? [] : sourceEdits(source, first, end, alike)),
    ...others.map((each) => removed(source, each)),
    ...(protocol === undefined ? [] : setAttributes(source, protocol, { type: 'raw' })),
  ];
}

/** Value by value where it has all that it is to have, else as a whole. */
function sourceEdits(source: Source, element: XmlElement, end: EndWish, alike: boolean): readonly Edit[] {
  const wanted = sourceAttributes(end, attributeOf(element, 'host')?.value);
  const has = Object.keys(wanted).every((name) => attributeOf(element, name) !== undefined);
  const again = childOf(element, 'reconnect');
  const dialsAgain = end.kind === 'tcp' && end.role === 'connects' && end.reconnects === true;
  if (!alike || !has || (dialsAgain && again === undefined)) {
    const text = sourceText(end, quoteOf(source, element), leadOf(source, element));
    return [source.edit(element.whole, text)];
  }
  const tls = attributeOf(element, 'tls') === undefined ? {} : { tls: 'no' };
  return [
    ...setAttributes(source, element, { ...wanted, ...tls }),
    ...(again === undefined
      ? []
      : dialsAgain
        ? setAttributes(source, again, {
            enabled: 'yes',
            timeout: attributeOf(again, 'timeout')?.value ?? '1',
          })
        : end.role === 'listens'
          ? [removed(source, again)]
          : []),
  ];
}

const EVERYWHERE: readonly string[] = ['0.0.0.0', '::', '*'];

function sourceAttributes(end: EndWish, host?: string): Attributes {
  const mode = end.role === 'listens' ? 'bind' : 'connect';
  if (end.kind === 'pipe') return { mode, path: end.path };
  const everywhere = host !== undefined && EVERYWHERE.includes(host) ? host : '0.0.0.0';
  return { mode, host: end.host ?? everywhere, service: String(end.port) };
}

export function sourceText(end: EndWish, quote: Quote, lead: string): string {
  const again = end.kind === 'tcp' && end.role === 'connects' && end.reconnects === true;
  const inside = again ? [elementText('reconnect', { enabled: 'yes', timeout: '1' }, quote)] : [];
  return elementText('source', sourceAttributes(end), quote, inside, lead);
}

/** Where the port is to be, as far as it is not there. */
function placeAttributes(address: XmlElement | undefined, port: number, wish: Wish): Attributes {
  const standard = standardOf(port);
  const now = (name: string, otherwise: number | undefined) => {
    const value = address && attributeOf(address, name)?.value;
    return value === undefined ? otherwise : Number(value);
  };
  const { base, irq } = wish;
  return {
    ...(base === undefined || now('iobase', standard?.base) === base ? {} : { iobase: hex(base) }),
    ...(irq === undefined || now('irq', standard?.irq) === irq ? {} : { irq: hex(irq) }),
  };
}

const hex = (value: number): string => `0x${value.toString(16)}`;

function inserted(source: Source, devices: XmlElement, port: number, wish: Wish): Edit {
  const last = childrenOf(devices, 'serial').at(-1);
  const quote = quoteOf(source, last ?? devices.children[0] ?? devices);
  const written = (lead: string) => serialText('serial', port, wish, quote, lead);
  if (last === undefined) return appendChild(source, devices, written);
  const lead = leadOf(source, last);
  return insertAfter(source, last, lead + written(lead));
}

function serialText(name: string, port: number, wish: Wish, quote: Quote, lead: string): string {
  const { end } = wish;
  const places = placeAttributes(undefined, port, wish);
  const children = [
    ...(end === undefined ? [] : [sourceText(end, quote, deeper(lead))]),
    elementText('target', { port: String(port - 1) }, quote),
    ...(Object.keys(places).length === 0 ? [] : [elementText('address', { type: 'isa', ...places }, quote)]),
  ];
  return elementText(name, { type: end === undefined ? 'pty' : typeFor(end) }, quote, children, lead);
}
