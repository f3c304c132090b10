import type { Source } from '../../ground/source.ts';
import type { Word } from '../command/command.ts';
import type { Finding } from '../finding.ts';
import type { Reader } from '../format.ts';
import type { Machine } from '../model.ts';
import { Chardevs } from './chardevs.ts';
import { onWindows } from './end.ts';
import { commandFaults, deviceFaults, nameFaults } from './faults.ts';
import { type Invocation, invocationsIn } from './invocation.ts';
import { optionOf, optionsIn } from './options.ts';
import { portsOf, type Wired } from './ports.ts';
import { socketFaults } from './socket-faults.ts';
import { unusedFaults } from './unused.ts';

/** Cheap: whether it is worth to look for command lines. */
const MARK =
  /(?:^|[\s\\/"'`=({[])(?:qemu-system-|(?:qemu|kvm|qemu-kvm)(?:\.exe)?["']?[\s,])|-(?:serial|chardev)["']?[\s,=]/im;

export const looksLikeQemu = (source: Source): boolean =>
  MARK.test(source.text) && invocationsIn(source).length > 0;

export const readQemu: Reader = (source) => {
  const read = invocationsIn(source).map(readInvocation);
  return {
    machines: read.map(({ machine }) => machine),
    findings: read.flatMap(({ findings }) => findings),
  };
};

function readInvocation(invocation: Invocation): { machine: Machine; findings: Finding[] } {
  const { line, name } = invocation;
  const chardevs = new Chardevs(invocation);
  const wired = portsOf(invocation, chardevs);
  const first = line.name ?? line.words[0];
  const at = first?.used ?? first?.at ?? line.at;
  const isWindows = /\.exe$/i.test(line.name?.text ?? '');
  const [previous, last] = line.words.slice(-2);
  const end = last ?? previous;
  const machine: Machine = {
    format: 'qemu',
    product: 'qemu',
    name: nameIn(name),
    at,
    ...(isWindows ? { host: { value: 'windows', at } as const } : {}),
    ports: wired
      .map(({ port }) => (isWindows ? { ...port, end: onWindows(port.end) } : port))
      .sort((one, other) => one.number - other.number),
    parts: {
      [line.shell]: line.at,
      ...(end === undefined ? {} : { last: end.at }),
      ...(last === undefined || previous === undefined ? {} : { previous: previous.at }),
    },
  };
  return { machine, findings: findingsOf(invocation, chardevs, wired, machine) };
}

function findingsOf(
  invocation: Invocation,
  chardevs: Chardevs,
  wired: readonly Wired[],
  machine: Machine,
): Finding[] {
  const backends = new Set(wired.flatMap(({ backend }) => backend ?? []));
  return [
    ...commandFaults(invocation),
    ...[...backends].flatMap((backend) => [...nameFaults(backend), ...socketFaults(backend)]),
    ...wired.flatMap(({ device, asked }) => [
      ...(device === undefined ? [] : deviceFaults(device)),
      ...(asked === undefined ? [] : chardevs.missing(asked)),
    ]),
    ...unusedFaults(chardevs, wired, machine),
  ];
}

/** `-name lab-a`, `-name guest=lab-a,debug-threads=on` */
function nameIn(word: Word | undefined): string | undefined {
  if (word === undefined) return undefined;
  const options = optionsIn(word, 0, NAME_KEYS);
  const guest = optionOf(options, 'guest')?.value;
  const [first] = options;
  return guest ?? (first?.bare === true ? first.text.replaceAll(',,', ',') : undefined);
}

const NAME_KEYS = ['guest', 'process', 'debug-threads'];
