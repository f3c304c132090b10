import { LOOPBACK } from '../../ground/loopback.ts';
import type { Range, Source } from '../../ground/source.ts';
import { laterIn } from '../later.ts';
import type { End, Framing, Place, Said } from '../model.ts';
import { nearest } from '../nearest.ts';
import type { Assignment } from './assignments.ts';

/** `port:4000` */
export interface Parameter {
  readonly value: string;
  readonly valueAt: Range;
  /** All of it. */
  readonly at: Range;
}

/** What nullmodem takes; any port takes `irq:`. */
export const PARAMETERS = [
  'server',
  'port',
  'transparent',
  'telnet',
  'usedtr',
  'nonlocal',
  'sock',
  'inhsocket',
  'rxdelay',
  'txdelay',
  'rxpollus',
  'irq',
] as const;
export type ParameterName = (typeof PARAMETERS)[number];

/** With those of other types. */
const KNOWN: readonly string[] = [...PARAMETERS, 'realport', 'file'];

/** By name. Of a parameter that is there twice, DOSBox takes the first. */
export type Parameters = ReadonlyMap<string, Parameter>;

export function parametersOf(text: string, words: readonly Range[]): Parameters {
  const parameters = new Map<string, Parameter>();
  for (const at of words.slice(1)) {
    const word = text.slice(...at);
    const { name, value } = partsOf(word);
    const meant = meantBy(name);
    if (value === undefined || meant === undefined || parameters.has(meant)) continue;
    parameters.set(meant, { value, valueAt: [at[1] - value.length, at[1]], at });
  }
  return withPortOfServer(parameters);
}

/** `server:10.0.0.2:4000`, as other products have it; DOSBox takes all of it for a name. */
export const HOST_AND_PORT = /^([^:]{1,255}):(\d{1,5})$/;

/** A finding says that the port stands in the wrong place; it is read as it was meant. */
function withPortOfServer(parameters: Map<string, Parameter>): Parameters {
  const server = parameters.get('server');
  const [, host, number] = HOST_AND_PORT.exec(server?.value ?? '') ?? [];
  if (server === undefined || host === undefined || number === undefined) return parameters;
  const [start, end] = server.valueAt;
  parameters.set('server', { ...server, value: host, valueAt: [start, start + host.length] });
  if (!parameters.has('port'))
    parameters.set('port', { value: number, valueAt: [end - number.length, end], at: server.at });
  return parameters;
}

/** `port:4000`, or as somebody wrote it who did not look it up: `port=4000`. */
export function partsOf(word: string): { name: string; sign?: string; value?: string } {
  const at = word.search(/[:=]/);
  return at < 0
    ? { name: word }
    : { name: word.slice(0, at), sign: word[at] ?? '', value: word.slice(at + 1) };
}

/** Of a misspelled name, a finding says so; the port is judged by what was meant. */
export const meantBy = (name: string): string | undefined =>
  KNOWN.find((each) => each === name.toLowerCase()) ?? nearest(name, PARAMETERS);

/** What a port leads to that is a nullmodem: a client where it is told of a server. */
export function nullmodemEnd(
  source: Source,
  { words }: Assignment,
  parameters: Parameters,
  isX: boolean,
): End {
  const place = (range: Range): Place => ({ source, range });
  const type = place(words[0] ?? [0, 0]);
  const said = (name: ParameterName): Said<string> | undefined => {
    const parameter = parameters.get(name);
    return parameter && saidAt(parameter.value, place(parameter.valueAt));
  };
  const [server, port] = [said('server'), said('port')];
  // DOSBox-X turns away who comes from another computer, unless it is told not to: it listens on loopback, as it were.
  const local = isX && !isOn(parameters.get('nonlocal')) ? { value: LOOPBACK, at: type } : undefined;
  const host = server === undefined ? local : server.value === '' ? undefined : server;
  if (isOn(parameters.get('inhsocket'))) return { kind: 'other', what: { value: 'inhsocket', at: type } };
  return {
    kind: 'tcp',
    role: server === undefined ? { value: 'listens', at: type } : { value: 'connects', at: server.at },
    address: server ?? port ?? { value: '', at: type },
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    framing: framingOf(parameters, place, type),
  };
}

const saidAt = (value: string, at: Place): Said<string> => {
  const later = laterIn(value);
  return { value, at, ...(later === undefined ? {} : { later }) };
};

/** DOSBox reads the digits that a value begins with. */
const isOn = (parameter: Parameter | undefined): boolean => /^0*1(?!\d)/.test(parameter?.value ?? '');

/** In the order in which DOSBox takes them: `transparent:0` undoes `usedtr:1`, and `telnet:1` undoes both. */
function framingOf(parameters: Parameters, place: (range: Range) => Place, type: Place): Said<Framing> {
  const [sock, telnet] = [parameters.get('sock'), parameters.get('telnet')];
  if (sock !== undefined && isOn(sock)) return { value: 'udp', at: place(sock.at) };
  if (telnet !== undefined && isOn(telnet)) return { value: 'telnet', at: place(telnet.at) };
  const deciding = parameters.get('transparent') ?? parameters.get('usedtr');
  if (deciding === undefined) return { value: 'nullmodem', at: type };
  return { value: isOn(deciding) ? 'raw' : 'nullmodem', at: place(deciding.at) };
}
