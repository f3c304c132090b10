import type { End, Framing, Place, Role, Said, TcpEnd } from '../model.ts';
import type { Backend } from './backend.ts';
import { isYes, type Option, optionOf, type Part, partOf, saidBy } from './options.ts';

/** What a port leads to by its chardev. */
export function endOf(backend: Backend): End {
  const { name, namePart, word, address } = backend;
  const path = optionOf(backend.options, 'path');
  const what = saidBy({ ...(path?.valuePart ?? namePart), text: path?.value ?? name });
  const all: Said<string> = {
    value: word.text,
    at: word.at,
    ...(word.later === undefined ? {} : { later: word.later }),
  };
  switch (name) {
    case 'socket': {
      const inherited = optionOf(backend.options, 'fd');
      if (inherited !== undefined) return { kind: 'other', what: saidBy(inherited) };
      return path === undefined || isTcp(backend) ? tcpEnd(backend) : pipeEnd(backend, what);
    }
    case 'udp':
      return udpEnd(backend);
    case 'pipe':
      return { kind: 'pipe', role: { value: 'connects', at: word.at }, path: what, form: 'fifos' };
    case 'file':
      return { kind: 'file', what };
    case 'serial':
    case 'parallel':
    case 'tty':
      return { kind: 'device', what };
    case 'null':
    case 'none':
      return { kind: 'disconnected', what };
    default:
      return word.later !== undefined && address === undefined ? unknownEnd(all) : { kind: 'other', what };
  }
}

const isTcp = ({ options }: Backend): boolean => optionOf(options, 'host') !== undefined;

/** On Windows, `pipe:lab7` makes the pipe `\\\\.\\pipe\\lab7`, and others connect to it. */
export function onWindows(end: End): End {
  if (end.kind !== 'pipe' || end.form !== 'fifos') return end;
  const { path, role } = end;
  return {
    kind: 'pipe',
    role: { ...role, value: 'listens' },
    path: { ...path, value: `${PIPES}${path.value}` },
    form: 'socket',
  };
}

/** Where Windows has its pipes. */
export const PIPES = '\\\\.\\pipe\\';

/** All of it shows only when a script runs. */
const unknownEnd = (all: Said<string>): TcpEnd => ({
  kind: 'tcp',
  role: { ...all, value: 'listens' },
  address: all,
  framing: { ...all, value: 'raw' },
});

function tcpEnd(backend: Backend): TcpEnd {
  const { options, word } = backend;
  const role = roleOf(backend);
  const [host, port] = [optionOf(options, 'host'), optionOf(options, 'port')];
  const again = options.findLast(({ key }) => key === 'reconnect' || key === 'reconnect-ms');
  return {
    kind: 'tcp',
    role,
    address: saidBy(backend.address ?? partOf(word, 0, word.text.length)),
    ...(host === undefined || host.value === '' ? {} : { host: saidOf(host) }),
    ...(port === undefined || port.value === '' ? {} : { port: saidOf(port) }),
    framing: framingOf(backend),
    ...waiting(backend, role),
    ...(again === undefined
      ? {}
      : { reconnects: { value: !/^0*$/.test(again.value), at: again.at, ...laterOf(again) } }),
  };
}

/** A listener waits for its peer unless it says that it does not. */
function waiting({ options }: Backend, { value, at }: Said<Role>): { waits?: Said<boolean> } {
  if (value !== 'listens') return {};
  const wait = optionOf(options, 'wait');
  return {
    waits:
      wait === undefined ? { value: true, at } : { value: isYes(wait.value), at: wait.at, ...laterOf(wait) },
  };
}

const saidOf = ({ value, valuePart }: Option): Said<string> => ({ ...saidBy(valuePart), value });

const laterOf = (part: Part | undefined): { later?: string } =>
  part?.later === undefined ? {} : { later: part.later };

/**
 * It connects unless it says `server`. A socket without a host cannot connect: whoever has forgotten `server` there, or
 * has told it to wait, means one that listens.
 */
export function roleOf({ options, address, word }: Backend): Said<Role> {
  const server = optionOf(options, 'server');
  const unknown = options.find(({ later, bare }) => bare && later !== undefined);
  const place: Place = server?.at ?? unknown?.at ?? address?.at ?? word.at;
  const listens = server === undefined ? meansServer(options) : isYes(server.value);
  const later = server === undefined ? unknown?.later : server.later;
  return {
    value: listens ? 'listens' : 'connects',
    at: place,
    ...(later === undefined ? {} : { later }),
  };
}

const meansServer = (options: readonly Option[]): boolean =>
  optionOf(options, 'wait') !== undefined &&
  (optionOf(options, 'host')?.value ?? '') === '' &&
  optionOf(options, 'path') === undefined;

const SCHEMES: Readonly<Record<string, Framing>> = {
  telnet: 'telnet',
  tn3270: 'telnet',
  websocket: 'websocket',
};

/** The option, or the name of the short form, that says how bytes stand on the socket. */
function framingOf({ options, namePart, word }: Backend): Said<Framing> {
  const tls = optionOf(options, 'tls-creds');
  if (tls !== undefined) return { value: 'tls', at: tls.at };
  for (const [key, value] of Object.entries(SCHEMES)) {
    const option = optionOf(options, key);
    if (option !== undefined && isYes(option.value)) return { value, at: option.at };
  }
  const value = SCHEMES[namePart.text];
  return value === undefined ? { value: 'raw', at: word.at } : { value, at: namePart.at };
}

function pipeEnd(backend: Backend, path: Said<string>): End {
  const role = roleOf(backend);
  return { kind: 'pipe', role, path, form: 'socket', ...waiting(backend, role) };
}

/** `udp:host:port@:port`. Without a host it sends to this computer, and there is no connection that could break. */
function udpEnd(backend: Backend): TcpEnd {
  const end = tcpEnd(backend);
  const { waits: _, ...rest } = end;
  const { namePart, word } = backend;
  const at = backend.address?.at ?? word.at;
  return {
    ...rest,
    host: rest.host ?? { value: 'localhost', at },
    reconnects: { value: true, at },
    role: { value: 'connects', at: word.at },
    framing: { value: 'udp', at: namePart.text === '' ? word.at : namePart.at },
  };
}
