import { Uart } from '../../harness/uart/chip.ts';
import type { UartType } from '../../harness/uart/types.ts';
import { FCR, IER, LCR, REG, setting, TRIGGERS } from './datasheet.ts';

export interface Setup {
  readonly type?: UartType;
  /** As people write it: 8N1, 5E1.5. */
  readonly line?: string;
  readonly divisor?: number;
  readonly fcr?: number;
  readonly ier?: number;
  readonly mcr?: number;
}

/** A chip set up by writes to its registers, as a driver would; 115200 8N1 without FIFOs unless told otherwise. */
export function chipWith({ type, line = '8N1', divisor = 1, fcr, ier, mcr }: Setup = {}): Uart {
  const chip = new Uart(0, type);
  setDivisor(chip, divisor);
  chip.write(REG.LCR, setting(line).lcr);
  if (fcr !== undefined) chip.write(REG.FCR, fcr);
  if (mcr !== undefined) chip.write(REG.MCR, mcr);
  if (ier !== undefined) chip.write(REG.IER, ier);
  return chip;
}

export function setDivisor(chip: Uart, divisor: number): void {
  const lcr = chip.read(REG.LCR);
  chip.write(REG.LCR, lcr | LCR.DLAB);
  chip.write(REG.DLL, divisor & 0xff);
  chip.write(REG.DLM, divisor >> 8);
  chip.write(REG.LCR, lcr);
}

/** The FCR value that turns the FIFOs on with this trigger. */
export function fifos(trigger = 1): number {
  const bits = TRIGGERS.find(({ level }) => level === trigger)?.bits;
  if (bits === undefined) throw new Error(`no such trigger: ${trigger}`);
  return FCR.ENABLE | bits;
}

/** IIR bits 3 to 0, without the side effect of a read. */
export const pending = (chip: Uart): number => chip.peek(REG.IIR) & 0x0f;

export const lsr = (chip: Uart): number => chip.peek(REG.LSR);

export const msr = (chip: Uart): number => chip.peek(REG.MSR);

/** Whether any of these LSR bits stand once this tick has come. */
export function lsrHas(chip: Uart, at: number, bits: number): boolean {
  chip.advance(at);
  return (lsr(chip) & bits) !== 0;
}

export function pendingAt(chip: Uart, at: number): number {
  chip.advance(at);
  return pending(chip);
}

export function writeAll(chip: Uart, chars: Iterable<number>): void {
  for (const char of chars) chip.write(REG.THR, char);
}

/** Reads RBR for as long as DR is set. */
export function drain(chip: Uart): number[] {
  const chars: number[] = [];
  while (lsr(chip) & 0x01) chars.push(chip.read(REG.RBR));
  return chars;
}

export const range = (count: number, from = 0): number[] => Array.from({ length: count }, (_, i) => from + i);

export const ALL_INTERRUPTS = IER.RDA | IER.THRE | IER.RLS | IER.MODEM;
