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
  readonly hadTwo: boolean;
  readonly firstSinceEnabled: boolean;
}

/**
 * THR or the transmit FIFO, and the shift register behind it (PC16550D 8.4, 8.5; behaviours 49 to 53).
 * THR is a FIFO of depth one.
 */
export class Transmitter {
  readonly waiting: Fifo;
  depth = 1;
  /** A character is in the shift register. */
  busy = false;
  /** THRE and TEMT, as LSR shows them: polled far more often than they change. */
  status = EMPTY;
  /** When the last stop bit of the character in the shift register is out; NEVER when it is empty. */
  endsAt = NEVER;
  /** The character that left for the shift register last. */
  char = 0;
  /** Two characters have stood in the FIFO at once since THRE rose last (8.11, transmitter interrupts). */
  hadTwo = false;
  /** The first THRE after FCR bit 0 changed is reported at once. */
  private firstSinceEnabled = false;

  constructor(capacity: number) {
    this.waiting = new Fifo(capacity);
  }

  get holdsNone(): boolean {
    return this.waiting.count === 0;
  }

  get full(): boolean {
    return this.waiting.count >= this.depth;
  }

  accept(char: number, serial: number): void {
    this.waiting.push(char, serial);
    this.status = 0;
    if (this.waiting.count > 1) this.hadTwo = true;
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

  /** THRE rises in FIFO mode: true when its interrupt comes later, which is so unless two characters have waited. */
  putsOffInterrupt(): boolean {
    const soon = this.hadTwo || this.firstSinceEnabled;
    this.hadTwo = false;
    this.firstSinceEnabled = false;
    return !soon;
  }

  setDepth(depth: number): void {
    this.depth = depth;
    this.firstSinceEnabled = depth > 1;
    this.hadTwo = false;
  }

  get state(): TransmitterState {
    const { busy, char, hadTwo, firstSinceEnabled } = this;
    return {
      characters: this.waiting.state,
      sending: busy ? char : null,
      endsAt: moment(this.endsAt),
      hadTwo,
      firstSinceEnabled,
    };
  }

  set state({ characters, sending, endsAt, hadTwo, firstSinceEnabled }: TransmitterState) {
    this.waiting.state = characters;
    this.busy = sending !== null;
    this.char = sending ?? 0;
    this.endsAt = endsAt ?? NEVER;
    this.hadTwo = hadTwo;
    this.firstSinceEnabled = firstSinceEnabled;
    this.show();
  }
}
