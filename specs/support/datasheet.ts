/**
 * The PC16550D as its book has it, typed by hand: specs compare the chip with this table and never with the
 * harness's own. Times are ticks of the 1.8432 MHz crystal.
 */
export const REG = {
  RBR: 0,
  THR: 0,
  DLL: 0,
  IER: 1,
  DLM: 1,
  IIR: 2,
  FCR: 2,
  LCR: 3,
  MCR: 4,
  LSR: 5,
  MSR: 6,
  SCR: 7,
} as const;

export const IER = { RDA: 0x01, THRE: 0x02, RLS: 0x04, MODEM: 0x08 } as const;

/** IIR bits 3 to 0. */
export const IIR = { MODEM: 0x00, NONE: 0x01, THRE: 0x02, RDA: 0x04, RLS: 0x06, TIMEOUT: 0x0c } as const;

/** Bit 5, as bit 5 of MCR, is the 16750's (TL16C750). */
export const FCR = { ENABLE: 0x01, CLEAR_RX: 0x02, CLEAR_TX: 0x04, DMA: 0x08, FIFO_64: 0x20 } as const;

/** Receive trigger levels with the FCR bits that select them. */
export const TRIGGERS = [
  { level: 1, bits: 0x00 },
  { level: 4, bits: 0x40 },
  { level: 8, bits: 0x80 },
  { level: 14, bits: 0xc0 },
] as const;

export const LCR = { BREAK: 0x40, DLAB: 0x80 } as const;

export const MCR = { DTR: 0x01, RTS: 0x02, OUT1: 0x04, OUT2: 0x08, LOOP: 0x10, AFE: 0x20 } as const;

export const LSR = {
  DR: 0x01,
  OE: 0x02,
  PE: 0x04,
  FE: 0x08,
  BI: 0x10,
  THRE: 0x20,
  TEMT: 0x40,
  FIFO_ERROR: 0x80,
} as const;

export const MSR = {
  DCTS: 0x01,
  DDSR: 0x02,
  TERI: 0x04,
  DDCD: 0x08,
  CTS: 0x10,
  DSR: 0x20,
  RI: 0x40,
  DCD: 0x80,
} as const;

/** Those of the 16750 with 64 characters. */
export const TRIGGERS_64 = [
  { level: 1, bits: 0x00 },
  { level: 16, bits: 0x40 },
  { level: 32, bits: 0x80 },
  { level: 56, bits: 0xc0 },
] as const;

export const FIFO_DEPTH = 16;

export type ParityLetter = 'N' | 'O' | 'E' | 'M' | 'S';

export interface Setting {
  /** As people write it: 8N1, 5E1.5. */
  readonly name: string;
  readonly lcr: number;
  readonly bits: number;
  readonly parity: ParityLetter;
  readonly stop: number;
}

const PARITY_CODES: readonly (readonly [ParityLetter, number])[] = [
  ['N', 0x00],
  ['O', 0x08],
  ['E', 0x18],
  ['M', 0x28],
  ['S', 0x38],
];

/** All that LCR bits 0 to 5 can mean: four word lengths, five parities, bit 2 off and on. */
export const SETTINGS: readonly Setting[] = [5, 6, 7, 8].flatMap((bits) =>
  PARITY_CODES.flatMap(([parity, code]) =>
    [0x00, 0x04].map((stopBit) => {
      const stop = stopBit === 0 ? 1 : bits === 5 ? 1.5 : 2;
      return { name: `${bits}${parity}${stop}`, lcr: (bits - 5) | stopBit | code, bits, parity, stop };
    }),
  ),
);

/** The 40 settings by word length and parity, each group with both its numbers of stop bits: 8N, 8O... */
export const GROUPS: readonly { readonly name: string; readonly lines: readonly Setting[] }[] = [
  ...new Set(SETTINGS.map(({ bits, parity }) => `${bits}${parity}`)),
].map((name) => ({ name, lines: SETTINGS.filter((line) => line.name.startsWith(name)) }));

/** The ten settings of each word length. */
export const BY_WORD_LENGTH = [5, 6, 7, 8].map((bits) => ({
  bits,
  lines: SETTINGS.filter((line) => line.bits === bits),
}));

export function setting(name: string): Setting {
  const found = SETTINGS.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no such setting: ${name}`);
  return found;
}

/** The setting that an LCR value selects; bits 4 and 5 say nothing while bit 3 is 0. */
export function settingOf(lcr: number): Setting {
  const meant = (lcr & 0x08) === 0 ? lcr & 0x07 : lcr & 0x3f;
  return SETTINGS.find((one) => one.lcr === meant) as Setting;
}

export const bitTicks = (divisor: number): number => 16 * divisor;

/** Start, data and parity bits: what stands before the first stop bit. */
export const bitsBeforeStop = ({ bits, parity }: Setting): number => 1 + bits + (parity === 'N' ? 0 : 1);

export const characterTicks = (line: Setting, divisor = 1): number =>
  (bitsBeforeStop(line) + line.stop) * bitTicks(divisor);

/** From the start edge to the sample of the first stop bit, where the receiver has its character. */
export const arrivalTicks = (line: Setting, divisor = 1): number =>
  (bitsBeforeStop(line) + 0.5) * bitTicks(divisor);

/** The last of two stop bits is a whole one, the last of one and a half is the half. */
export const lastStopTicks = ({ stop }: Setting, divisor = 1): number =>
  (stop === 1.5 ? 0.5 : 1) * bitTicks(divisor);

export const dataMask = ({ bits }: Setting): number => 2 ** bits - 1;

/** The parity bit as 8.1 has it: an even or odd number of ones with it, or stuck; null where there is none. */
export function parityBit({ bits, parity }: Setting, char: number): 0 | 1 | null {
  if (parity === 'N') return null;
  if (parity === 'M') return 1;
  if (parity === 'S') return 0;
  let odd = false;
  for (let bit = 0; bit < bits; bit += 1) if (char & (1 << bit)) odd = !odd;
  return odd === (parity === 'E') ? 1 : 0;
}

/** The levels of a frame from the start bit to the last bit before the stop bits. */
export function levelsOf(line: Setting, char: number): readonly (0 | 1)[] {
  const data = Array.from({ length: line.bits }, (_, bit) => ((char >> bit) & 1) as 0 | 1);
  const parity = parityBit(line, char);
  return parity === null ? [0, ...data] : [0, ...data, parity];
}
