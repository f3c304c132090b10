import { type Clock, type Gate, RANK, type Slot } from '../time/clock.ts';
import type { ByteTerminal } from '../wire/terminal.ts';

export interface PaceOptions {
  readonly name: string;
  readonly to: ByteTerminal;
  /** Ticks for which a character waits for a full receiver. */
  readonly patience: number;
  /** Closed while the character that is due has not come out of what carries it. */
  readonly gate?: Gate;
  /** Gives the receiver the character that is due, and says by `begin` that there is another one. */
  readonly give: () => void;
}

/**
 * Brings characters to a receiver at its own line rate, as its first stop bit would be sampled. While the receiver is
 * full the next one waits, as long as there is patience.
 */
export class Pace {
  private readonly clock: Clock;
  private readonly options: PaceOptions;
  private readonly due: Slot;
  /** The receiver's line is taken up by a character until then. */
  private lineFreeAt = 0;
  private waitingForRoom = false;
  private booked = false;

  constructor(clock: Clock, options: PaceOptions) {
    const { name, gate, give } = options;
    this.clock = clock;
    this.options = options;
    const due = { name, rank: RANK.LINE, ...(gate === undefined ? {} : { gate }) };
    this.due = clock.slot(due, () => {
      this.booked = false;
      this.waitingForRoom = false;
      give();
    });
  }

  /** No character is on its way in. */
  get idle(): boolean {
    return !this.booked && !this.waitingForRoom;
  }

  /** The next character begins to come in, if there is room for it. */
  begin(): void {
    const { clock } = this;
    const { to, patience } = this.options;
    const { chip, crystal } = to;
    if (!chip.hasRoom) {
      this.waitingForRoom = true;
      clock.book(this.due, clock.now + patience);
      return;
    }
    this.waitingForRoom = false;
    this.booked = true;
    const { toStopSample, character } = chip.characterTiming;
    const start = Math.max(clock.now, this.lineFreeAt);
    this.lineFreeAt = start + crystal.lengthOf(character);
    clock.book(this.due, start + crystal.lengthOf(toStopSample));
  }

  /** The receiver's chip has been touched: it may have room again. */
  lookForRoom(): void {
    if (this.waitingForRoom && this.options.to.chip.hasRoom) this.begin();
  }

  /** No character is to come any more. */
  stop(): void {
    this.booked = false;
    this.waitingForRoom = false;
    this.clock.cancel(this.due);
  }

  /** As if none had ever come. */
  forget(): void {
    this.stop();
    this.lineFreeAt = 0;
  }
}
