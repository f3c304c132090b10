/**
 * The 16550A's registers: offsets from the base address, and the bits of each.
 * PC16550D, table II (summary of registers) and sections 8.1 to 8.11; what the 16750 has besides, TL16C750.
 */
export const OFFSET = {
  /** RBR when read, THR when written, DLL while LCR.DLAB is set. */
  DATA: 0,
  /** IER, or DLM while LCR.DLAB is set. */
  IER: 1,
  /** IIR when read, FCR when written. */
  IIR: 2,
  LCR: 3,
  MCR: 4,
  LSR: 5,
  MSR: 6,
  SCR: 7,
} as const;

export const IER = {
  RDA: 0x01,
  THRE: 0x02,
  RLS: 0x04,
  MODEM: 0x08,
  /** 16750 only: they save power, and change nothing else. */
  SLEEP: 0x10,
  LOW_POWER: 0x20,
  /** The four enables. */
  MASK: 0x0f,
} as const;

/** Interrupt identification: the low four bits of IIR, by priority. */
export const IIR = {
  LINE_STATUS: 0x06,
  DATA_AVAILABLE: 0x04,
  CHARACTER_TIMEOUT: 0x0c,
  THRE: 0x02,
  MODEM_STATUS: 0x00,
  NONE: 0x01,
  /** Bits 7 and 6: FIFOs enabled on a 16550A. */
  FIFOS: 0xc0,
  /** 16750 only: they hold 64. */
  FIFO_64: 0x20,
} as const;

export const FCR = {
  ENABLE: 0x01,
  CLEAR_RECEIVE: 0x02,
  CLEAR_TRANSMIT: 0x04,
  DMA: 0x08,
  /** 16750 only: 64 characters each. Programmed only while LCR.DLAB is set. */
  FIFO_64: 0x20,
  TRIGGER: 0xc0,
} as const;

export const LCR = {
  WORD_LENGTH: 0x03,
  STOP: 0x04,
  PARITY: 0x08,
  EVEN: 0x10,
  STICK: 0x20,
  BREAK: 0x40,
  DLAB: 0x80,
} as const;

/** The low four are output pins too, in the order in which `outputs` gives them. */
export const MCR = {
  DTR: 0x01,
  RTS: 0x02,
  OUT1: 0x04,
  OUT2: 0x08,
  LOOP: 0x10,
  /** 16750 only: autoflow enable. */
  AFE: 0x20,
} as const;

export const LSR = {
  DR: 0x01,
  OE: 0x02,
  PE: 0x04,
  FE: 0x08,
  BI: 0x10,
  THRE: 0x20,
  TEMT: 0x40,
  /** At least one PE, FE or BI in the receive FIFO. */
  FIFO_ERROR: 0x80,
  ERRORS: 0x1e,
} as const;

/** Deltas in the low nibble, the pins' state above. */
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

export const FIFO_DEPTH = 16;

/** Receive FIFO trigger levels by FCR bits 7 and 6 (8.5, table). */
export const TRIGGER_LEVELS = [1, 4, 8, 14] as const;
/** Those of a FIFO of 64 (TL16C750, FCR). */
export const TRIGGER_LEVELS_64 = [1, 16, 32, 56] as const;
export type TriggerLevel = (typeof TRIGGER_LEVELS)[number];

/** The value to write to FCR: FIFOs on and emptied, at this receive trigger. */
export const fcrFor = (trigger: TriggerLevel): number =>
  FCR.ENABLE | FCR.CLEAR_RECEIVE | FCR.CLEAR_TRANSMIT | (TRIGGER_LEVELS.indexOf(trigger) << 6);
