import type { Source } from '../../ground/source.ts';
import type { Finding } from '../finding.ts';
import type { Format, Machine, Port } from '../model.ts';
import { setAttributes } from '../xml/edit.ts';
import { tagAt, valueAt } from '../xml/place.ts';
import { attributeOf, childOf, childrenOf, type XmlAttribute, type XmlElement } from '../xml/tree.ts';
import { type SettingsVersion, settingsVersion } from './settings-version.ts';
import { portElements, slotsOf, type WrongSlot } from './slots.ts';
import { readPort } from './vbox-port.ts';

export interface MachineReading {
  readonly machine: Machine;
  readonly findings: readonly Finding[];
}

/** A `Machine`, of a file of VirtualBox's or within an OVF file; the version may stand above it. */
export function readMachine(
  source: Source,
  format: Format & ('vbox' | 'ovf'),
  element: XmlElement,
  versionAttribute: XmlAttribute | undefined,
): MachineReading {
  const version = settingsVersion(source, versionAttribute);
  const hardware = childOf(element, 'Hardware');
  const { ports, findings } = readPorts(source, version, hardware);
  const state = attributeOf(element, 'stateFile');
  const productVersion = hardware && productVersionIn(hardware);
  const inSnapshots = snapshotHardware(element)
    .flatMap((each) => readPorts(source, version, each).ports)
    .filter(({ enabled }) => enabled.value);
  const machine: Machine = {
    format,
    product: 'virtualbox',
    name: attributeOf(element, 'name')?.value || undefined,
    at: tagAt(source, element),
    ...(version?.host === undefined ? {} : { host: version.host }),
    ...(version === undefined ? {} : { settings: version.said }),
    ...(productVersion === undefined ? {} : { productVersion }),
    ...(state === undefined || state.value === '' ? {} : { saved: valueAt(source, state) }),
    ports,
    ...(inSnapshots.length === 0 ? {} : { inSnapshots }),
    parts: {},
  };
  return { machine, findings: [...findings, ...tooOld(machine, version)] };
}

/** More are no news: a file has four ports. */
const MOST_WRONG = 4;

interface PortsReading {
  readonly ports: readonly Port[];
  readonly findings: readonly Finding[];
}

function readPorts(
  source: Source,
  version: SettingsVersion | undefined,
  hardware: XmlElement | undefined,
): PortsReading {
  if (hardware === undefined) return { ports: [], findings: [] };
  const slots = slotsOf(portElements(hardware));
  const readings = slots.ports.map((each) => readPort(source, version, each));
  return {
    ports: readings.map(({ port }) => port),
    findings: [
      ...slots.wrong.slice(0, MOST_WRONG).map((each) => slotFinding(source, each)),
      ...withOneBase(readings.flatMap(({ findings }) => findings)),
    ],
  };
}

/** The wrong name of the base stands at every port, and is one mistake. */
function withOneBase(findings: readonly Finding[]): readonly Finding[] {
  const wrong = findings.filter((each) => each.code === 'iobase-attribute');
  const [first, ...others] = wrong;
  if (first === undefined || others.length === 0) return findings;
  const also = others.map(({ at }) => at);
  const edits = wrong.flatMap((each) => each.edits ?? []);
  return [{ ...first, also, edits }, ...findings.filter(({ code }) => code !== 'iobase-attribute')];
}

function slotFinding(source: Source, { element, sameAs, number }: WrongSlot): Finding {
  const attribute = attributeOf(element, 'slot');
  const at = attribute === undefined ? tagAt(source, element) : valueAt(source, attribute);
  const nearest = number === undefined ? undefined : String(number - 1);
  const edits = nearest === undefined ? {} : { edits: setAttributes(source, element, { slot: nearest }) };
  if (attribute === undefined)
    return { code: 'attribute-missing', severity: 'error', facts: { attribute: 'slot' }, at, ...edits };
  const { value } = attribute;
  if (sameAs === undefined) {
    const facts = {
      name: 'slot',
      value,
      allowed: '0, 1, 2, 3',
      ...(nearest === undefined ? {} : { nearest }),
    };
    return { code: 'value-invalid', severity: 'error', facts, at, ...edits };
  }
  const first = attributeOf(sameAs, 'slot');
  const also = [first === undefined ? tagAt(source, sameAs) : valueAt(source, first)];
  return { code: 'slot-duplicate', severity: 'error', facts: { slot: Number(value) }, at, also, ...edits };
}

/** The `Hardware` of every snapshot: each has its children in a `Snapshots`. */
function snapshotHardware(machine: XmlElement): readonly XmlElement[] {
  const found: XmlElement[] = [];
  const open = [...childrenOf(machine, 'Snapshot')];
  for (let snapshot = open.pop(); snapshot !== undefined; snapshot = open.pop()) {
    found.push(...childrenOf(snapshot, 'Hardware'));
    for (const below of childrenOf(snapshot, 'Snapshots')) open.push(...childrenOf(below, 'Snapshot'));
  }
  return found;
}

function productVersionIn(hardware: XmlElement): string | undefined {
  const properties = childOf(hardware, 'GuestProperties');
  if (properties === undefined) return undefined;
  const property = childrenOf(properties, 'GuestProperty').find(
    (each) => attributeOf(each, 'name')?.value === '/VirtualBox/HostInfo/VBoxVer',
  );
  return (property && attributeOf(property, 'value')?.value) || undefined;
}

/** VirtualBox raises the version when it writes what an older one has not: so somebody else has written it. */
function tooOld(machine: Machine, version: SettingsVersion | undefined): readonly Finding[] {
  if (version === undefined) return [];
  const { said, at } = version;
  const on = machine.ports.filter(({ enabled }) => enabled.value);
  const finding = (needed: '1.15' | '1.17', what: 'tcp' | 'uartType', port: Port): Finding => ({
    code: 'settings-too-old',
    severity: what === 'tcp' ? 'error' : 'warning',
    facts: {
      machine: machine.name ?? said.at.source.file,
      product: machine.product,
      settings: said.value,
      needed,
      for: what,
    },
    at,
    also: [what === 'uartType' ? (port.uart?.at ?? port.at) : port.at],
    edits: [said.at.source.edit(said.at.range, needed)],
  });
  const tcp = version.minor < 15 ? on.find(({ end }) => end.kind === 'tcp') : undefined;
  const uart = version.minor < 17 ? on.find((each) => each.uart && each.uart.value !== '16550A') : undefined;
  return [
    ...(tcp === undefined ? [] : [finding('1.15', 'tcp', tcp)]),
    ...(uart === undefined ? [] : [finding('1.17', 'uartType', uart)]),
  ];
}
