import { FIFO_DEPTH } from './registers.ts';

const MASK = FIFO_DEPTH - 1;

/**
 * Sixteen characters, each with its error flags (LSR bits PE, FE, BI) and the serial number of the THR write that
 * it comes from: 0 when the line made it, negative when it came round the loopback.
 */
export class Fifo {
  count = 0;
  private head = 0;
  private readonly chars = new Uint8Array(FIFO_DEPTH);
  private readonly flags = new Uint8Array(FIFO_DEPTH);
  private readonly serials = new Float64Array(FIFO_DEPTH);

  push(char: number, flags: number, serial: number): void {
    const at = (this.head + this.count) & MASK;
    this.chars[at] = char;
    this.flags[at] = flags;
    this.serials[at] = serial;
    this.count += 1;
  }

  /** Drops the first; read it with `char`, `flagsOf` and `serial` before. */
  shift(): void {
    this.head = (this.head + 1) & MASK;
    this.count -= 1;
  }

  char(index = 0): number {
    return this.chars[(this.head + index) & MASK] as number;
  }

  flagsOf(index = 0): number {
    return this.flags[(this.head + index) & MASK] as number;
  }

  setFlags(flags: number): void {
    this.flags[this.head] = flags;
  }

  serial(index = 0): number {
    return this.serials[(this.head + index) & MASK] as number;
  }
}
