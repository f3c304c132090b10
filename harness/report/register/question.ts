import type { RegisterName } from '../registers.ts';
import { FACTS } from './facts.ts';

/** What a person wants to know of a register. */
export type Question =
  | { readonly kind: 'register'; readonly name: RegisterName; readonly value?: number }
  | { readonly kind: 'port'; readonly com: number; readonly base: number; readonly offset: number }
  /** It is about a register, and cannot be answered: why. */
  | { readonly kind: 'fault'; readonly what: string };

export const REGISTER_NAMES = Object.keys(FACTS) as readonly RegisterName[];

/** COM1 to COM4. */
const BASES = [0x3f8, 0x2f8, 0x3e8, 0x2e8];

/** `LSR=0x61`, `lsr = 97`, `LSR`, `0x3FB`, `3FB`; undefined where that is no question of this sort. */
export function questionOf(text: string): Question | undefined {
  const [, left = '', right] = /^\s*([^=\s]+)\s*(?:=\s*(.*?)\s*)?$/s.exec(text) ?? [];
  const name = REGISTER_NAMES.find((one) => one === left.toUpperCase());
  if (name !== undefined) return right === undefined ? { kind: 'register', name } : valued(name, right);
  const port = numberOf(left) ?? (/^[23][ef][89a-f]$/i.test(left) ? Number.parseInt(left, 16) : undefined);
  if (port === undefined) return undefined;
  if (right !== undefined)
    return { kind: 'fault', what: 'a port has more than one register: name the register, as in LSR=0x61' };
  const com = BASES.indexOf(port & ~7);
  const base = BASES[com];
  if (base !== undefined) return { kind: 'port', com: com + 1, base, offset: port - base };
  const shown = `0x${port.toString(16).toUpperCase()}`;
  return { kind: 'fault', what: `no UART of a PC stands at ${shown}: COM1 is at 0x3F8, COM2 at 0x2F8` };
}

function valued(name: RegisterName, text: string): Question {
  const value = numberOf(text);
  if (value === undefined)
    return {
      kind: 'fault',
      what: `\`${text}\` is no number: ${name}=0x61, ${name}=97 and ${name}=0b01100001 are`,
    };
  if (value > 0xff) return { kind: 'fault', what: `${name} holds a byte: 0 to 0xFF` };
  return { kind: 'register', name, value };
}

/** Decimal, `0x61`, `61h`, `0b0110_0001`. */
function numberOf(text: string): number | undefined {
  const plain = text.replaceAll('_', '').toLowerCase();
  if (/^0x[0-9a-f]{1,6}$/.test(plain)) return Number.parseInt(plain.slice(2), 16);
  if (/^[0-9a-f]{1,6}h$/.test(plain)) return Number.parseInt(plain, 16);
  if (/^0b[01]{1,16}$/.test(plain)) return Number.parseInt(plain.slice(2), 2);
  return /^\d{1,6}$/.test(plain) ? Number(plain) : undefined;
}
