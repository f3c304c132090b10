import { MCR } from './registers.ts';

export interface AutoflowState {
  readonly stopped: boolean;
  readonly seen: boolean | null;
}

/**
 * The 16750's autoflow (TL16C750, autoflow control): with MCR bit 5 the transmitter waits for CTS, and with bit 1
 * beside it the receive FIFO drives RTS. Where MCR says neither, it does nothing.
 */
export class Autoflow {
  /** Auto-RTS: the FIFO has reached its trigger, and has not been empty since. */
  private stopped = false;
  /** CTS at the middle of the last stop bit under way, where it has changed after that; else null. */
  private seen: boolean | null = null;

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
    this.seen = null;
  }

  /** CTS was so until now; `decided`: the middle of the last stop bit has come. */
  ctsChanged(was: boolean, decided: boolean): void {
    if (decided && this.seen === null) this.seen = was;
  }

  /** The character under way is out: whether the next may leave. */
  goesOn(cts: boolean): boolean {
    const { seen } = this;
    this.seen = null;
    return seen ?? cts;
  }

  get state(): AutoflowState {
    return { stopped: this.stopped, seen: this.seen };
  }

  set state({ stopped, seen }: AutoflowState) {
    this.stopped = stopped;
    this.seen = seen;
  }
}
