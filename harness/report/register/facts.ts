import { TRIGGER_LEVELS } from '../../uart/registers.ts';
import type { RegisterName } from '../registers.ts';

/** A bit of a register, or several that say one thing together. */
export interface Field {
  readonly low: number;
  readonly width: number;
  readonly name: string;
  /** What each value says, from 0 up. */
  readonly says: readonly string[];
}

export interface RegisterFacts {
  readonly title: string;
  readonly offset: number;
  /** When an access reaches it. */
  readonly when: string;
  readonly fields: readonly Field[];
}

const bit = (low: number, name: string, set: string, clear: string): Field => ({
  low,
  width: 1,
  name,
  says: [clear, set],
});

const DLAB_OFF = 'while LCR.DLAB is 0';
const DLAB_ON = 'read and written while LCR.DLAB is 1';

/** What each register of a 16550A says (PC16550D, table II and 8.1 to 8.11). */
export const FACTS: Readonly<Record<RegisterName, RegisterFacts>> = {
  RBR: {
    title: 'Receiver Buffer Register: the next character that came',
    offset: 0,
    when: `read ${DLAB_OFF}`,
    fields: [],
  },
  THR: {
    title: 'Transmitter Holding Register: the next character to send',
    offset: 0,
    when: `written ${DLAB_OFF}`,
    fields: [],
  },
  DLL: {
    title: 'Divisor Latch, low byte: 115200 / divisor is the rate',
    offset: 0,
    when: DLAB_ON,
    fields: [],
  },
  DLM: {
    title: 'Divisor Latch, high byte: 115200 / divisor is the rate',
    offset: 1,
    when: DLAB_ON,
    fields: [],
  },
  IER: {
    title: 'Interrupt Enable Register: what may raise an interrupt',
    offset: 1,
    when: `read and written ${DLAB_OFF}`,
    fields: [
      bit(0, 'RDA', 'when data has come', 'not when data has come'),
      bit(1, 'THRE', 'when THR is empty', 'not when THR is empty'),
      bit(2, 'RLS', 'when an error or a break has come', 'not when an error or a break has come'),
      bit(3, 'MODEM', 'when CTS, DSR, RI or DCD changes', 'not when CTS, DSR, RI or DCD changes'),
      { low: 4, width: 4, name: '-', says: ['always 0 on a 16550A'] },
    ],
  },
  IIR: {
    title: 'Interrupt Identification Register: which interrupt is the most urgent',
    offset: 2,
    when: 'read',
    fields: [
      bit(0, 'NONE', 'no interrupt waits', 'an interrupt waits'),
      {
        low: 1,
        width: 3,
        name: 'ORIGIN',
        says: [
          'modem status: read MSR',
          'THR empty: write THR, or read IIR',
          'received data available: read RBR',
          'receiver line status: read LSR',
          'no interrupt of a 16550A',
          'no interrupt of a 16550A',
          'character timeout, the FIFO has been left alone: read RBR',
          'no interrupt of a 16550A',
        ],
      },
      { low: 4, width: 2, name: '-', says: ['always 0 on a 16550A'] },
      {
        low: 6,
        width: 2,
        name: 'FIFO',
        says: [
          'FIFOs off, or a chip without',
          'no value of a 16550A',
          'a 16550, whose FIFOs do not work',
          'FIFOs on',
        ],
      },
    ],
  },
  FCR: {
    title: 'FIFO Control Register',
    offset: 2,
    when: 'written',
    fields: [
      bit(0, 'ENABLE', 'FIFOs on', 'FIFOs off; the other bits do nothing'),
      bit(1, 'CLEAR RX', 'empties the receive FIFO', 'leaves the receive FIFO as it is'),
      bit(2, 'CLEAR TX', 'empties the transmit FIFO', 'leaves the transmit FIFO as it is'),
      bit(3, 'DMA', 'DMA mode 1: a PC does not use it', 'DMA mode 0'),
      { low: 4, width: 2, name: '-', says: ['of no use on a 16550A'] },
      {
        low: 6,
        width: 2,
        name: 'TRIGGER',
        says: TRIGGER_LEVELS.map(
          (level) => `an interrupt from ${level} character${level === 1 ? '' : 's'} on`,
        ),
      },
    ],
  },
  LCR: {
    title: 'Line Control Register',
    offset: 3,
    when: 'read and written',
    fields: [
      { low: 0, width: 2, name: 'WORD', says: ['5 bits', '6 bits', '7 bits', '8 bits'] },
      bit(2, 'STOP', '2 stop bits; 1.5 with 5 data bits', '1 stop bit'),
      {
        low: 3,
        width: 3,
        name: 'PARITY',
        says: ['none', 'odd', 'none', 'even', 'none', 'mark: always 1', 'none', 'space: always 0'],
      },
      bit(6, 'BREAK', 'SOUT is held low: a break', 'no break'),
      bit(7, 'DLAB', 'offsets 0 and 1 are the divisor latch', 'offsets 0 and 1 are data and IER'),
    ],
  },
  MCR: {
    title: 'Modem Control Register',
    offset: 4,
    when: 'read and written',
    fields: [
      bit(0, 'DTR', 'on', 'off'),
      bit(1, 'RTS', 'on', 'off'),
      bit(2, 'OUT1', 'on; a PC does not use it', 'off; a PC does not use it'),
      bit(3, 'OUT2', 'on: INTR reaches the PC as an IRQ', 'off: no interrupt reaches the PC'),
      bit(4, 'LOOP', 'loopback: it hears itself, and nobody else', 'no loopback'),
      { low: 5, width: 3, name: '-', says: ['always 0 on a 16550A'] },
    ],
  },
  LSR: {
    title: 'Line Status Register; reading it clears OE, PE, FE and BI',
    offset: 5,
    when: 'read',
    fields: [
      bit(0, 'DR', 'data ready: a character can be read', 'nothing to read'),
      bit(1, 'OE', 'overrun: a character came and found no room', 'no overrun'),
      bit(2, 'PE', 'parity error in the character to be read', 'no parity error'),
      bit(3, 'FE', 'framing error: the stop bit was 0', 'no framing error'),
      bit(4, 'BI', 'break: the line was 0 for a whole character', 'no break'),
      bit(5, 'THRE', 'THR is empty: the next character may be written', 'THR is not empty: wait'),
      bit(6, 'TEMT', 'all has left: THR and the shift register are empty', 'something is still being sent'),
      bit(7, 'FIFO ERROR', 'PE, FE or BI is somewhere in the receive FIFO', 'no error in the receive FIFO'),
    ],
  },
  MSR: {
    title: 'Modem Status Register; reading it clears bits 0 to 3',
    offset: 6,
    when: 'read',
    fields: [
      bit(0, 'DCTS', 'CTS has changed', 'CTS has not changed'),
      bit(1, 'DDSR', 'DSR has changed', 'DSR has not changed'),
      bit(2, 'TERI', 'RI has gone off', 'RI has not gone off'),
      bit(3, 'DDCD', 'DCD has changed', 'DCD has not changed'),
      bit(4, 'CTS', 'on: the other one is ready to receive', 'off'),
      bit(5, 'DSR', 'on: the other one is there', 'off'),
      bit(6, 'RI', 'on: it rings', 'off'),
      bit(7, 'DCD', 'on', 'off'),
    ],
  },
  SCR: {
    title: 'Scratch Register: a byte for the program, no more',
    offset: 7,
    when: 'read and written',
    fields: [],
  },
};

/** What a field says in a value. An empty list of bits says the same whatever they are. */
export const saidBy = ({ low, width, says }: Field, value: number): string =>
  says[(value >> low) & ((1 << width) - 1)] ?? says[0] ?? '';
