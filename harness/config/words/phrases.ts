import type { Product } from '../model.ts';
import { EN_PHRASES } from './en-phrases.ts';
import type { Language } from './language.ts';
import { PT_PHRASES } from './pt-phrases.ts';

/** What `nullmodem check` and `nullmodem explain` say in one language beside the findings. Names come in quotes. */
export interface Phrases {
  readonly willTalk: string;
  /** No error was found, and who would talk with whom shows only when a script runs. */
  readonly noMistake: string;
  readonly alone: (machine: string, program: string) => string;
  readonly willNotTalk: (counts: string, machines: number) => string;
  /** They are joined, and yet not all that the lab does works. */
  readonly testsWillFail: (counts: string) => string;
  /** Nothing is found in their files, and booting them shows it. */
  readonly didNotTalk: string;
  /** --boot was given. */
  readonly notBooted: string;
  readonly notUnderstood: (counts: string) => string;
  readonly counts: (errors: number, warnings: number) => string;

  readonly listens: (machine: string, at: Meeting) => string;
  readonly connects: (machine: string, at: Meeting) => string;
  readonly startFirst: (listener: string) => string;
  /** What becomes of a connector that is started before its listener. */
  readonly startedTooSoon: (connector: string, product: Product, error: string | undefined) => string;
  readonly dialsAgain: (connector: string) => string;
  readonly neverDialsAgain: (connector: string, listener: string) => string;
  readonly test: string;
  readonly otherWayRound: string;
  /** Before a command that is run in a machine. */
  readonly inMachine: (machine: string) => string;

  readonly wrong: string;
  readonly right: string;
  readonly sections: Readonly<Record<Section, string>>;
  readonly explainFound: (program: string, code: string) => string;
  readonly explainOne: (program: string) => string;
  readonly explainRegister: (program: string) => string;
  readonly noSuchCode: (code: string) => string;
  readonly nearestCode: (code: string, program: string) => string;
  readonly allCodes: (program: string) => string;
}

export type Section = 'inputs' | 'refused' | 'machine' | 'pair';

/** Where the two meet: a TCP port, an address with one, or a path. */
export type Meeting =
  | { readonly kind: 'tcp'; readonly address: string }
  | { readonly kind: 'pipe'; readonly path: string };

export const PHRASES: Readonly<Record<Language, Phrases>> = { en: EN_PHRASES, pt: PT_PHRASES };
