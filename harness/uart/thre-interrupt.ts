import { type Moment, moment } from './moment.ts';

const NEVER = Number.POSITIVE_INFINITY;

export interface ThreInterruptState {
  readonly pending: boolean;
  readonly at: Moment;
  readonly hadTwo: boolean;
  readonly firstSinceSwitched: boolean;
}

/** The THRE interrupt: its latch, and the delay that FIFO mode gives it (PC16550D 8.6, 8.11; behaviours 41 to 44). */
export class ThreInterrupt {
  /** It asks, until an IIR read shows it or THR is written. */
  pending = false;
  /** When one that is put off comes. */
  at = NEVER;
  /** Two characters have stood in the FIFO at once since THRE rose last. */
  private hadTwo = false;
  /** The first after FCR bit 0 has changed is not put off. */
  private firstSinceSwitched = false;

  /** A character has joined those in the FIFO, which are so many now. */
  joined(waiting: number): void {
    if (waiting > 1) this.hadTwo = true;
  }

  /** THRE has risen in FIFO mode: the interrupt comes so much later unless two characters have waited. */
  riseLater(now: number, delay: number): void {
    if (this.hadTwo || this.firstSinceSwitched) this.pending = true;
    else this.at = now + delay;
    this.hadTwo = false;
    this.firstSinceSwitched = false;
  }

  /** It comes now, put off or not. */
  raise(): void {
    this.pending = true;
    this.at = NEVER;
  }

  /** It asks no longer. True when one was put off. */
  drop(): boolean {
    this.pending = false;
    if (this.at === NEVER) return false;
    this.at = NEVER;
    return true;
  }

  /** FCR has emptied the transmit FIFO; `held`: there was something in it. */
  emptied(held: boolean): void {
    this.hadTwo = false;
    if (held) this.pending = true;
  }

  /** The FIFOs are on or off now: one that FIFO mode had put off is put off no longer. */
  switched(on: boolean): void {
    this.firstSinceSwitched = on;
    if (this.at < NEVER) this.raise();
  }

  get state(): ThreInterruptState {
    const { pending, at, hadTwo, firstSinceSwitched } = this;
    return { pending, at: moment(at), hadTwo, firstSinceSwitched };
  }

  set state({ pending, at, hadTwo, firstSinceSwitched }: ThreInterruptState) {
    this.pending = pending;
    this.at = at ?? NEVER;
    this.hadTwo = hadTwo;
    this.firstSinceSwitched = firstSinceSwitched;
  }
}
