import { FCR, FIFO_DEPTH, IER, IIR, MCR } from './registers.ts';

/** The chips of this family, by what software can tell apart (behaviours 61 and 62). */
export const UART_TYPES = ['8250', '16450', '16550', '16550A', '16750'] as const;
export type UartType = (typeof UART_TYPES)[number];

/** What the FIFOs of the largest hold. */
export const LARGEST_DEPTH = 64;

/** What one chip of the family has and another has not. */
export interface Traits {
  readonly scratchRegister: boolean;
  readonly fifoControlRegister: boolean;
  /** What IIR bits 7 and 6 show while FCR bit 0 is 1. */
  readonly fifosShown: number;
  /** What the receiver and the transmitter hold while FCR bit 0 is 1. */
  readonly depth: number;
  /** What they hold while FCR bit 5 is 1 as well. */
  readonly largeDepth: number;
  /** The bits of IER and MCR that it has; the others are always 0. */
  readonly ierBits: number;
  readonly mcrBits: number;
  /** The bits of FCR that are programmed only while LCR.DLAB is set. */
  readonly fcrBitsUnderDlab: number;
}

const FIRST: Traits = {
  scratchRegister: false,
  fifoControlRegister: false,
  fifosShown: 0x00,
  depth: 1,
  largeDepth: 1,
  ierBits: IER.MASK,
  mcrBits: MCR.DTR | MCR.RTS | MCR.OUT1 | MCR.OUT2 | MCR.LOOP,
  fcrBitsUnderDlab: 0,
};
const WITH_SCRATCH: Traits = { ...FIRST, scratchRegister: true };
const WITH_FIFOS: Traits = {
  ...WITH_SCRATCH,
  fifoControlRegister: true,
  fifosShown: IIR.FIFOS,
  depth: FIFO_DEPTH,
  largeDepth: FIFO_DEPTH,
};

export const TRAITS: Readonly<Record<UartType, Traits>> = {
  '8250': FIRST,
  '16450': WITH_SCRATCH,
  // Its FIFOs lose characters, so no driver uses them; here they hold one.
  '16550': { ...WITH_FIFOS, fifosShown: 0x80, depth: 1, largeDepth: 1 },
  '16550A': WITH_FIFOS,
  '16750': {
    ...WITH_FIFOS,
    largeDepth: LARGEST_DEPTH,
    ierBits: WITH_FIFOS.ierBits | IER.SLEEP | IER.LOW_POWER,
    mcrBits: WITH_FIFOS.mcrBits | MCR.AFE,
    fcrBitsUnderDlab: FCR.FIFO_64,
  },
};
