import { FCR, FIFO_DEPTH, TRIGGER_LEVELS } from '../../uart/registers.ts';

export interface Heard {
  readonly char: number;
  /** Of the write to THR that it comes from; negative where it came round the loop. */
  readonly serial: number;
}

/** The bits of FCR that QEMU keeps. */
const KEPT = FCR.ENABLE | FCR.DMA | FCR.TRIGGER;

/**
 * Where the characters for QEMU's chip are, worked out from what passes: on their way to its socket, in the socket, or
 * in the chip. It takes no more from the socket than the trigger says, and never loses what comes from there.
 */
export class Reception {
  /** FCR, as far as QEMU keeps it. */
  fcr = 0;
  /** In the chip, first in first. */
  readonly held: Heard[] = [];
  private readonly toHear: Heard[] = [];
  private readonly inSocket: Heard[] = [];

  get unheard(): number {
    return this.toHear.length;
  }

  /** Neither in the chip nor, as long as it lies in the socket, seen by it. */
  get onTheWay(): number {
    return this.toHear.length + this.inSocket.length;
  }

  get fifosOn(): boolean {
    return (this.fcr & FCR.ENABLE) !== 0;
  }

  get trigger(): number {
    return TRIGGER_LEVELS[this.fcr >> 6] ?? 1;
  }

  get hasRoom(): boolean {
    if (this.onTheWay === 0) return this.takesOne;
    return this.fifosOn && this.held.length + this.onTheWay < this.trigger;
  }

  /** From its socket: up to the trigger, and beyond it one by one. */
  private get takesOne(): boolean {
    const { length } = this.held;
    if (!this.fifosOn) return length === 0;
    return length !== this.trigger && length < FIFO_DEPTH;
  }

  receive(heard: Heard): void {
    this.toHear.push(heard);
  }

  /** The next of them goes into the socket. */
  hear(): Heard | undefined {
    const next = this.toHear.shift();
    if (next !== undefined) this.inSocket.push(next);
    return next;
  }

  /** What QEMU takes from its socket now. */
  takeIn(): readonly Heard[] {
    const taken: Heard[] = [];
    for (let next = this.inSocket[0]; next !== undefined && this.takesOne; next = this.inSocket[0]) {
      this.inSocket.shift();
      this.held.push(next);
      taken.push(next);
    }
    return taken;
  }

  /** Came round the loop, where there may be no room: what is lost then. */
  goRound(heard: Heard): Heard | null {
    if (!this.fifosOn) {
      const lost = this.held.shift() ?? null;
      this.held.push(heard);
      return lost;
    }
    if (this.held.length === FIFO_DEPTH) return heard;
    this.held.push(heard);
    return null;
  }

  read(): Heard | undefined {
    return this.held.shift();
  }

  /** A write to FCR: what it empties. QEMU does not ask for bit 0 to empty, and passes over what it has already. */
  writeFcr(value: number): readonly Heard[] {
    if (value === this.fcr) return [];
    const toggles = ((value ^ this.fcr) & FCR.ENABLE) !== 0;
    this.fcr = value & KEPT;
    return toggles || (value & FCR.CLEAR_RECEIVE) !== 0 ? this.held.splice(0) : [];
  }

  /** All is lost: what was in the chip, and what was on its way. */
  reset(): { readonly held: readonly Heard[]; readonly onTheWay: number } {
    const { onTheWay } = this;
    this.fcr = 0;
    this.toHear.length = 0;
    this.inSocket.length = 0;
    return { held: this.held.splice(0), onTheWay };
  }
}
