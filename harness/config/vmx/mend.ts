import type { Edit } from '../../ground/diagnostic.ts';
import type { Mender } from '../format.ts';
import { laterIn } from '../later.ts';
import { lineEndOf } from '../lines.ts';
import type { Parts, Place } from '../model.ts';
import type { EndWish, Wish } from '../wish.ts';
import { escaped } from './dictionary.ts';
import { booleanOf } from './values.ts';

/** serial0 is COM1; neither where a port stands nor its UART can be chosen, so that of a wish is passed over. */
export const mendVmx: Mender = (machine, number, wish) => {
  const { source } = machine.at;
  const own = machine.ports.find((port) => port.number === number)?.parts;
  const parts = own ?? machine.parts;
  const edits: Edit[] = [];
  const missing: [key: string, value: string][] = [];
  for (const [field, value] of Object.entries(settingsFor(wish, own ?? {}))) {
    const at = own?.[field.toLowerCase()];
    const written = at && source.text.slice(...at.range);
    if (written !== undefined && laterIn(written) !== undefined) return undefined;
    const literal = parts.script === undefined ? escaped(value) : value.replaceAll('\\', '\\\\');
    if (at === undefined) missing.push([`serial${number - 1}.${field}`, literal]);
    else if (written !== literal) edits.push(source.edit(at.range, quoted(at, literal)));
  }
  if (missing.length === 0) return edits;
  const inserted = insertedBefore(parts, missing);
  return inserted && [...edits, inserted];
};

const quoted = ({ source, range }: Place, literal: string): string =>
  /["']/.test(source.text[range[0] - 1] ?? '') ? literal : `"${literal}"`;

function settingsFor({ enabled, end }: Wish, parts: Parts): Record<string, string> {
  const starts = parts.startconnected;
  const isOff = starts !== undefined && booleanOf(starts.source.text.slice(...starts.range)) === false;
  return {
    ...(enabled || parts.present === undefined ? { present: 'TRUE' } : {}),
    ...(enabled && isOff ? { startConnected: 'TRUE' } : {}),
    ...(end === undefined ? {} : endSettings(end)),
  };
}

/** The settings of a port that lead it somewhere, by the part of the key behind `serial0.`. */
export function endSettings(end: EndWish): Record<string, string> {
  const endPoint = end.role === 'listens' ? 'server' : 'client';
  if (end.kind === 'pipe') return { fileType: 'pipe', fileName: end.path, 'pipe.endPoint': endPoint };
  const { host = '', port } = end;
  const address = `tcp://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return { fileType: 'network', fileName: address, 'network.endPoint': endPoint };
}

/** Lines that look like the one that they are put before, in a script too. */
function insertedBefore(parts: Parts, settings: readonly (readonly [string, string])[]): Edit | undefined {
  const { line, lineKey: key, lineValue: value } = parts;
  if (line === undefined || key === undefined || value === undefined) return undefined;
  const { text } = line.source;
  const between = text.slice(key.range[1], value.range[0]);
  const tail = text.slice(value.range[1], line.range[1]);
  // In JSON, the last line has no comma, and what stands before it needs one.
  const comma = between.includes(':') && !tail.trimEnd().endsWith(',') ? ',' : '';
  const bare = /["']/.test(between.at(-1) ?? '') ? '' : '"';
  const lines = settings.map(
    ([name, literal]) =>
      text.slice(line.range[0], key.range[0]) + name + between + bare + literal + bare + tail + comma,
  );
  const end = lineEndOf(text);
  return line.source.edit([line.range[0], line.range[0]], lines.map((each) => each + end).join(''));
}
