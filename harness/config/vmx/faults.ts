import type { Edit } from '../../ground/diagnostic.ts';
import type { Range, Source } from '../../ground/source.ts';
import type { Finding } from '../finding.ts';
import { grouped } from '../grouped.ts';
import { laterIn } from '../later.ts';
import type { Machine, Place, Port } from '../model.ts';
import { nearest } from '../nearest.ts';
import type { Setting } from './dictionary.ts';
import { ALLOWED, booleanOf, SCHEMES, schemeOf } from './values.ts';

/** Of keys that are there twice, the earlier lines are to go. */
export function keysTwice(source: Source, settings: readonly Setting[]): Finding[] {
  const byKey = grouped(settings, ({ key }) => key);
  return [...byKey.values()].flatMap((same): Finding[] => {
    const last = same.at(-1);
    if (same.length === 1 || last === undefined) return [];
    const earlier = same.slice(0, -1);
    return [
      {
        code: 'key-twice',
        severity: 'error',
        facts: { key: source.text.slice(...last.keyAt) },
        at: { source, range: last.line },
        also: earlier.map(({ line }) => ({ source, range: line })),
        ...(same.every(({ alone }) => alone)
          ? { edits: earlier.map(({ line }) => without(source, line)) }
          : {}),
      },
    ];
  });
}

const without = (source: Source, [start, end]: Range): Edit => {
  const newline = source.text.indexOf('\n', end);
  return source.edit([start, newline < 0 ? source.text.length : newline + 1], '');
};

export function faultsOf(machine: Machine, port: Port): Finding[] {
  const words = Object.entries(ALLOWED).flatMap(([field, allowed]) => wrongWord(port, field, allowed));
  return port.enabled.value ? [...words, ...wrongScheme(port), ...notAtStart(machine, port)] : words;
}

function wrongWord(port: Port, field: string, allowed: readonly string[]): Finding[] {
  const at = port.parts[field.toLowerCase()];
  if (at === undefined) return [];
  const value = at.source.text.slice(...at.range);
  const known = allowed.some((each) => each.toLowerCase() === value.toLowerCase());
  const isBoolean = allowed[0] === 'TRUE' && booleanOf(value) !== undefined;
  return known || isBoolean ? [] : invalid(port, field, at, value, allowed);
}

function wrongScheme(port: Port): Finding[] {
  if (port.end.kind !== 'tcp') return [];
  const { value, at } = port.end.address;
  const scheme = schemeOf(value);
  if (scheme === undefined || scheme in SCHEMES) return [];
  const start = at.range[0];
  const place = { source: at.source, range: [start, start + scheme.length] } as const;
  return invalid(port, 'fileName', place, scheme, Object.keys(SCHEMES));
}

function invalid(port: Port, field: string, at: Place, value: string, allowed: readonly string[]): Finding[] {
  if (laterIn(value) !== undefined) return [];
  const near = nearest(value, allowed);
  const name = `serial${port.number - 1}.${field}`;
  return [
    {
      code: 'value-invalid',
      severity: 'error',
      facts: { name, value, allowed: allowed.join(', '), ...(near === undefined ? {} : { nearest: near }) },
      at,
      ...(near === undefined ? {} : { edits: [at.source.edit(at.range, near)] }),
    },
  ];
}

function notAtStart(machine: Machine, port: Port): Finding[] {
  const at = port.parts.startconnected;
  if (at === undefined || booleanOf(at.source.text.slice(...at.range)) !== false) return [];
  const { product } = machine;
  return [
    {
      code: 'not-at-start',
      severity: 'error',
      facts: { machine: machine.name ?? at.source.file, product, port: port.number },
      at,
      edits: [at.source.edit(at.range, 'TRUE')],
    },
  ];
}
