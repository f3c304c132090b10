import { isIPv6 } from 'node:net';
import type { Source } from '../../ground/source.ts';
import type { Finding } from '../finding.ts';
import { laterIn } from '../later.ts';
import type { End, Framing, Role, Said } from '../model.ts';
import { nearest } from '../nearest.ts';
import { saidIn, tagAt, valueAt } from '../xml/place.ts';
import { attributeOf, childOf, childrenOf, type XmlAttribute, type XmlElement } from '../xml/tree.ts';

export interface EndReading {
  readonly end: End;
  readonly findings: readonly Finding[];
}

const TYPES = [
  'tcp',
  'unix',
  'udp',
  'pty',
  'file',
  'dev',
  'pipe',
  'null',
  'stdio',
  'vc',
  'spicevmc',
  'spiceport',
  'nmdm',
  'qemu-vdagent',
  'dbus',
] as const;
type Type = (typeof TYPES)[number];

/** What a `serial` or a `console` leads to. What libvirt refuses is read as it was meant. */
export function readEnd(source: Source, element: XmlElement): EndReading {
  const findings: Finding[] = [];
  const type = chosen(source, attributeOf(element, 'type'), TYPES, findings) ?? 'pty';
  return { end: endOf(source, element, type, findings), findings };
}

function endOf(source: Source, element: XmlElement, type: Type, findings: Finding[]): End {
  const sources = childrenOf(element, 'source');
  const first = sources[0] ?? element;
  const path = said(source, first, 'path') ?? { value: '', at: tagAt(source, first) };
  switch (type) {
    case 'tcp':
    case 'udp': {
      const dialled = sources.find((each) => attributeOf(each, 'mode')?.value === 'connect');
      const from = type === 'udp' ? (dialled ?? first) : first;
      return socketEnd(source, element, from, type, findings);
    }
    case 'unix':
      return { kind: 'pipe', role: roleOf(source, first, findings), path, form: 'socket' };
    case 'pipe':
      return { kind: 'pipe', role: { value: 'connects', at: path.at }, path, form: 'fifos' };
    case 'file':
      return { kind: 'file', what: path };
    case 'dev':
      return { kind: 'device', what: path };
    case 'null':
      return { kind: 'disconnected', what: typeSaid(source, element, type) };
    case 'pty':
    case 'stdio':
    case 'vc':
    case 'spicevmc':
    case 'spiceport':
    case 'nmdm':
    case 'qemu-vdagent':
    case 'dbus':
      return { kind: 'other', what: typeSaid(source, element, type) };
  }
}

function socketEnd(
  source: Source,
  element: XmlElement,
  from: XmlElement,
  type: 'tcp' | 'udp',
  findings: Finding[],
): End {
  const host = said(source, from, 'host');
  const port = said(source, from, 'service');
  const again = childOf(from, 'reconnect');
  const enabled = again && attributeOf(again, 'enabled');
  return {
    kind: 'tcp',
    role: roleOf(source, from, findings),
    address: addressOf(tagAt(source, from), host, port),
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    framing:
      type === 'udp'
        ? { value: 'udp', at: tagAt(source, element) }
        : framingOf(source, element, from, findings),
    ...(enabled === undefined
      ? {}
      : { reconnects: { value: enabled.value === 'yes', at: valueAt(source, enabled) } }),
  };
}

/** libvirt has two fields for it. */
function addressOf(
  at: Said<string>['at'],
  host: Said<string> | undefined,
  port: Said<string> | undefined,
): Said<string> {
  const later = host?.later ?? port?.later;
  const shown = isIPv6(host?.value ?? '') ? `[${host?.value}]` : host?.value;
  const value = [shown, port?.value].filter((part) => part !== undefined).join(':');
  return { value, at, ...(later === undefined ? {} : { later }) };
}

const PROTOCOLS = ['raw', 'telnet', 'telnets', 'tls'] as const;

function framingOf(
  source: Source,
  element: XmlElement,
  from: XmlElement,
  findings: Finding[],
): Said<Framing> {
  const tls = attributeOf(from, 'tls');
  const protocol = childOf(element, 'protocol');
  const attribute = protocol && attributeOf(protocol, 'type');
  const value = chosen(source, attribute, PROTOCOLS, findings) ?? 'raw';
  if (tls?.value === 'yes') return { value: 'tls', at: valueAt(source, tls) };
  const at = attribute === undefined ? tagAt(source, element) : valueAt(source, attribute);
  return { value: value === 'telnets' ? 'telnet' : value, at };
}

const MODES = ['connect', 'bind'] as const;

/** Where nothing is said, it connects. */
function roleOf(source: Source, from: XmlElement, findings: Finding[]): Said<Role> {
  const attribute = attributeOf(from, 'mode');
  const mode = chosen(source, attribute, MODES, findings, (word) =>
    /^(server|listen|host)/.test(word) ? 'bind' : undefined,
  );
  return {
    value: mode === 'bind' ? 'listens' : 'connects',
    at: attribute === undefined ? tagAt(source, from) : valueAt(source, attribute),
  };
}

/** A word of a list, in lower case as libvirt has it; the likeliest where it is none of them. */
function chosen<T extends string>(
  source: Source,
  attribute: XmlAttribute | undefined,
  allowed: readonly [T, ...T[]],
  findings: Finding[],
  meant: (word: string) => T | undefined = () => undefined,
): T | undefined {
  if (attribute === undefined) return undefined;
  const { name, value, inside } = attribute;
  const exact = allowed.find((each) => each === value);
  if (exact !== undefined || laterIn(value) !== undefined) return exact;
  const word = value.trim().toLowerCase();
  const near = nearest(word, allowed);
  const likeliest = meant(word) ?? allowed.find((each) => each === near) ?? allowed[0];
  findings.push({
    code: 'value-invalid',
    severity: 'error',
    facts: { name, value, allowed: allowed.join(', '), nearest: likeliest },
    at: valueAt(source, attribute),
    edits: [source.edit(inside, likeliest)],
  });
  return likeliest;
}

function said(source: Source, element: XmlElement, name: string): Said<string> | undefined {
  const attribute = attributeOf(element, name);
  if (attribute === undefined || attribute.value === '') return undefined;
  const later = laterIn(attribute.value);
  return { ...saidIn(source, attribute), ...(later === undefined ? {} : { later }) };
}

const typeSaid = (source: Source, element: XmlElement, type: string): Said<string> => {
  const attribute = attributeOf(element, 'type');
  return { value: type, at: attribute === undefined ? tagAt(source, element) : valueAt(source, attribute) };
};
