import { laterIn } from '../later.ts';
import type { End, Framing, Place, Role, Said } from '../model.ts';
import { nearest } from '../nearest.ts';
import { FILE_TYPES, SCHEMES, schemeOf } from './values.ts';

/** A port's settings, by the part of the key behind `serial0.`, in lower case. */
export type Fields = (field: string) => Said<string> | undefined;

/** What a port leads to; `heading` is the place of what is not said. */
export function serialEnd(fields: Fields, heading: Place): End {
  const what = fields('filename') ?? { value: '', at: heading };
  const written = fields('filetype')?.value.toLowerCase() ?? 'device';
  // Of a misspelled word, the finding says that it is one; the port is judged as the one that was meant.
  const meant = FILE_TYPES.some((each) => each === written) ? written : nearest(written, FILE_TYPES);
  const type = FILE_TYPES.find((each) => each === meant);
  if (type === 'pipe') {
    return { kind: 'pipe', role: roleOf(fields('pipe.endpoint'), heading), path: what, form: 'socket' };
  }
  const concentrator = fields('vspc');
  if (type === 'network' && concentrator === undefined) {
    return { kind: 'tcp', role: roleOf(fields('network.endpoint'), heading), ...addressOf(what) };
  }
  if (type === 'file' || type === 'device') return { kind: type, what };
  return { kind: 'other', what: concentrator ?? fields('filetype') ?? what };
}

/** A server where it is not said. */
const roleOf = (said: Said<string> | undefined, at: Place): Said<Role> =>
  said === undefined
    ? { value: 'listens', at }
    : { ...said, value: said.value.toLowerCase() === 'client' ? 'connects' : 'listens' };

interface Address {
  readonly address: Said<string>;
  readonly host?: Said<string>;
  readonly port?: Said<string>;
  readonly framing: Said<Framing>;
}

/** `tcp://host:port`, `telnet://:port`, `host:port`. An IPv6 address stands in brackets. */
function addressOf(address: Said<string>): Address {
  const text = address.value;
  const scheme = schemeOf(text);
  const start = scheme === undefined ? 0 : `${scheme}://`.length;
  const colon = text.lastIndexOf(':');
  const end = colon < start ? text.length : colon;
  const brackets = text[start] === '[' && text[end - 1] === ']' ? 1 : 0;
  const host = text.slice(start + brackets, end - brackets);
  const port = text.slice(end + 1);
  return {
    address,
    framing: { value: SCHEMES[scheme ?? 'tcp'] ?? 'raw', at: address.at },
    ...(host === '' ? {} : { host: part(address, host, start + brackets) }),
    ...(port === '' ? {} : { port: part(address, port, end + 1) }),
  };
}

/** A part of a value; the mark stays on the whole where the text has it in another form. */
function part({ at, value }: Said<string>, text: string, offset: number): Said<string> {
  const { source, range } = at;
  const start = range[0] + offset;
  const asWritten = source.text.startsWith(value, range[0]);
  const later = laterIn(text);
  return {
    value: text,
    at: asWritten ? { source, range: [start, start + text.length] } : at,
    ...(later === undefined ? {} : { later }),
  };
}
