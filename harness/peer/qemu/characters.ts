import type { ChipEvent } from '../../ground/chip-event.ts';
import { invariant } from '../../ground/errors.ts';
import type { Held } from '../../uart/inspection.ts';
import { LSR } from '../../uart/registers.ts';
import { emptyTally } from '../../uart/tally.ts';
import { Outbox } from './outbox.ts';
import { type Heard, Reception } from './reception.ts';

type Timeless<Event> = Event extends unknown ? Omit<Event, 'at'> : never;

/** The characters that QEMU's chip is given and those that it sends: each is counted, and the journal has its fate. */
export class Characters {
  readonly tally = emptyTally();
  readonly sout = new Outbox();
  readonly reception = new Reception();
  journal: ChipEvent[] | null = null;
  /** The tick of the command that is under way, or was last. */
  now = 0;
  private readonly moved: () => void;

  /** `moved` is told when the receiver has got or given one: its timeout counts anew. */
  constructor(moved: () => void) {
    this.moved = moved;
  }

  get held(): Held {
    const { reception, sout } = this;
    return {
      toSend: sout.waiting,
      onTheLine: reception.onTheWay,
      unread: { sourced: reception.held.length, made: 0 },
    };
  }

  /** The next of those that the link has brought goes into the socket. */
  hear(): number {
    const heard = this.reception.hear();
    invariant(heard, 'there is something to hear');
    this.takeIn();
    return heard.char;
  }

  /** RBR is read: how many come out of the socket then. */
  read(): number {
    if (this.reception.read() === undefined) return 0;
    this.tally.sourced.read += 1;
    this.moved();
    return this.takeIn();
  }

  /** FCR is written: the same. */
  writeFcr(value: number): number {
    const cleared = this.reception.writeFcr(value);
    this.lose(cleared, 'cleared-by-fcr');
    if (cleared.length > 0) this.moved();
    return this.takeIn();
  }

  /** THR is written, and what is in it leaves at once. */
  write(): void {
    this.tally.written += 1;
  }

  /** It has left. */
  leave(char: number): void {
    const serial = this.tally.written;
    this.sout.push(char, serial);
    this.note({ kind: 'frame', serial, char, ends: this.now });
  }

  /** THR is written in loopback. */
  goRound(char: number): void {
    this.tally.written += 1;
    const heard = { char, serial: -this.tally.written };
    const lost = this.reception.goRound(heard);
    const { length } = this.reception.held;
    this.note({ kind: 'frame', ...heard, ends: this.now });
    if (lost === null) this.arrive(heard, 0, length);
    else {
      this.tally.sourced.overrun += 1;
      this.note({ kind: 'lost', ...lost, how: 'overrun' });
      if (lost === heard) this.tally.sourced.seen += 1;
      else this.arrive(heard, LSR.OE, length);
    }
    this.moved();
  }

  /** Power has gone: what was in the chip is lost, and what was on its way. */
  reset(): void {
    const { held, onTheWay } = this.reception.reset();
    this.lose(held, 'reset');
    this.tally.unseenReset += onTheWay + this.sout.waiting;
    this.sout.clear();
  }

  /** What comes out of the socket now: how many. */
  private takeIn(): number {
    const before = this.reception.held.length;
    const taken = this.reception.takeIn();
    for (const [i, heard] of taken.entries()) this.arrive(heard, 0, before + i + 1);
    if (taken.length > 0) this.moved();
    return taken.length;
  }

  private arrive({ char, serial }: Heard, errors: number, held: number): void {
    this.tally.sourced.seen += 1;
    this.note({ kind: 'char', serial, char, errors, held });
  }

  private lose(lost: readonly Heard[], how: 'cleared-by-fcr' | 'reset'): void {
    this.tally.sourced.cleared += lost.length;
    for (const one of lost) this.note({ kind: 'lost', ...one, how });
  }

  private note(event: Timeless<ChipEvent>): void {
    this.journal?.push({ at: this.now, ...event });
  }
}
