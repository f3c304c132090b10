import type { Source } from '../../ground/source.ts';
import type { Reader } from '../format.ts';
import type { Machine, Port } from '../model.ts';
import { malformed } from '../xml/malformed.ts';
import { tagAt } from '../xml/place.ts';
import { attributeOf, childOf, childrenOf, readXml, type XmlElement } from '../xml/tree.ts';
import { type MachineReading, readMachine } from './vbox-machine.ts';

/** VirtualBox puts its whole `Machine` into an OVF file; others have their hardware only as OVF says it. */
export const readOvf: Reader = (source) => {
  const xml = readXml(source);
  if ('fault' in xml) return malformed(source, xml.fault);
  const readings = virtualSystems(xml.root).map((each) => readSystem(source, each));
  if (readings.length > 0)
    return {
      machines: readings.map(({ machine }) => machine),
      findings: readings.flatMap(({ findings }) => findings),
    };
  const facts = { file: source.file, format: 'ovf' } as const;
  const at = tagAt(source, xml.root);
  return { machines: [], findings: [{ code: 'no-machine', severity: 'error', facts, at }] };
};

function virtualSystems(root: XmlElement): readonly XmlElement[] {
  const collections = childrenOf(root, 'VirtualSystemCollection');
  return [root, ...collections].flatMap((each) => childrenOf(each, 'VirtualSystem'));
}

function readSystem(source: Source, system: XmlElement): MachineReading {
  const element = childOf(system, 'Machine');
  if (element === undefined) return { machine: foreignMachine(source, system), findings: [] };
  return readMachine(source, 'ovf', element, attributeOf(element, 'version'));
}

/** OVF has a number for serial ports, and no word for what they lead to. */
const SERIAL_PORT = '21';
const MOST_PORTS = 32;

function foreignMachine(source: Source, system: XmlElement): Machine {
  const items = childrenOf(system, 'VirtualHardwareSection')
    .flatMap((section) => childrenOf(section, 'Item'))
    .filter((item) => textIn(item, 'ResourceType') === SERIAL_PORT);
  return {
    format: 'ovf',
    product: 'vmware',
    name: textIn(system, 'Name') || attributeOf(system, 'id')?.value || undefined,
    at: tagAt(source, system),
    ports: items.slice(0, MOST_PORTS).map((item, index) => foreignPort(source, item, index + 1)),
    parts: {},
  };
}

function foreignPort(source: Source, item: XmlElement, number: number): Port {
  const at = tagAt(source, item);
  const what = textIn(item, 'Address') || textIn(item, 'ElementName') || textIn(item, 'Description');
  return {
    number,
    at,
    enabled: { value: true, at },
    end: { kind: 'other', what: { value: what, at } },
    parts: {},
  };
}

const textIn = (element: XmlElement, name: string): string => childOf(element, name)?.text.trim() ?? '';
