/** Where a UART stands on the PC: what the lab's functions are told of it. */
export interface Port {
  readonly base: number;
  readonly irq: number;
}

export const COM1: Port = { base: 0x3f8, irq: 4 };
export const COM2: Port = { base: 0x2f8, irq: 3 };

const NAMES: Readonly<Record<number, string>> = { 1016: 'COM1', 760: 'COM2', 1000: 'COM3', 744: 'COM4' };

export const portName = (base: number): string => NAMES[base] ?? `0x${base.toString(16).toUpperCase()}`;
