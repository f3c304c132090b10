/** A PC's serial ports, and the 16550A's registers and bits, typed again from the book (PC16550D, table II). */
export const COM1 = { base: 0x3f8, irq: 4 } as const;
export const COM2 = { base: 0x2f8, irq: 3 } as const;
export const COM3 = { base: 0x3e8, irq: 4 } as const;
export const COM4 = { base: 0x2e8, irq: 3 } as const;

export const RBR = 0;
export const THR = 0;
export const DLL = 0;
export const IER = 1;
export const DLM = 1;
export const IIR = 2;
export const FCR = 2;
export const LCR = 3;
export const MCR = 4;
export const LSR = 5;
export const MSR = 6;
export const SCR = 7;

export const DLAB = 0x80;
export const BREAK = 0x40;
export const WORD_8N1 = 0x03;

export const DR = 0x01;
export const OE = 0x02;
export const PE = 0x04;
export const FE = 0x08;
export const BI = 0x10;
export const THRE = 0x20;
export const TEMT = 0x40;

export const DTR = 0x01;
export const RTS = 0x02;
export const OUT2 = 0x08;
export const LOOP = 0x10;

/** FCR: FIFOs on and both emptied, interrupt at 14. */
export const FIFOS_ON = 0xc7;

/** At divisor 1 and 8N1: ten bits of 16 ticks, and nine and a half of them to the middle of the stop bit. */
export const CHARACTER = 160;
export const TO_STOP_SAMPLE = 152;

/** The crystal: so many ticks are a second. */
export const SECOND = 1_843_200;
