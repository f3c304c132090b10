import { LARGEST_DEPTH } from './types.ts';

/** A character in a snapshot: its data, and its flags from bit 8 on. */
export interface QueuedCharacter {
  readonly word: number;
  readonly serial: number;
}

/**
 * Characters in a row, at most as many as a chip of the family holds, each with its error flags (LSR bits PE, FE, BI)
 * and the serial number of the THR write that it comes from: 0 when the line made it, negative when it came round the
 * loopback.
 */
export class Fifo {
  count = 0;
  private head = 0;
  /** The flags stand above the data. */
  private readonly words = new Uint16Array(LARGEST_DEPTH);
  private readonly serials = new Float64Array(LARGEST_DEPTH);

  push(word: number, serial: number): void {
    const at = this.place(this.count);
    this.words[at] = word;
    this.serials[at] = serial;
    this.count += 1;
  }

  /** Drops the first; read it before. */
  shift(): void {
    this.head = this.place(1);
    this.count -= 1;
  }

  /** The data of the first, and its flags from bit 8 on. */
  get word(): number {
    return this.words[this.head] as number;
  }

  get char(): number {
    return this.word & 0xff;
  }

  get flags(): number {
    return this.word >> 8;
  }

  set flags(flags: number) {
    this.words[this.head] = this.char | (flags << 8);
  }

  get serial(): number {
    return this.serials[this.head] as number;
  }

  charAt(index: number): number {
    return (this.words[this.place(index)] as number) & 0xff;
  }

  serialAt(index: number): number {
    return this.serials[this.place(index)] as number;
  }

  get state(): readonly QueuedCharacter[] {
    return Array.from({ length: this.count }, (_, i) => ({
      word: this.words[this.place(i)] as number,
      serial: this.serialAt(i),
    }));
  }

  set state(characters: readonly QueuedCharacter[]) {
    this.count = 0;
    for (const { word, serial } of characters) this.push(word, serial);
  }

  private place(index: number): number {
    return (this.head + index) & (this.words.length - 1);
  }
}
