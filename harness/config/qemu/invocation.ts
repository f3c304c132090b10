import type { CommandLine, Word } from '../command/command.ts';
import { commandsIn } from '../command/commands.ts';
import { MOST_MACHINES } from '../format.ts';
import { nearest } from '../nearest.ts';
import { once } from '../once.ts';
import { withoutAlternatives } from './alternatives.ts';
import { withoutParts } from './fragments.ts';
import { literalOf } from './literal.ts';

/** An option of the command, and the word behind it. */
export interface Argument {
  readonly option: Word;
  /** Undefined: the command ends before it. */
  readonly value: Word | undefined;
}

/** A command line of QEMU, as far as it has to do with serial ports. */
export interface Invocation {
  readonly line: CommandLine;
  readonly serials: readonly Argument[];
  readonly chardevs: readonly Argument[];
  readonly devices: readonly Argument[];
  readonly name: Word | undefined;
  readonly nodefaults: boolean;
  readonly nographic: Word | undefined;
  /** Words that a blank has parted from the socket that they are options of, and what stands before them. */
  readonly parted: ReadonlyMap<Word, Word>;
  /** Options that QEMU does not know, and which one was meant. */
  readonly misspelled: ReadonlyMap<Word, string>;
}

const PROGRAM = /(?:^|[\\/])(?:qemu-system-[\w${}().-]{1,60}?|qemu-kvm|qemu|kvm)(?:\.exe|\.EXE)?$/;
export const isQemu = (word: string): boolean => word.length < 1000 && PROGRAM.test(word);

/** A program of which only a variable knows the name is QEMU if it is told of a serial port in QEMU's way. */
const isOfSerial = (word: string): boolean => /^--?(?:serial|chardev|device)$/.test(word);
const IMAGE = /\.(?:img|qcow2?|iso|vdi|vmdk|raw|bin|elf)$/i;
const NO_MACHINE = /^--?(?:version|help|h|\?)$/;

/** Of each kind of option; of more, nobody has any use. */
const MOST = 64;

/** The commands of a text that start a machine, each machine once. */
export const invocationsIn = once((source): readonly Invocation[] => {
  const all = commandsIn(source, { name: isQemu, option: isOfSerial })
    .filter(startsMachine)
    .slice(0, MOST_MACHINES)
    .map(invocationOf);
  return withoutAlternatives(source, withoutSilent(withoutParts(all)));
});

function withoutSilent(all: readonly Invocation[]): readonly Invocation[] {
  const serial = all.filter(
    ({ serials, chardevs, devices }) => [...serials, ...chardevs, ...devices].length > 0,
  );
  // Where two say where their ports lead, one that does not installs a system; and where arguments stand by
  // themselves, a command beside them may be the one that takes them.
  const isEnough = serial.length > 1 || serial.some(({ line }) => line.name === undefined);
  return isEnough ? serial : all;
}

function startsMachine({ name, words }: CommandLine): boolean {
  if (words.some(({ text }) => NO_MACHINE.test(text))) return false;
  if (name !== undefined && isValue(name)) return false;
  if (name !== undefined)
    return words.some(({ text }) => /^--?[A-Za-z]{2}|^-[a-zA-Z]$/.test(text) || IMAGE.test(text));
  const option = words.findIndex(
    ({ text }, index) => isOfSerial(text) && leadsSomewhere(text, argumentIn(words[index + 1])),
  );
  const before = words.slice(0, Math.max(option, 0)).map(({ text }) => text);
  const isProse = before.length > 1 && before.every((text) => /^[A-Za-z]+$/.test(text));
  return option >= 0 && !isProse;
}

/** `--paravirtprovider kvm` says how, and starts nothing. */
function isValue({ text, at: { source, range } }: Word): boolean {
  const before = source.text.slice(Math.max(0, range[0] - LONGEST_OPTION), range[0]);
  return /^(?:kvm|qemu)$/.test(text) && /(?:^|[\s"'])--[a-z][\w-]{1,30}["']?[\s,]{1,5}$/.test(before);
}

const LONGEST_OPTION = 40;

const BACKEND =
  /^(?:mon:)?(?:tcp|telnet|tn3270|websocket|udp|unix|file|pipe|chardev):|^(?:mon:)?(?:stdio|pty|null|none|vc)$|^(?:socket|file|pipe|stdio|pty|null|udp|serial),/;

const leadsSomewhere = (option: string, argument: string): boolean =>
  option.endsWith('device') ? isOfIsaSerial(argument) : isBackend(argument);

const argumentIn = (word: Word | undefined): string => (word === undefined ? '' : literalOf(word).text);

const isBackend = (text: string): boolean => BACKEND.test(text);

function invocationOf(line: CommandLine): Invocation {
  const given: Record<'serial' | 'chardev' | 'device' | 'name', Argument[]> = {
    serial: [],
    chardev: [],
    device: [],
    name: [],
  };
  const flags = new Map<string, Word>();
  const parted = new Map<Word, Word>();
  const misspelled = new Map<Word, string>();
  for (let index = 0; index < line.words.length; index += 1) {
    const word = line.words[index];
    const next = line.words[index + 1];
    const written = word === undefined ? undefined : /^--?([A-Za-z-]{1,40})$/.exec(word.text)?.[1];
    if (word === undefined || written === undefined) continue;
    const option = isListed(written) ? written : meant(written, next);
    if (option !== written && misspelled.size < MOST) misspelled.set(word, `-${option}`);
    const arguments_ = isListed(option) ? given[option] : undefined;
    if (arguments_ === undefined) {
      flags.set(option, word);
      continue;
    }
    index += 1;
    let value = next && literalOf(next);
    for (
      let stray = line.words[index + 1];
      value && stray && parted.size < MOST && isParted(value, stray);
      stray = line.words[index + 1]
    ) {
      parted.set(stray, value);
      value = joined(value, stray);
      index += 1;
    }
    if (arguments_.length < MOST) arguments_.push({ option: word, value });
  }
  return {
    line,
    serials: given.serial,
    chardevs: given.chardev,
    devices: given.device.filter(({ value }) => value !== undefined && isOfIsaSerial(value.text)),
    name: given.name.at(-1)?.value,
    nodefaults: flags.has('nodefaults'),
    nographic: flags.get('nographic'),
    parted,
    misspelled,
  };
}

const LISTED = ['serial', 'chardev', 'device', 'name'] as const;
type Listed = (typeof LISTED)[number];
const isListed = (option: string): option is Listed => LISTED.some((each) => each === option);

/** `-seral tcp::4000` */
function meant(option: string, next: Word | undefined): string {
  if (next === undefined || !isBackend(next.text) || OTHERS.test(option)) return option;
  return nearest(option, [next.text.includes(':') ? 'serial' : 'chardev']) ?? option;
}

/** Those that take the same words, and lead to no serial port. */
const OTHERS =
  /^(?:monitor|mon|qmp|qmp-pretty|gdb|parallel|debugcon|vnc|virtioconsole|sercon|semihosting-config)$/;

const isParted = (socket: Word, stray: Word): boolean =>
  !stray.text.startsWith('-') &&
  (socket.text.endsWith(',') || stray.text.startsWith(',')) &&
  /^,?(?:server|wait|nowait|reconnect|reconnect-ms|host|port|id|telnet|nodelay)(?:[=,]|$)/.test(stray.text);

const joined = (socket: Word, stray: Word): Word => ({
  ...socket,
  text: socket.text + stray.text,
  at: {
    source: socket.at.source,
    range: [socket.at.range[0], Math.max(socket.at.range[1], stray.at.range[1])],
  },
});

const isOfIsaSerial = (text: string): boolean =>
  /^(?:driver=)?isa-serial(?:,|$)|^\s*\{[^{}]{0,500}"driver"\s{0,20}:\s{0,20}"isa-serial"/.test(text);
