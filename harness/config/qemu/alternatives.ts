import type { Source } from '../../ground/source.ts';
import type { Word } from '../command/command.ts';
import { isDocument } from '../command/fences.ts';
import { isFragment } from './fragments.ts';
import type { Argument, Invocation } from './invocation.ts';
import { optionsIn } from './options.ts';

/**
 * One for each machine that a text starts: a makefile's `run` and `debug`, or a manual's several ways to start one
 * system, are not two machines that are to talk.
 */
export function withoutAlternatives(source: Source, all: readonly Invocation[]): readonly Invocation[] {
  if (all.length < 2 || !all.some(isLinked)) return all;
  return grouped(
    all.filter(isDocument(source) ? isOfManual(all) : (each) => !isFragment(each) || isLinked(each)),
  );
}

/** A manual shows other ways to start the machine beside the one that has a link, and speaks of single options. */
const isOfManual = (all: readonly Invocation[]): ((each: Invocation) => boolean) => {
  const linked = all.filter(isLinked);
  const [whole, fragments] = [linked.filter((each) => !isFragment(each)), linked.filter(isFragment)];
  const firsts = [true, false].map((listens) => fragments.find((each) => isServer(each) === listens));
  return (each) => whole.includes(each) || (whole.length === 0 && firsts.includes(each));
};

const isServer = (each: Invocation): boolean => /,server\b/.test(saidBy(each));

const LINK = /^(?:mon:)?(?:tcp|telnet|tn3270|websocket|udp|unix|pipe):|^(?:backend=)?(?:socket|pipe|udp),/;

const isLinked = ({ serials, chardevs, devices, line }: Invocation): boolean => {
  const links = chardevs.filter(({ value }) => LINK.test(value?.text ?? ''));
  const asked = [...serials, ...devices].map(({ value }) => value?.text ?? '').join(' ');
  const isMeant = ({ value }: Argument): boolean => asked.includes(idIn(value));
  return (
    serials.some(({ value }) => LINK.test(value?.text ?? '')) ||
    links.some(isMeant) ||
    (line.name === undefined && links.length > 0)
  );
};

const idIn = (word: Word | undefined): string =>
  (word && optionsIn(word, 0, ['id']).find(({ key }) => key === 'id')?.value) ?? ' ';

/** Of those that start one machine, the one that says where its port leads. */
function grouped(all: readonly Invocation[]): readonly Invocation[] {
  const kept = new Map<string, Invocation[]>();
  const chosen: Invocation[] = [];
  for (const each of all) {
    const key = systemOf(each);
    const others = kept.get(key) ?? [];
    const twin = key === '' ? undefined : others.find((other) => isTwin(other, each));
    if (twin === undefined) {
      chosen.push(each);
      kept.set(key, [...others, each].slice(-MOST_ALIKE));
    } else if (!isLinked(twin) && isLinked(each)) {
      chosen[chosen.indexOf(twin)] = each;
      kept.set(key, [...others.filter((other) => other !== twin), each]);
    }
  }
  return chosen;
}

/** Ways to start one system that are told apart. */
const MOST_ALIKE = 8;

/** They start one system, and only one says where its port leads, or both say the same. */
const isTwin = (one: Invocation, other: Invocation): boolean =>
  !isLinked(one) || !isLinked(other) || (saidBy(one) === saidBy(other) && !runsBeside(one));

const saidBy = ({ serials, chardevs, devices }: Invocation): string =>
  [...serials, ...chardevs, ...devices].map(({ value }) => value?.text).join(' ');

/** A shell starts it and goes on: `qemu-system-i386 ... &`. */
const runsBeside = ({ line }: Invocation): boolean => {
  const { source, range } = line.at;
  return /^[^\n&]{0,200}(?:>&\d[^\n&]{0,200})?&[ \t]*(?:\r?\n|$)/.test(
    source.text.slice(range[1], range[1] + 500),
  );
};

const SYSTEM = /^--?(?:hd[a-d]|fd[ab]|cdrom|kernel|drive|blockdev|name|pflash|bios)$/;
const IMAGE = /\.(?:img|qcow2?|iso|vdi|vmdk|raw|bin|elf|dsk)$/i;

/** What a machine is called and boots from: '' where the command does not say, or keeps nothing that it writes. */
function systemOf({ line }: Invocation): string {
  const { words } = line;
  if (words.some(({ text }) => /^--?snapshot$/.test(text))) return '';
  const system = words.flatMap(({ text }, index) => {
    if (SYSTEM.test(text)) return `${text} ${words[index + 1]?.text ?? ''}`;
    const isOfOption = words[index - 1]?.text.startsWith('-') ?? false;
    return IMAGE.test(text) && !isOfOption && !text.startsWith('-') ? text : [];
  });
  return system.join(' ').slice(0, LONGEST);
}

const LONGEST = 4000;
