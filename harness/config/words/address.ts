import type { Choice } from '../network/choice.ts';
import type { Medium } from '../network/interface.ts';
import type { PortFault } from '../network/port.ts';
import type { Reason } from '../network/reason.ts';
import { ADDRESS_EN } from './en-address.ts';
import type { Language } from './language.ts';
import { ADDRESS_PT } from './pt-address.ts';

/** What `nullmodem address` says in one language. */
export interface AddressWords {
  /** What the VM that connects wants. */
  readonly type: (text: string) => string;
  /** What the VM that listens has. */
  readonly listener: (port: number) => string;
  readonly example: (port: number) => string;
  readonly unreachable: string;
  readonly sameComputer: (text: string) => string;
  readonly onlySameComputer: (text: string) => string;
  readonly inside: Readonly<Record<NonNullable<Choice['inside']>, string>>;
  /** Where there is no address to type, and no such reason. */
  readonly join: string;
  readonly refused: (port: number) => string;
  readonly wireless: string;
  readonly heading: Readonly<Record<'name' | 'medium' | 'state' | 'address', string>>;
  readonly medium: Readonly<Record<Exclude<Medium, 'unknown'>, string>>;
  readonly up: string;
  readonly down: string;
  readonly thisOne: string;
  readonly possible: string;
  readonly not: (why: string) => string;
  readonly why: Readonly<Record<Reason, string>>;
  readonly portFault: (fault: PortFault, text: string) => { readonly what: string; readonly fix: string };
  readonly privileged: (port: number) => { readonly what: string; readonly fix: string };
}

export const ADDRESS_WORDS: Readonly<Record<Language, AddressWords>> = { en: ADDRESS_EN, pt: ADDRESS_PT };
