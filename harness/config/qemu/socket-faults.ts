import type { Finding } from '../finding.ts';
import { nearest } from '../nearest.ts';
import type { Backend } from './backend.ts';
import { roleOf } from './end.ts';
import { CLIENT, isBoolean, NEGATIONS, type Option, optionOf } from './options.ts';
import { CHARDEV_KEYS, FLAGS } from './socket-keys.ts';

/** What QEMU refuses in the options of a socket, or passes over to nobody's good. */
export function socketFaults(backend: Backend): Finding[] {
  if (backend.name !== 'socket') return [];
  const options = backend.options.filter(({ bare, later }) => !(bare && later !== undefined));
  const unknown = options.filter((option) => !isKnown(option)).map(unknownKey);
  return [...unknown, ...options.flatMap(wrongBoolean), ...wrongForRole(backend), ...listensNowhere(backend)];
}

const isKnown = ({ written, bare }: Option): boolean =>
  CHARDEV_KEYS.includes(written) || (bare && NEGATIONS.includes(written));

function unknownKey(option: Option): Finding {
  const { key, at, text, written, bare, value } = option;
  if (key === CLIENT) {
    return { code: 'qemu-client-word', severity: 'error', facts: { option: text }, at, ...without(option) };
  }
  const flag = bare && value === 'off' ? `no${key}` : key;
  const near = CHARDEV_KEYS.includes(key) ? flag + text.slice(written.length) : undefined;
  return invalid(option, `Invalid parameter '${written}'`, near);
}

function wrongBoolean(option: Option): Finding[] {
  const { key, value, later, bare } = option;
  if (bare || later !== undefined || !FLAGS.includes(key) || isBoolean(value)) return [];
  const near = nearest(value, ['on', 'off']);
  return [invalid(option, `Parameter '${key}' expects 'on' or 'off'`, near && `${key}=${near}`)];
}

function invalid(option: Option, detail: string, meant: string | undefined): Finding {
  const { text, at, exact } = option;
  const edits = exact && meant !== undefined ? { edits: [at.source.edit(at.range, meant)] } : without(option);
  return {
    code: 'qemu-option-invalid',
    severity: 'error',
    facts: { option: text, detail, ...(meant === undefined ? {} : { nearest: meant }) },
    at,
    ...edits,
  };
}

function wrongForRole(backend: Backend): Finding[] {
  const { options } = backend;
  const role = roleOf(backend);
  if (role.later !== undefined) return [];
  const waits = options.filter(({ key }) => key === 'wait');
  const again = options.filter(({ key }) => key === 'reconnect' || key === 'reconnect-ms');
  const isForgotten = optionOf(options, 'server') === undefined && role.value === 'listens';
  const ofWait = role.value === 'connects' || isForgotten ? waitOfConnector(waits, isForgotten) : [];
  const ofAgain = role.value === 'listens' ? reconnectOfListener(again) : reconnectTwice(again);
  return [...ofWait, ...ofAgain];
}

function waitOfConnector(waits: readonly Option[], isForgotten: boolean): Finding[] {
  const wait = waits.at(-1);
  if (wait === undefined) return [];
  const { at, text, exact } = wait;
  const [start] = at.range;
  const edits =
    isForgotten && exact ? { edits: [at.source.edit([start, start], 'server=on,')] } : without(...waits);
  return [{ code: 'qemu-wait-on-connector', severity: 'error', facts: { option: text }, at, ...edits }];
}

function reconnectOfListener(again: readonly Option[]): Finding[] {
  const last = again.at(-1);
  if (last === undefined) return [];
  const { at, text } = last;
  return [
    {
      code: 'qemu-reconnect-on-listener',
      severity: 'error',
      facts: { option: text },
      at,
      ...without(...again),
    },
  ];
}

function reconnectTwice(again: readonly Option[]): Finding[] {
  const [old, now] = ['reconnect', 'reconnect-ms'].map((key) => optionOf(again, key));
  if (old === undefined || now === undefined) return [];
  const edits = without(...again.filter(({ key }) => key === 'reconnect'));
  return [
    { code: 'qemu-reconnect-twice', severity: 'error', facts: {}, at: now.at, also: [old.at], ...edits },
  ];
}

/** Without `host=`, QEMU listens on nothing, and says nothing. */
function listensNowhere(backend: Backend): Finding[] {
  const { options, address } = backend;
  const [host, port, path, fd, id] = ['host', 'port', 'path', 'fd', 'id'].map((key) =>
    optionOf(options, key),
  );
  const isReached = [address, host, path, fd].some((each) => each !== undefined);
  if (isReached || port === undefined || roleOf(backend).value !== 'listens') return [];
  const { at, exact } = port;
  const start = at.range[0];
  return [
    {
      code: 'qemu-listens-nowhere',
      severity: 'error',
      facts: { id: id?.value ?? '' },
      at,
      ...(exact ? { edits: [at.source.edit([start, start], 'host=0.0.0.0,')] } : {}),
    },
  ];
}

/** The edits that take options out, each with the comma before it. */
function without(...options: readonly Option[]): Pick<Finding, 'edits'> {
  const places = options.filter(({ exact, at }) => exact && at.source.text[at.range[0] - 1] === ',');
  if (places.length < options.length) return {};
  return { edits: places.map(({ at }) => at.source.edit([at.range[0] - 1, at.range[1]], '')) };
}
