import type { Source } from '../../ground/source.ts';
import type { Finding } from '../finding.ts';
import { type Said, STANDARD_PORTS } from '../model.ts';
import { nearest } from '../nearest.ts';
import { setAttributes } from '../xml/edit.ts';
import { tagAt, valueAt } from '../xml/place.ts';
import { attributeOf, type XmlAttribute, type XmlElement } from '../xml/tree.ts';
import { flagMeant, flagOf, hex, numberOf } from './value.ts';

/** One attribute of a `Port`. */
export interface Setting<T> {
  readonly name: string;
  /** Undefined: VirtualBox does not take it. */
  readonly parse: (text: string) => T | undefined;
  /** What is to be written instead of a text that it does not take; of '' where nothing is written. */
  readonly meant: (text: string) => string;
  readonly allowed: readonly string[];
  /** Without it the file is refused. */
  readonly required: boolean;
}

export interface Checked<T> {
  /** As it was meant, where it is wrong. */
  readonly said?: Said<T>;
  readonly findings: readonly Finding[];
}

export function check<T>(source: Source, element: XmlElement, setting: Setting<T>): Checked<T> {
  const attribute = attributeOf(element, setting.name);
  if (attribute === undefined) return setting.required ? missing(source, element, setting) : { findings: [] };
  const value = setting.parse(attribute.value);
  if (value !== undefined) return { said: { value, at: valueAt(source, attribute) }, findings: [] };
  return refused(source, attribute, setting);
}

function missing<T>(source: Source, element: XmlElement, { name, parse, meant }: Setting<T>): Checked<T> {
  const at = tagAt(source, element);
  const edits = setAttributes(source, element, { [name]: meant('') });
  const value = parse(meant(''));
  return {
    ...(value === undefined ? {} : { said: { value, at } }),
    findings: [{ code: 'attribute-missing', severity: 'error', facts: { attribute: name }, at, edits }],
  };
}

function refused<T>(source: Source, attribute: XmlAttribute, setting: Setting<T>): Checked<T> {
  const { name, parse, meant, allowed } = setting;
  const likeliest = meant(attribute.value);
  const at = valueAt(source, attribute);
  const rest = { severity: 'error', at, edits: [source.edit(attribute.inside, likeliest)] } as const;
  const value = parse(likeliest);
  const facts = { value: attribute.value, nearest: likeliest };
  const finding: Finding =
    name === 'hostMode'
      ? { code: 'hostmode-invalid', facts, ...rest }
      : { code: 'value-invalid', facts: { ...facts, name, allowed: allowed.join(', ') }, ...rest };
  return { ...(value === undefined ? {} : { said: { value, at } }), findings: [finding] };
}

const flag = (name: string, otherwise: boolean, required: boolean): Setting<boolean> => ({
  name,
  parse: flagOf,
  meant: (text) => String(flagMeant(text) ?? otherwise),
  allowed: ['true', 'false'],
  required,
});

export const ENABLED = flag('enabled', true, true);
/** What is no flag is passed over: then the port connects. */
export const SERVER = flag('server', false, false);

export type BaseName = 'IOBase' | 'IOAddress';

export const baseSetting = (name: BaseName, number: number): Setting<number> => ({
  name,
  parse: numberOf,
  meant: (text) => hex(baseMeant(text) ?? STANDARD_PORTS[number - 1]?.base ?? STANDARD_PORTS[0].base),
  allowed: STANDARD_PORTS.map(({ base }) => hex(base)),
  required: true,
});

/** `3f8`, `3F8h`, `COM1`. */
export function baseMeant(text: string): number | undefined {
  const word = text.trim().toLowerCase();
  const value = Number.parseInt(word.replace(/^0x|h$/g, ''), 16);
  return STANDARD_PORTS.find(({ base, number }) => base === value || word === `com${number}`)?.base;
}

export const irqSetting = (number: number): Setting<number> => ({
  name: 'IRQ',
  parse: numberOf,
  meant: (text) => {
    const digits = /^\D*([34])\D*$/.exec(text)?.[1];
    return digits ?? String(STANDARD_PORTS[number - 1]?.irq ?? STANDARD_PORTS[0].irq);
  },
  allowed: ['4', '3'],
  required: true,
});

const HOST_MODES = ['Disconnected', 'HostPipe', 'HostDevice', 'RawFile', 'TCP'] as const;
export type HostMode = (typeof HOST_MODES)[number];

export const modeSetting = (path: string): Setting<HostMode> => ({
  name: 'hostMode',
  parse: (text) => HOST_MODES.find((mode) => mode === text),
  meant: (text) => modeMeant(text) ?? modeFor(path),
  allowed: HOST_MODES,
  required: true,
});

/** Words of other programs, and of VBoxManage. */
const OTHER_WORDS: readonly (readonly [RegExp, HostMode])[] = [
  [/tcp|socket|net/, 'TCP'],
  [/pipe|^server$|^client$/, 'HostPipe'],
  [/file/, 'RawFile'],
  [/dev/, 'HostDevice'],
  [/disc|none|off/, 'Disconnected'],
];

function modeMeant(text: string): HostMode | undefined {
  const word = text.trim().toLowerCase();
  const near = nearest(word, HOST_MODES);
  return HOST_MODES.find((mode) => mode === near) ?? OTHER_WORDS.find(([pattern]) => pattern.test(word))?.[1];
}

/** What fits the path. */
function modeFor(path: string): HostMode {
  if (path === '') return 'Disconnected';
  if (/^\d+$|:\d+$/.test(path)) return 'TCP';
  return /^[\\/]/.test(path) ? 'HostPipe' : 'TCP';
}

export const UART_TYPES = ['16450', '16550A', '16750'] as const;

export const UART_TYPE: Setting<string> = {
  name: 'uartType',
  parse: (text) => UART_TYPES.find((type) => type === text),
  meant: (text) => nearest(text.trim(), UART_TYPES) ?? '16550A',
  allowed: UART_TYPES,
  required: false,
};
