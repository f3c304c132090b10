import type { Source } from '../ground/source.ts';
import type { Finding } from './finding.ts';
import { MOST_MACHINES, type Reading } from './format.ts';
import { KNOWN, type TextFormat } from './formats.ts';
import type { Format, Machine } from './model.ts';

/** The machines of a text, recognised by what stands in it. */
export function readConfiguration(source: Source, known = KNOWN): Reading {
  const formats = formatsOf(source, known);
  const [first] = formats;
  if (first === undefined) return { machines: [], findings: [unknown(source)] };
  const readings = formats.map(({ read }) => read(source));
  const machines = readings
    .flatMap((reading) => reading.machines)
    .sort(byPlace)
    .slice(0, MOST_MACHINES);
  const findings = readings.flatMap((reading) => reading.findings);
  if (machines.length > 0 || findings.length > 0) return { machines, findings };
  return { machines, findings: [withoutMachine(source, first.format)] };
}

/** All that a text is recognised as. */
export function formatsOf(source: Source, { documents, lines } = KNOWN): readonly TextFormat[] {
  const document = documents.find(({ recognises }) => recognises(source));
  return document === undefined ? lines.filter(({ recognises }) => recognises(source)) : [document];
}

const byPlace = (a: Machine, b: Machine): number => a.at.range[0] - b.at.range[0];

/** What a file of such a name should hold. */
const ENDINGS: readonly (readonly [ending: RegExp, format: Format])[] = [
  [/\.vbox(-prev|-tmp)?$/i, 'vbox'],
  [/\.ovf$/i, 'ovf'],
  [/\.vmx$/i, 'vmx'],
  [/\.xml$/i, 'libvirt'],
  [/\.conf$/i, 'dosbox'],
];

function unknown(source: Source): Finding {
  const { file } = source;
  const nearest = ENDINGS.find(([ending]) => ending.test(file))?.[1];
  return {
    code: 'format-unknown',
    severity: 'error',
    facts: { file, ...(nearest === undefined ? {} : { nearest }) },
    at: { source, range: firstLineOf(source) },
  };
}

const withoutMachine = (source: Source, format: Format): Finding => ({
  code: 'no-machine',
  severity: 'error',
  facts: { file: source.file, format },
  at: { source, range: firstLineOf(source) },
});

/** The first line that says something. */
function firstLineOf({ text }: Source): readonly [number, number] {
  const start = text.length - text.trimStart().length;
  const end = text.indexOf('\n', start);
  return [start, end < 0 ? text.trimEnd().length : end];
}
