import type { Range, Source } from '../../ground/source.ts';
import type { Finding } from '../finding.ts';
import { MOST_MACHINES, type Reader } from '../format.ts';
import { grouped } from '../grouped.ts';
import { laterIn } from '../later.ts';
import type { Machine, Parts, Place, Port, Said } from '../model.ts';
import { HEADINGS, type Setting, settingsOf } from './dictionary.ts';
import { faultsOf, keysTwice } from './faults.ts';
import { type Fields, serialEnd } from './serial-end.ts';
import { booleanOf } from './values.ts';

const MARK =
  /(?<![\w.:-])(?:serial\d{1,3}\.\w{1,40}(?:\.\w{1,40})?|config\.version|virtualHW\.version)(?:\\?["'])?\]?[ \t]*(?:=>|[=:])/i;

export const looksLikeVmx = (source: Source): boolean => MARK.test(source.text);

export const readVmx: Reader = (source) => {
  const machines: Machine[] = [];
  const findings: Finding[] = [];
  for (const settings of byMachine(settingsOf(source.text)).slice(0, MOST_MACHINES)) {
    const machine = machineOf(source, settings);
    machines.push(machine);
    findings.push(...keysTwice(source, settings));
    for (const port of machine.ports) findings.push(...faultsOf(machine, port));
  }
  return { machines, findings };
};

/** A second file begins where its first heading comes again, or a key after lines that are no settings. */
function byMachine(settings: readonly Setting[]): Setting[][] {
  const machines: Setting[][] = [];
  let keys = new Set<string>();
  let heading: string | undefined;
  let apart = false;
  for (const setting of settings) {
    const { key } = setting;
    apart ||= setting.apart;
    const again = keys.has(key) && (apart || !setting.bare || key === heading);
    if (again || machines.length === 0) {
      machines.push([]);
      [keys, heading, apart] = [new Set(), undefined, false];
    }
    heading ??= HEADINGS.find((each) => each === key);
    keys.add(key);
    machines.at(-1)?.push(setting);
  }
  return machines;
}

function machineOf(source: Source, settings: readonly Setting[]): Machine {
  const byPort = grouped(settings, ({ key }) => Number(/^serial(\d+)/.exec(key)?.[1] ?? -1));
  const headings = byPort.get(-1) ?? [];
  const name = headings.findLast(({ key }) => key === 'displayname');
  const first = name ?? settings[0];
  byPort.delete(-1);
  return {
    format: 'vmx',
    product: 'vmware',
    name: name?.value,
    at: { source, range: first?.line ?? [0, 0] },
    ports: [...byPort]
      .map(([index, ofPort]) => portOf(source, index, ofPort))
      .sort((a, b) => a.number - b.number),
    parts: partsOf(source, settings.slice(-1)),
  };
}

function portOf(source: Source, index: number, settings: readonly Setting[]): Port {
  const at: Place = { source, range: settings[0]?.line ?? [0, 0] };
  const fields = fieldsOf(source, index, settings);
  const present = fields('present');
  return {
    number: index + 1,
    at,
    enabled:
      present === undefined ? { value: false, at } : { ...present, value: booleanOf(present.value) === true },
    end: serialEnd(fields, at),
    parts: partsOf(source, settings),
  };
}

/** VMware refuses a key that is set twice; the last is what its owner has written last. */
function fieldsOf(source: Source, index: number, settings: readonly Setting[]): Fields {
  const byKey = new Map(settings.map((setting) => [setting.key, setting]));
  return (field): Said<string> | undefined => {
    const setting = byKey.get(`serial${index}.${field}`);
    if (setting === undefined) return undefined;
    const later = laterIn(setting.value);
    return {
      value: setting.value,
      at: { source, range: setting.valueAt },
      ...(later === undefined ? {} : { later }),
    };
  };
}

/** The place of each key's value, and one line as an example for another. */
function partsOf(source: Source, settings: readonly Setting[]): Parts {
  const place = (range: Range): Place => ({ source, range });
  const parts: Record<string, Place> = {};
  for (const { key, valueAt } of settings) parts[key.replace(/^serial\d+\./, '')] = place(valueAt);
  const inScript = settings.find(({ bare }) => !bare);
  if (inScript !== undefined) parts.script = place(inScript.keyAt);
  const example = settings.findLast(({ alone }) => alone);
  if (example !== undefined) {
    parts.line = place(example.line);
    parts.lineKey = place(example.keyAt);
    parts.lineValue = place(example.valueAt);
  }
  return parts;
}
