import { type Moment, moment } from './moment.ts';
import { MCR } from './registers.ts';

const NEVER = Number.POSITIVE_INFINITY;

export interface AutoflowState {
  readonly stopped: boolean;
  readonly middle: Moment;
  readonly atMiddle: boolean | null;
}

/**
 * The 16750's autoflow (TL16C750, autoflow control): with MCR bit 5 the transmitter waits for CTS, and with bit 1
 * beside it the receive FIFO drives RTS. Where MCR says neither, it does nothing.
 */
export class Autoflow {
  /** Auto-RTS: the FIFO has reached its trigger, and has not been empty since. */
  private stopped = false;
  /** The middle of the last stop bit under way: CTS must go before it to hold the next character. */
  private middle = NEVER;
  /** CTS at that tick, where it has changed since; else null. */
  private atMiddle: boolean | null = null;

  /** MCR as the pins have it: RTS is taken back while the FIFO is to be read first. */
  driven(mcr: number): number {
    return this.stopped ? mcr & ~MCR.RTS : mcr;
  }

  /** What the receive FIFO holds, or what MCR asks for, has changed. */
  watch(mcr: number, held: number, trigger: number): void {
    if ((mcr & MCR.AFE) === 0) this.reset();
    else if ((mcr & MCR.RTS) === 0 || held === 0) this.stopped = false;
    else if (held >= trigger) this.stopped = true;
  }

  reset(): void {
    this.stopped = false;
    this.atMiddle = null;
  }

  /** A character is under way, and ends then. */
  begins(endsAt: number, lastStop: number): void {
    this.middle = endsAt - lastStop / 2;
    this.atMiddle = null;
  }

  /** CTS was so until now. */
  ctsChanged(was: boolean, now: number): void {
    if (now >= this.middle && this.atMiddle === null) this.atMiddle = was;
  }

  /** The character under way is out: whether the next may leave. */
  goesOn(cts: boolean): boolean {
    return cts || this.atMiddle === true;
  }

  get state(): AutoflowState {
    const { stopped, middle, atMiddle } = this;
    return { stopped, middle: moment(middle), atMiddle };
  }

  set state({ stopped, middle, atMiddle }: AutoflowState) {
    this.stopped = stopped;
    this.middle = middle ?? NEVER;
    this.atMiddle = atMiddle;
  }
}
