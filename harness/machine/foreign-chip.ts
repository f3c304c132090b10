import type { ChipEvent } from '../ground/chip-event.ts';
import type { Held, Inspection } from '../uart/inspection.ts';
import type { Tally } from '../uart/tally.ts';
import type { ByteChip } from '../wire/terminal.ts';

/** A chip as a run sees it, whoever made it. */
export interface SeenChip extends ByteChip {
  readonly tally: Tally;
  readonly held: Held;
  /** Which write to THR, counted from 1, the next one will be; null while DLAB hides THR. */
  readonly serialToWrite: number | null;
  /** The serial number of the character that RBR holds; null where none can be read. */
  readonly serialToRead: number | null;
  /** The next tick at which the transmitter, by itself, changes what is on the line. */
  readonly transmitDeadline: number;
  inspect(): Inspection;
}

/** What a foreign chip said to one command. */
export interface Reply {
  /** What was read; else it says nothing. */
  readonly value: number;
  /** What INTR has done since the reply before, in order. */
  readonly edges: readonly ('raise' | 'lower')[];
  /** The characters that have left it meanwhile. */
  readonly sent: readonly number[];
}

/**
 * A chip that somebody else made, and that answers later. It is told the time with each command. What is known of it is
 * what passes: so it counts its characters at the call of a command, and not when the answer comes, which is another
 * instant each time.
 */
export interface ForeignChip extends SeenChip {
  /** Told what happens, as far as it is known; the owner empties it. */
  journal: ChipEvent[] | null;
  /** The next tick at which it may have done something by itself, and is to be asked; Infinity when there is none. */
  readonly deadline: number;
  /** Whether OUT2 lets its INTR through to the board's IRQ line. */
  readonly gateOpen: boolean;
  /** How many characters `receive` has taken that it has not been given: one `hear` for each. */
  readonly unheard: number;
  powerOn(at: number): Promise<void>;
  powerOff(): Promise<void>;
  read(offset: number, at: number): Promise<Reply>;
  write(offset: number, value: number, at: number): Promise<Reply>;
  hear(at: number): Promise<Reply>;
  /** Lets time pass for it, and no more. */
  look(at: number): Promise<Reply>;
  /** What a reply says is taken in: called in virtual time. */
  take(reply: Reply): void;
  /** Power has gone: what it held is lost. */
  reset(now: number): void;
}

/** Makes the chip of a machine, without power; rejects at `powerOn` where the world has none. */
export type ForeignChipMaker = () => ForeignChip;
