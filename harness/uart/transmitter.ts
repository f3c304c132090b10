import { Fifo, type QueuedCharacter } from './fifo.ts';
import { type Moment, moment } from './moment.ts';
import { LSR } from './registers.ts';

const NEVER = Number.POSITIVE_INFINITY;

const EMPTY = LSR.THRE | LSR.TEMT;

export interface TransmitterState {
  readonly characters: readonly QueuedCharacter[];
  /** In the shift register. */
  readonly sending: number | null;
  readonly endsAt: Moment;
}

/**
 * THR or the transmit FIFO, and the shift register behind it (PC16550D 8.4, 8.5; behaviours 49 to 53).
 * THR is a FIFO of depth one.
 */
export class Transmitter {
  readonly waiting = new Fifo();
  depth = 1;
  /** A character is in the shift register. */
  busy = false;
  /** THRE and TEMT, as LSR shows them: polled far more often than they change. */
  status = EMPTY;
  /** When the last stop bit of the character in the shift register is out; NEVER when it is empty. */
  endsAt = NEVER;
  /** The character that left for the shift register last. */
  char = 0;

  get holdsNone(): boolean {
    return this.waiting.count === 0;
  }

  get full(): boolean {
    return this.waiting.count >= this.depth;
  }

  accept(char: number, serial: number): void {
    this.waiting.push(char, serial);
    this.status = 0;
  }

  /** The first that waits moves to the shift register. */
  load(dataMask: number): void {
    const { waiting } = this;
    this.char = waiting.word & dataMask;
    waiting.shift();
    this.busy = true;
    if (waiting.count === 0) this.status = LSR.THRE;
  }

  /** The shift register is empty. */
  end(): void {
    this.busy = false;
    this.endsAt = NEVER;
    if (this.waiting.count === 0) this.status = EMPTY;
  }

  /** The first that waits is lost. */
  drop(): void {
    this.waiting.shift();
    this.show();
  }

  private show(): void {
    this.status = this.waiting.count > 0 ? 0 : this.busy ? LSR.THRE : EMPTY;
  }

  get state(): TransmitterState {
    const { busy, char } = this;
    return {
      characters: this.waiting.state,
      sending: busy ? char : null,
      endsAt: moment(this.endsAt),
    };
  }

  set state({ characters, sending, endsAt }: TransmitterState) {
    this.waiting.state = characters;
    this.busy = sending !== null;
    this.char = sending ?? 0;
    this.endsAt = endsAt ?? NEVER;
    this.show();
  }
}
