import type { Source } from '../../ground/source.ts';
import type { Finding } from '../finding.ts';
import type { End, Port, Role, Said } from '../model.ts';
import { partOf, saidIn, tagAt } from '../xml/place.ts';
import { attributeOf, type XmlElement } from '../xml/tree.ts';
import {
  type BaseName,
  baseSetting,
  type Checked,
  check,
  ENABLED,
  type HostMode,
  irqSetting,
  modeSetting,
  SERVER,
  UART_TYPE,
} from './setting.ts';
import type { SettingsVersion } from './settings-version.ts';
import type { NumberedPort } from './slots.ts';
import { addressParts } from './uart-mode.ts';

export interface PortReading {
  readonly port: Port;
  readonly findings: readonly Finding[];
}

/** A `Port` of a `UART`. What VirtualBox refuses is read as it was meant, so that one mistake is one finding. */
export function readPort(
  source: Source,
  version: SettingsVersion | undefined,
  { element, number }: NumberedPort,
): PortReading {
  const enabled = check(source, element, ENABLED);
  const base = baseOf(source, version, element, number);
  const irq = check(source, element, irqSetting(number));
  const mode = check(source, element, modeSetting(attributeOf(element, 'path')?.value ?? ''));
  const uart = check(source, element, UART_TYPE);
  const on = enabled.said ?? { value: true, at: tagAt(source, element) };
  const led = mode.said?.value === 'TCP' || mode.said?.value === 'HostPipe';
  const server: Checked<boolean> = on.value && led ? check(source, element, SERVER) : { findings: [] };
  return {
    port: {
      number,
      at: tagAt(source, element),
      enabled: on,
      ...(base.said === undefined ? {} : { base: base.said }),
      ...(irq.said === undefined ? {} : { irq: irq.said }),
      ...(uart.said === undefined ? {} : { uart: uart.said }),
      end: endOf(source, element, mode.said?.value ?? 'Disconnected', roleOf(source, element, server.said)),
      parts: {},
    },
    findings: [enabled, base, irq, mode, server, uart].flatMap(({ findings }) => findings),
  };
}

/** Below 1.20 it is IOBase, from then on IOAddress: with the wrong one the file does not load. */
function baseOf(
  source: Source,
  version: SettingsVersion | undefined,
  element: XmlElement,
  number: number,
): Checked<number> {
  const has = (name: BaseName) => attributeOf(element, name) !== undefined;
  const needed = version?.base ?? (has('IOAddress') ? 'IOAddress' : 'IOBase');
  const other = needed === 'IOBase' ? 'IOAddress' : 'IOBase';
  const wrong = attributeOf(element, other);
  if (has(needed) || wrong === undefined || version === undefined)
    return check(source, element, baseSetting(needed, number));
  const { said } = check(source, element, baseSetting(other, number));
  const name = [wrong.whole[0], wrong.whole[0] + other.length] as const;
  return {
    ...(said === undefined ? {} : { said }),
    findings: [
      {
        code: 'iobase-attribute',
        severity: 'error',
        facts: { attribute: other, needed, settings: version.said.value },
        at: { source, range: name },
        edits: [source.edit(name, needed)],
      },
    ],
  };
}

function roleOf(source: Source, element: XmlElement, server: Said<boolean> | undefined): Said<Role> {
  return {
    value: server?.value === true ? 'listens' : 'connects',
    at: server?.at ?? tagAt(source, element),
  };
}

function endOf(source: Source, element: XmlElement, mode: HostMode, role: Said<Role>): End {
  const attribute = attributeOf(element, 'path');
  const path =
    attribute === undefined ? { value: '', at: tagAt(source, element) } : saidIn(source, attribute);
  switch (mode) {
    case 'TCP': {
      const framing = { value: 'raw', at: path.at } as const;
      const part = (from: number, to?: number) =>
        attribute === undefined ? undefined : partOf(source, attribute, from, to);
      const parts = addressParts({ said: path, part }, role.value);
      return { kind: 'tcp', role, address: path, ...parts, framing };
    }
    case 'HostPipe':
      return { kind: 'pipe', role, path, form: 'socket' };
    case 'RawFile':
      return { kind: 'file', what: path };
    case 'HostDevice':
      return { kind: 'device', what: path };
    case 'Disconnected':
      return { kind: 'disconnected', what: path };
  }
}
