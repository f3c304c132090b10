import { hex2, inWords } from '../ground/bytes.ts';
import { lineInWords, lineSettingsOf } from '../uart/line-settings.ts';
import {
  FCR,
  IER,
  IIR,
  LCR,
  LSR,
  MCR,
  MSR,
  OFFSET,
  TRIGGER_LEVELS,
  TRIGGER_LEVELS_64,
} from '../uart/registers.ts';

export type RegisterName =
  | 'RBR'
  | 'THR'
  | 'DLL'
  | 'DLM'
  | 'IER'
  | 'IIR'
  | 'FCR'
  | 'LCR'
  | 'MCR'
  | 'LSR'
  | 'MSR'
  | 'SCR';

export type Access = 'in' | 'out';

/** The register that an access to offset 0 to 7 reaches. */
export function registerName(offset: number, access: Access, dlab = false): RegisterName {
  switch (offset & 7) {
    case OFFSET.DATA:
      return dlab ? 'DLL' : access === 'in' ? 'RBR' : 'THR';
    case OFFSET.IER:
      return dlab ? 'DLM' : 'IER';
    case OFFSET.IIR:
      return access === 'in' ? 'IIR' : 'FCR';
    case OFFSET.LCR:
      return 'LCR';
    case OFFSET.MCR:
      return 'MCR';
    case OFFSET.LSR:
      return 'LSR';
    case OFFSET.MSR:
      return 'MSR';
    default:
      return 'SCR';
  }
}

/** What a register's value says, name by name from bit 0 up; empty when there is nothing to say. */
export function bitNames(register: RegisterName, value: number): readonly string[] {
  switch (register) {
    case 'RBR':
    case 'THR':
      return value > 0x20 && value < 0x7f ? [`'${inWords([value])}'`] : [];
    case 'DLL':
    case 'DLM':
    case 'SCR':
      return [];
    case 'IER':
      return named(IER_BITS, value);
    case 'IIR':
      return [interruptInWords(value), ...fifosShown(value)];
    case 'FCR':
      return fifoControl(value);
    case 'LCR':
      return [settingsInWords(value), ...lineFlags(value)];
    case 'MCR':
      return named(MCR_BITS, value);
    case 'LSR':
      return named(LSR_BITS, value);
    case 'MSR':
      return named(MSR_BITS, value);
  }
}

/** The same in one text; of IIR, the interrupt alone. */
export const bitsInWords = (register: RegisterName, value: number): string =>
  register === 'IIR'
    ? interruptInWords(value)
    : bitNames(register, value).join(register === 'FCR' ? ', ' : ' ');

/** `0x61 (DR THRE TEMT)`. */
export function valueInWords(register: RegisterName, value: number): string {
  const words = bitsInWords(register, value);
  return `0x${hex2(value)}${words === '' ? '' : ` (${words})`}`;
}

/** What a character came with: `PE`, `FE`. */
export const errorNames = (errors: number): readonly string[] =>
  (['OE', 'PE', 'FE', 'BI'] as const).filter((name) => (errors & LSR[name]) !== 0);

type Bits = Readonly<Record<string, number>>;

/** Bits that a 16750 alone has say so: on the other chips they do nothing. */
const IER_BITS: Bits = {
  RDA: IER.RDA,
  THRE: IER.THRE,
  RLS: IER.RLS,
  MODEM: IER.MODEM,
  'SLEEP(16750)': IER.SLEEP,
  'LOW-POWER(16750)': IER.LOW_POWER,
};
const MCR_BITS: Bits = {
  DTR: MCR.DTR,
  RTS: MCR.RTS,
  OUT1: MCR.OUT1,
  OUT2: MCR.OUT2,
  LOOP: MCR.LOOP,
  'AFE(16750)': MCR.AFE,
};
const LSR_BITS: Bits = {
  DR: LSR.DR,
  OE: LSR.OE,
  PE: LSR.PE,
  FE: LSR.FE,
  BI: LSR.BI,
  THRE: LSR.THRE,
  TEMT: LSR.TEMT,
  'FIFO-error': LSR.FIFO_ERROR,
};
const MSR_BITS: Bits = MSR;

const named = (bits: Bits, value: number): readonly string[] =>
  Object.entries(bits)
    .filter(([, bit]) => (value & bit) !== 0)
    .map(([name]) => name);

const INTERRUPTS: Readonly<Record<number, string>> = {
  [IIR.LINE_STATUS]: 'receiver line status',
  [IIR.DATA_AVAILABLE]: 'received data available',
  [IIR.CHARACTER_TIMEOUT]: 'character timeout',
  [IIR.THRE]: 'THR empty',
  [IIR.MODEM_STATUS]: 'modem status',
};

/** Which interrupt IIR names. */
export const interruptInWords = (value: number): string =>
  (value & IIR.NONE) !== 0 ? 'no interrupt' : (INTERRUPTS[value & 0x0f] ?? 'not an interrupt of a 16550A');

function fifosShown(value: number): readonly string[] {
  const shown = value & IIR.FIFOS;
  if (shown === 0) return [];
  if (shown !== IIR.FIFOS) return ["a 16550's FIFOs"];
  return [(value & IIR.FIFO_64) === 0 ? 'FIFOs' : 'FIFOs of 64'];
}

function fifoControl(value: number): readonly string[] {
  if ((value & FCR.ENABLE) === 0) return ['FIFOs off'];
  return [
    'FIFOs on',
    `trigger ${TRIGGER_LEVELS[value >> 6]}`,
    ...((value & FCR.FIFO_64) === 0 ? [] : [`or ${TRIGGER_LEVELS_64[value >> 6]} on a 16750 with 64 bytes`]),
    ...((value & FCR.CLEAR_RECEIVE) === 0 ? [] : ['receive cleared']),
    ...((value & FCR.CLEAR_TRANSMIT) === 0 ? [] : ['transmit cleared']),
  ];
}

const settingsInWords = (lcr: number): string =>
  lineInWords({ ...lineSettingsOf(lcr), divisor: 1 }).replace(/^\S+ /, '');

/** What LCR says besides the line settings. */
export const lineFlags = (lcr: number): readonly string[] => [
  ...((lcr & LCR.BREAK) === 0 ? [] : ['break']),
  ...((lcr & LCR.DLAB) === 0 ? [] : ['DLAB']),
];
