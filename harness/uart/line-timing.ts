import {
  bitsBeforeStop,
  bitTicks,
  type LineSettings,
  lineSettingsOf,
  type WordLength,
} from './line-settings.ts';
import { LCR } from './registers.ts';

/** What LCR and the divisor latch come to, worked out once when one of them is written. Lengths in ticks. */
export interface LineTiming {
  /** What it was worked out from: LCR bits 0 to 5, and the divisor latch. */
  readonly lcr: number;
  readonly divisor: number;
  readonly bit: number;
  readonly wordLength: WordLength;
  readonly dataMask: number;
  readonly hasParity: boolean;
  /** Bits from the start bit to the parity bit. */
  readonly length: number;
  /** Start, data, parity and all stop bits. */
  readonly character: number;
  /** The last of one and a half stop bits is the half. */
  readonly lastStop: number;
  /** By how much a THRE interrupt of FIFO mode may come later: a character less its last stop bit. */
  readonly threDelay: number;
  /** Of the receive FIFO: four characters. */
  readonly timeout: number;
  /** From the start edge to the middle of the first stop bit, where the receiver has its character. */
  readonly toStopSample: number;
  /** The parity bit, 0 or 1, for each data value; 0 where there is none. */
  readonly parityBits: Uint8Array;
  /** The levels of a frame from the start bit on, lowest bit first, for each data value. */
  readonly patterns: Uint16Array;
}

const TIMEOUT_CHARACTERS = 4;

const ones = (value: number): number => {
  let count = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) count += 1;
  return count;
};

function parityBit(settings: LineSettings, data: number): number {
  switch (settings.parity) {
    case 'none':
    case 'space':
      return 0;
    case 'mark':
      return 1;
    case 'even':
      return ones(data) & 1;
    case 'odd':
      return ~ones(data) & 1;
  }
}

/** Patterns depend on LCR bits 0, 1, 3, 4, 5 alone: made once for each. */
const tables = new Map<number, Pick<LineTiming, 'parityBits' | 'patterns'>>();

function tablesFor(lcr: number): Pick<LineTiming, 'parityBits' | 'patterns'> {
  const key = lcr & (LCR.WORD_LENGTH | LCR.PARITY | LCR.EVEN | LCR.STICK);
  const known = tables.get(key);
  if (known !== undefined) return known;
  const settings = lineSettingsOf(key);
  const mask = (1 << settings.bits) - 1;
  const parityBits = Uint8Array.from({ length: 256 }, (_, char) => parityBit(settings, char & mask));
  const patterns = Uint16Array.from({ length: 256 }, (_, char) => {
    const data = char & mask;
    return (data << 1) | (parityBit(settings, data) << (1 + settings.bits));
  });
  const made = { parityBits, patterns };
  tables.set(key, made);
  return made;
}

export function lineTiming(lcr: number, divisor: number): LineTiming {
  const settings = lineSettingsOf(lcr);
  const bit = bitTicks(divisor);
  const length = bitsBeforeStop(settings);
  const lastStop = settings.stop === 1.5 ? bit / 2 : bit;
  const { parityBits, patterns } = tablesFor(lcr);
  return {
    lcr: lcr & ~(LCR.BREAK | LCR.DLAB),
    divisor,
    bit,
    wordLength: settings.bits,
    dataMask: (1 << settings.bits) - 1,
    hasParity: settings.parity !== 'none',
    length,
    character: (length + settings.stop) * bit,
    timeout: TIMEOUT_CHARACTERS * (length + settings.stop) * bit,
    lastStop,
    threDelay: (length + settings.stop) * bit - lastStop,
    toStopSample: length * bit + bit / 2,
    parityBits,
    patterns,
  };
}
