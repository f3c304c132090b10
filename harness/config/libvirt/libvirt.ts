import type { Source } from '../../ground/source.ts';
import type { Finding } from '../finding.ts';
import { MOST_MACHINES, type Reader } from '../format.ts';
import type { Machine, Port, Said } from '../model.ts';
import { embeddedIn } from '../xml/embedded.ts';
import { xmlKindOf } from '../xml/kind.ts';
import { malformed } from '../xml/malformed.ts';
import { tagAt, valueAt } from '../xml/place.ts';
import { attributeOf, childOf, readXml, type XmlElement } from '../xml/tree.ts';
import { domainsIn } from './domain.ts';
import { readEnd } from './end.ts';
import { type NumberedSerial, numberIn, serialsOf } from './serial.ts';

/**
 * What `virsh dumpxml` prints, alone or within other elements: `domains`, `domainsnapshot`, `domstatus`; and a part of
 * it, as `virsh attach-device` takes it.
 */
export const readLibvirt: Reader = (source) => {
  const xml = readXml(source);
  if ('fault' in xml) return malformed(source, xml.fault);
  const readings = domainsIn(xml.root)
    .slice(0, MOST_MACHINES)
    .map((each) => readDomain(source, each));
  if (readings.length > 0)
    return {
      machines: readings.map(({ machine }) => machine),
      findings: readings.flatMap(({ findings }) => findings),
    };
  const facts = { file: source.file, format: 'libvirt' } as const;
  const at = tagAt(source, xml.root);
  return { machines: [], findings: [{ code: 'no-machine', severity: 'error', facts, at }] };
};

/** A text of another kind holds domains: a script that writes one to a file. */
export const holdsDomain = (source: Source): boolean =>
  xmlKindOf(source) === undefined && embeddedIn(source.text) !== undefined && !('fault' in readXml(source));

function readDomain(source: Source, domain: XmlElement) {
  const readings = serialsOf(domain).map((each) => readPort(source, each));
  const machine: Machine = {
    format: 'libvirt',
    product: 'libvirt',
    name: childOf(domain, 'name')?.text.trim() || undefined,
    at: tagAt(source, domain),
    ports: readings.map(({ port }) => port),
    parts: {},
  };
  return { machine, findings: readings.flatMap(({ findings }) => findings) };
}

interface PortReading {
  readonly port: Port;
  readonly findings: readonly Finding[];
}

function readPort(source: Source, { element, number }: NumberedSerial): PortReading {
  const at = tagAt(source, element);
  const { end, findings } = readEnd(source, element);
  const address = childOf(element, 'address');
  const base = address && placeIn(source, address, 'iobase');
  const irq = address && placeIn(source, address, 'irq');
  const port: Port = {
    number,
    at,
    enabled: { value: true, at },
    ...(base === undefined ? {} : { base }),
    ...(irq === undefined ? {} : { irq }),
    end,
    parts: {},
  };
  return { port, findings: [...findings, ...targetFindings(source, element, number)] };
}

function placeIn(source: Source, address: XmlElement, name: string): Said<number> | undefined {
  const attribute = attributeOf(address, name);
  if (attribute === undefined || !/^(0x[\da-f]{1,8}|\d{1,9})$/i.test(attribute.value)) return undefined;
  return { value: Number(attribute.value), at: valueAt(source, attribute) };
}

function targetFindings(source: Source, element: XmlElement, number: number): readonly Finding[] {
  const target = childOf(element, 'target');
  const port = target && attributeOf(target, 'port');
  if (port === undefined || numberIn(element) !== undefined) return [];
  const nearest = String(number - 1);
  return [
    {
      code: 'value-invalid',
      severity: 'error',
      facts: { name: 'port', value: port.value, allowed: '0, 1, 2, 3', nearest },
      at: valueAt(source, port),
      edits: [source.edit(port.inside, nearest)],
    },
  ];
}
