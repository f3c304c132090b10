import { IIR } from './registers.ts';

/** The chips of this family, by what software can tell apart (behaviour 61). */
export const UART_TYPES = ['8250', '16450', '16550', '16550A'] as const;
export type UartType = (typeof UART_TYPES)[number];

/** What one chip of the family has and another has not. */
export interface Traits {
  readonly scratchRegister: boolean;
  readonly fifoControlRegister: boolean;
  /** What IIR bits 7 and 6 show while FCR bit 0 is 1. */
  readonly fifosShown: number;
  /** What the receiver and the transmitter hold while FCR bit 0 is 1. */
  readonly depth: 1 | 16;
}

export const TRAITS: Readonly<Record<UartType, Traits>> = {
  '8250': { scratchRegister: false, fifoControlRegister: false, fifosShown: 0x00, depth: 1 },
  '16450': { scratchRegister: true, fifoControlRegister: false, fifosShown: 0x00, depth: 1 },
  // Its FIFOs lose characters, so no driver uses them; here they hold one.
  '16550': { scratchRegister: true, fifoControlRegister: true, fifosShown: 0x80, depth: 1 },
  '16550A': { scratchRegister: true, fifoControlRegister: true, fifosShown: IIR.FIFOS, depth: 16 },
};
