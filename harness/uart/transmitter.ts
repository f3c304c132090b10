import { Fifo } from './fifo.ts';
import type { LineTiming } from './line-timing.ts';
import { FIFO_DEPTH } from './registers.ts';

const NEVER = Number.POSITIVE_INFINITY;

/**
 * THR or the transmit FIFO, and the shift register behind it (PC16550D 8.3, 8.5; behaviours 49 to 53).
 * THR is a FIFO of depth one.
 */
export class Transmitter {
  readonly waiting = new Fifo();
  depth = 1;
  /** When the last stop bit of the character in the shift register is out; NEVER when it is empty. */
  endsAt = NEVER;
  /** The character that left for the shift register last. */
  char = 0;
  serial = 0;
  /** Two characters have stood in the FIFO at once since THRE rose last (8.5, transmitter interrupts). */
  hadTwo = false;
  /** The first THRE after FCR bit 0 changed is reported at once. */
  private firstSinceEnabled = false;

  get holdsNone(): boolean {
    return this.waiting.count === 0;
  }

  get idle(): boolean {
    return this.endsAt === NEVER;
  }

  get full(): boolean {
    return this.waiting.count >= this.depth;
  }

  accept(char: number, serial: number): void {
    this.waiting.push(char, 0, serial);
    if (this.waiting.count >= 2) this.hadTwo = true;
  }

  /** True when a character has moved to the shift register: it leaves SOUT from now on. */
  load(now: number, timing: LineTiming): boolean {
    if (this.endsAt !== NEVER || this.waiting.count === 0) return false;
    this.char = this.waiting.char() & timing.dataMask;
    this.serial = this.waiting.serial();
    this.waiting.shift();
    this.endsAt = now + timing.character;
    return true;
  }

  /**
   * How long after THRE rose its interrupt comes: in FIFO mode a character time less the last stop bit, unless two
   * characters stood in the FIFO at once since THRE rose before.
   */
  interruptDelay(timing: LineTiming): number {
    const delayed = this.depth > 1 && !this.hadTwo && !this.firstSinceEnabled;
    this.hadTwo = false;
    this.firstSinceEnabled = false;
    return delayed ? timing.character - timing.lastStopBit : 0;
  }

  setFifo(enabled: boolean): void {
    this.depth = enabled ? FIFO_DEPTH : 1;
    this.firstSinceEnabled = enabled;
    this.hadTwo = false;
  }
}
