import type { Mend } from '../finding.ts';
import { pathFor } from '../virtualbox/spelling.ts';
import type { Language } from '../words/language.ts';
import { type Change, changeFor, comIn } from './change.ts';
import { addressElement, commandFor, serialElement } from './command.ts';
import { ADVICE_EN, ADVICE_PT, type AdviceWords } from './words.ts';

/** A fix for a person: for the product's own window, and as something to type. */
export interface Advice {
  readonly words: string;
  readonly command: string;
}

const WORDS: Readonly<Record<Language, AdviceWords>> = { en: ADVICE_EN, pt: ADVICE_PT };

export function adviceFor(mend: Mend, language: Language): Advice {
  const change = changeFor(mend);
  return { words: wordsFor(change, WORDS[language]), command: commandFor(change) };
}

function wordsFor(change: Change, words: AdviceWords): string {
  switch (change.machine.product) {
    case 'virtualbox':
      return virtualboxWords(change, words);
    case 'qemu': {
      const wish = change.end?.wish;
      const again = wish?.kind === 'tcp' && wish.role === 'connects' && wish.reconnects === true;
      return `${again ? words.qemuReconnect : ''}${words.qemu(change.port)}`;
    }
    case 'vmware':
      return words.vmware;
    case 'libvirt':
      return change.end === undefined
        ? words.libvirtPlace(addressElement(change))
        : words.libvirt(serialElement(change.port, change.end));
    case 'dosbox':
    case 'dosbox-x':
      return words.dosbox;
  }
}

function virtualboxWords(change: Change, { list, virtualbox: words }: AdviceWords): string {
  const { machine, port, enable, resources, uart, end } = change;
  const saved = machine.saved === undefined ? '' : words.saved;
  const com = comIn(change);
  const steps = [
    ...(enable ? [words.enable] : []),
    ...(resources && com !== undefined ? [words.com(com)] : []),
    ...(end?.mode === true ? [words.mode(end.wish.kind === 'tcp' ? 'TCP' : 'Host Pipe')] : []),
    ...(end?.role === true ? [words.existing(end.wish.role)] : []),
    ...(end?.address === true ? [words.address(pathFor(end.wish))] : []),
  ];
  if (steps.length === 0) return uart === undefined ? '' : `${saved}${words.uart}`;
  return `${saved}${words.where(machine.name, port)}${list(steps)}.`;
}
