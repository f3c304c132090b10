import type { ChipEvent, LossInChip } from '../ground/chip-event.ts';
import { Fifo, type QueuedCharacter } from './fifo.ts';
import { LSR } from './registers.ts';
import type { Fates, Tally } from './tally.ts';

/** Marks the flags of a character whose errors an LSR read has given away. */
const SHOWN = 0x80;

/** A character that has come: its data, its flags (LSR bits), and the THR write it comes from, as in `Fifo`. */
export interface Character {
  readonly char: number;
  readonly flags: number;
  readonly serial: number;
}

export interface ReceiveBufferState {
  readonly characters: readonly QueuedCharacter[];
  readonly errors: number;
  readonly timedOut: boolean;
  readonly lastRead: number;
}

/**
 * What the receiver has completed and the guest has not read: RBR, or the receive FIFO, with the part of LSR that
 * speaks of it and the character timeout (PC16550D 8.4, 8.5, 8.11; behaviours 15 to 23, 37 to 39). RBR is a FIFO of one.
 */
export class ReceiveBuffer {
  /** To be changed only while it is empty. */
  depth = 1;
  trigger = 1;
  /** DR, OE, PE, FE, BI, and bit 7, as LSR shows them. */
  status = 0;
  /** OE, PE, FE and BI as LSR shows them. */
  errors = 0;
  timedOut = false;
  /** What an empty RBR reads as: the character read last. */
  private lastRead = 0;
  /** Characters whose errors LSR has not given away yet: LSR bit 7. */
  private erroneous = 0;
  private readonly fifo = new Fifo();
  private readonly tally: Tally;

  constructor(tally: Tally) {
    this.tally = tally;
  }

  get count(): number {
    return this.fifo.count;
  }

  get hasRoom(): boolean {
    return this.fifo.count < this.depth;
  }

  /** Enough is held to ask for an interrupt. */
  get reachesTrigger(): boolean {
    return this.fifo.count >= this.triggerInForce;
  }

  /** Without the FIFO each character counts. */
  get triggerInForce(): number {
    return this.depth > 1 ? this.trigger : 1;
  }

  /** What RBR reads as. */
  get front(): number {
    return this.fifo.count > 0 ? this.fifo.char : this.lastRead;
  }

  /** Of the character that RBR holds; null where it is empty. */
  get serial(): number | null {
    return this.fifo.count > 0 ? this.fifo.serial : null;
  }

  get chars(): readonly number[] {
    return Array.from({ length: this.fifo.count }, (_, i) => this.fifo.charAt(i));
  }

  /** How many unread characters have a THR write behind them, and how many the line made. */
  get unread(): { readonly sourced: number; readonly made: number } {
    let made = 0;
    for (let i = 0; i < this.fifo.count; i += 1) if (this.fifo.serialAt(i) === 0) made += 1;
    return { sourced: this.fifo.count - made, made };
  }

  /** In FIFO mode: the character timeout runs. */
  get mayTimeOut(): boolean {
    return this.fifo.count > 0 && !this.timedOut;
  }

  /** The character that is lost if this one comes now. */
  lostTo(one: Character): Character | null {
    if (this.hasRoom) return null;
    // The FIFO keeps its sixteen; the new one stays in the shift register and is never moved (8.4, OE).
    return this.depth > 1 ? one : this.fifo;
  }

  arrive(one: Character): void {
    const { fifo } = this;
    const { flags, serial } = one;
    this.fatesOf(serial).seen += 1;
    if (fifo.count >= this.depth && !this.makeRoom(one)) return;
    fifo.push(one.char | (flags << 8), serial);
    this.status |= LSR.DR;
    if (flags !== 0) this.addErrors(flags);
  }

  private makeRoom(one: Character): boolean {
    this.errors |= LSR.OE;
    this.fatesOf((this.lostTo(one) ?? one).serial).overrun += 1;
    this.show();
    if (this.depth > 1) return false;
    this.fifo.shift();
    this.erroneous = 0;
    return true;
  }

  private addErrors(flags: number): void {
    this.erroneous += 1;
    if (this.fifo.count === 1) this.errors |= flags;
    this.show();
  }

  /** RBR is read; there is a character. */
  take(): number {
    const { fifo } = this;
    const { word } = fifo;
    if (word > 0xff) this.takeErroneous();
    else this.fatesOf(fifo.serial).read += 1;
    fifo.shift();
    if (this.status !== LSR.DR) this.showNext();
    else if (fifo.count === 0) this.status = 0;
    this.lastRead = word & 0xff;
    this.timedOut = false;
    return word & 0xff;
  }

  private takeErroneous(): void {
    this.fatesOf(this.fifo.serial).readWithError += 1;
    if ((this.fifo.flags & SHOWN) === 0) this.erroneous -= 1;
  }

  /** Another character is at the top, or none. */
  private showNext(): void {
    if (this.fifo.count > 0) this.errors |= this.fifo.flags & LSR.ERRORS;
    this.show();
  }

  private show(): void {
    this.status =
      (this.fifo.count > 0 ? LSR.DR : 0) |
      this.errors |
      (this.erroneous > 0 && this.depth > 1 ? LSR.FIFO_ERROR : 0);
  }

  /** LSR is read: that gives away OE and the errors of the character at the top (8.4). */
  acknowledgeErrors(): void {
    const { fifo } = this;
    const flags = fifo.count > 0 ? fifo.flags : 0;
    if (flags !== 0 && (flags & SHOWN) === 0) {
      fifo.flags = flags | SHOWN;
      this.erroneous -= 1;
    }
    this.errors = 0;
    this.show();
  }

  /** FCR or a reset empties it: pending errors and the timeout go too. After a reset RBR keeps what it held. */
  clear(how: LossInChip, now: number, journal: ChipEvent[] | null): void {
    const { fifo } = this;
    if (how === 'reset') this.lastRead = this.front;
    while (fifo.count > 0) {
      this.fatesOf(fifo.serial).cleared += 1;
      journal?.push({ kind: 'lost', at: now, serial: fifo.serial, char: fifo.char, how });
      fifo.shift();
    }
    this.errors = 0;
    this.erroneous = 0;
    this.timedOut = false;
    this.status = 0;
  }

  get state(): ReceiveBufferState {
    const { errors, timedOut, lastRead } = this;
    return { characters: this.fifo.state, errors, timedOut, lastRead };
  }

  set state({ characters, errors, timedOut, lastRead }: ReceiveBufferState) {
    this.fifo.state = characters;
    this.errors = errors;
    this.timedOut = timedOut;
    this.lastRead = lastRead;
    this.erroneous = characters.filter(({ word }) => word > 0xff && ((word >> 8) & SHOWN) === 0).length;
    this.show();
  }

  private fatesOf(serial: number): Fates {
    return serial === 0 ? this.tally.made : this.tally.sourced;
  }
}
