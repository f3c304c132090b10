import { hex2, hexPort } from '../../ground/bytes.ts';
import type { TraceRecord } from '../../ground/trace.ts';
import { lineSettingsOf } from '../../uart/line-settings.ts';
import { LCR } from '../../uart/registers.ts';
import { bitsInWords, type RegisterName, registerName } from '../registers.ts';
import { divisorInWords } from './answer.ts';

type Access = TraceRecord & { readonly k: 'in' | 'out' };

export interface Place {
  /** Offset of the register; null where no UART stands. */
  readonly offset: number | null;
  readonly dlab: boolean;
  /** What the divisor latch holds once this is done, where that is known. */
  readonly divisor?: number;
}

/** `wrote 0x83 to LCR: 8 bits, DLAB on`. */
export function accessInWords(record: Access, { offset, dlab, divisor }: Place): string {
  const access = record.k;
  const name = offset === null ? null : registerName(offset, access, dlab);
  const where = name ?? `port 0x${hexPort(record.port)}`;
  const value = `0x${hex2(record.v)}`;
  const said = name === null ? '' : meaningOf(name, record.v, divisor);
  const meaning = said === '' ? '' : `: ${said}`;
  if (record.k === 'out') return `wrote ${value} to ${where}${meaning}`;
  const often = record.n === 1 ? '' : `, ${record.n} times since ${record.since}`;
  return `read ${value} from ${where}${often}${meaning}`;
}

function meaningOf(name: RegisterName, value: number, divisor: number | undefined): string {
  if (name === 'LCR') return lineControlInWords(value);
  if (name === 'DLL' || name === 'DLM') return divisor === undefined ? '' : divisorInWords(divisor);
  return bitsInWords(name, value) || (NOTHING_IN[name] ?? '');
}

/** What a register says in which no bit is set. */
export const NOTHING_IN: Readonly<Partial<Record<RegisterName, string>>> = {
  IER: 'no interrupt enabled',
  LSR: 'nothing to read, THR not empty',
  MCR: 'all off',
  MSR: 'all off',
};

/** What everybody takes for granted, no parity and one stop bit, is left out. */
function lineControlInWords(lcr: number): string {
  const { bits, parity, stop } = lineSettingsOf(lcr);
  return [
    `${bits} bits`,
    ...(parity === 'none' ? [] : [`${parity} parity`]),
    ...(stop === 1 ? [] : [`${stop} stop bits`]),
    ...((lcr & LCR.BREAK) === 0 ? [] : ['break on']),
    ...((lcr & LCR.DLAB) === 0 ? [] : ['DLAB on']),
  ].join(', ');
}
