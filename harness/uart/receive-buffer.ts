import type { ChipEvent, LossInChip } from '../ground/chip-event.ts';
import { Fifo } from './fifo.ts';
import { FIFO_DEPTH, LSR } from './registers.ts';
import type { Fates, Tally } from './tally.ts';

const NEVER = Number.POSITIVE_INFINITY;
const TIMEOUT_CHARACTERS = 4;

/** Marks the flags of a character whose errors an LSR read has given away. */
const SHOWN = 0x80;

/**
 * What the receiver has completed and the guest has not read: RBR, or the receive FIFO, with the part of LSR that
 * speaks of it and the character timeout (PC16550D 8.4, 8.5; behaviours 15 to 23, 37 to 39). RBR is a FIFO of one.
 */
export class ReceiveBuffer {
  depth = 1;
  trigger = 1;
  /** OE, PE, FE and BI as LSR shows them. */
  errors = 0;
  timedOut = false;
  /** What an empty RBR reads as: the character read last. */
  private lastRead = 0;
  /** Characters whose errors LSR has not given away yet: LSR bit 7. */
  private erroneous = 0;
  /** The last arrival or RBR read: the character timeout counts from there. */
  private activeAt = 0;
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
    return this.fifo.count >= (this.depth > 1 ? this.trigger : 1);
  }

  /** What RBR reads as. */
  get front(): number {
    return this.fifo.count > 0 ? this.fifo.char() : this.lastRead;
  }

  /** DR, OE, PE, FE, BI, and bit 7. */
  get status(): number {
    return (
      (this.fifo.count > 0 ? LSR.DR : 0) |
      this.errors |
      (this.erroneous > 0 && this.depth > 1 ? LSR.FIFO_ERROR : 0)
    );
  }

  get chars(): readonly number[] {
    return Array.from({ length: this.fifo.count }, (_, i) => this.fifo.char(i));
  }

  /** How many unread characters have a THR write behind them, and how many the line made. */
  get unread(): { readonly sourced: number; readonly made: number } {
    let made = 0;
    for (let i = 0; i < this.fifo.count; i += 1) if (this.fifo.serial(i) === 0) made += 1;
    return { sourced: this.fifo.count - made, made };
  }

  /** The tick at which the character timeout passes if nothing comes and nothing is read. */
  timeoutAt(characterTicks: number): number {
    if (this.timedOut || this.depth === 1 || this.fifo.count === 0) return NEVER;
    return this.activeAt + TIMEOUT_CHARACTERS * characterTicks;
  }

  arrive(char: number, flags: number, serial: number, now: number, journal: ChipEvent[] | null): void {
    const { fifo } = this;
    const fates = this.fatesOf(serial);
    fates.seen += 1;
    let errors = flags;
    if (!this.hasRoom) {
      errors |= LSR.OE;
      this.errors |= LSR.OE;
      if (this.depth > 1) {
        // The FIFO keeps its sixteen; this one stays in the shift register and is never moved (8.4, OE).
        fates.overrun += 1;
        this.activeAt = now;
        journal?.push({ kind: 'lost', at: now, serial, char, how: 'overrun' });
        return;
      }
      this.fatesOf(fifo.serial()).overrun += 1;
      journal?.push({ kind: 'lost', at: now, serial: fifo.serial(), char: fifo.char(), how: 'overrun' });
      fifo.shift();
      this.erroneous = 0;
    }
    fifo.push(char, flags, serial);
    if (flags !== 0) this.erroneous += 1;
    if (fifo.count === 1) this.errors |= flags;
    this.activeAt = now;
    journal?.push({ kind: 'char', at: now, serial, char, errors, held: fifo.count });
  }

  /** RBR is read; there is a character. */
  take(now: number): void {
    const { fifo } = this;
    const flags = fifo.flagsOf();
    const fates = this.fatesOf(fifo.serial());
    if (flags === 0) fates.read += 1;
    else fates.readWithError += 1;
    if (flags !== 0 && (flags & SHOWN) === 0) this.erroneous -= 1;
    this.lastRead = fifo.char();
    fifo.shift();
    if (fifo.count > 0) this.errors |= fifo.flagsOf() & LSR.ERRORS;
    this.activeAt = now;
    this.timedOut = false;
  }

  /** LSR is read: that gives away OE and the errors of the character at the top (8.4). */
  acknowledgeErrors(): void {
    const flags = this.fifo.count > 0 ? this.fifo.flagsOf() : 0;
    if (flags !== 0 && (flags & SHOWN) === 0) {
      this.fifo.setFlags(flags | SHOWN);
      this.erroneous -= 1;
    }
    this.errors = 0;
  }

  /** FCR or a reset empties it: pending errors and the timeout go too. After a reset RBR keeps what it held. */
  clear(how: LossInChip, now: number, journal: ChipEvent[] | null): void {
    const { fifo } = this;
    if (how === 'reset') this.lastRead = this.front;
    while (fifo.count > 0) {
      this.fatesOf(fifo.serial()).cleared += 1;
      journal?.push({ kind: 'lost', at: now, serial: fifo.serial(), char: fifo.char(), how });
      fifo.shift();
    }
    this.errors = 0;
    this.erroneous = 0;
    this.timedOut = false;
  }

  setFifo(enabled: boolean): void {
    this.depth = enabled ? FIFO_DEPTH : 1;
  }

  private fatesOf(serial: number): Fates {
    return serial === 0 ? this.tally.made : this.tally.sourced;
  }
}
