import { EXACT } from '../ground/crystal.ts';
import type { Side } from '../ground/side.ts';
import { chipRecord, type Recorder } from '../ground/trace.ts';
import { type Clock, RANK, type Slot } from '../time/clock.ts';
import { IIR, LSR, MSR, OFFSET } from '../uart/registers.ts';
import type { ByteTerminal, Plug } from '../wire/terminal.ts';
import type { ForeignChip, Reply } from './foreign-chip.ts';
import type { Pic } from './pic.ts';
import type { Watchable } from './port-bus.ts';

interface ForeignPortOptions {
  readonly machine: Side;
  readonly irq: number;
  readonly chip: ForeignChip;
  readonly recorder: Recorder | null;
}

interface Command {
  readonly ask: () => Promise<Reply>;
  readonly answered: (value: number) => void;
}

interface UnderWay {
  readonly command: Command;
  /** Rejects when the chip has failed. */
  readonly settled: Promise<void>;
  reply: Reply | null;
}

/** The bits of IIR that name a cause; above them stand the FIFOs. */
const CAUSE = 0x0f;
const ANY_DELTA = MSR.DCTS | MSR.DDSR | MSR.TERI | MSR.DDCD;

/** A read of the register changes what the next one gives. */
function changesByReading(offset: number, value: number): boolean {
  if (offset === OFFSET.LSR) return (value & LSR.ERRORS) !== 0;
  if (offset === OFFSET.IIR) return (value & CAUSE) === IIR.THRE;
  return offset === OFFSET.MSR && (value & ANY_DELTA) !== 0;
}

/**
 * A foreign chip on a PC's board. One command is under way at a time, and virtual time stands still until it has been
 * answered: so its tick, and that of all that comes of it, is the one at which it was given. The gate between INTR and
 * the IRQ line is the board's, and so it is here whatever the chip does.
 */
export class ForeignPort implements ByteTerminal, Watchable {
  readonly chip: ForeignChip;
  readonly crystal = EXACT;
  /** Told each cause that a program reads from IIR: it cannot be seen before. */
  onInterrupt: ((cause: number) => void) | null = null;
  private readonly clock: Clock;
  private readonly pic: Pic;
  private readonly options: ForeignPortOptions;
  private readonly answer: Slot;
  private readonly looking: Slot;
  private plug: Plug | null = null;
  private commands: Command[] = [];
  private underWay: UnderWay | null = null;
  private changed: (() => void) | null = null;
  private intr = false;
  private irqLevel = false;

  constructor(clock: Clock, pic: Pic, options: ForeignPortOptions) {
    const { machine, chip, recorder } = options;
    this.clock = clock;
    this.pic = pic;
    this.chip = chip;
    this.options = options;
    if (recorder !== null) chip.journal = [];
    const gate = () => (this.underWay?.reply === null ? this.underWay.settled : null);
    this.answer = clock.slot({ name: `${machine}'s answer`, rank: RANK.CHIP, gate }, () => this.conclude());
    this.looking = clock.slot({ name: `${machine}'s UART`, rank: RANK.CHIP }, () => this.look());
  }

  /** `serial`: of the character that it has taken out of RBR; null where it has taken none. */
  read(offset: number, answered: (value: number, serial: number | null) => void): void {
    let serial: number | null = null;
    const ask = () => {
      if (offset === OFFSET.DATA) serial = this.chip.serialToRead;
      return this.chip.read(offset, this.clock.now);
    };
    this.give({
      ask,
      answered: (value) => {
        const cause = value & CAUSE;
        if (offset === OFFSET.IIR && cause !== IIR.NONE) this.onInterrupt?.(cause);
        answered(value, serial);
      },
    });
  }

  serialToWrite(offset: number): number | null {
    return offset === OFFSET.DATA ? this.chip.serialToWrite : null;
  }

  write(offset: number, value: number, answered: () => void): void {
    this.give({ ask: () => this.chip.write(offset, value, this.clock.now), answered });
  }

  /** Calls `changed` once, when a read of this register may give something else than `value`. */
  watch(offset: number, value: number, changed: () => void): void {
    this.changed = changed;
    if (changesByReading(offset, value)) this.tellChange();
  }

  unwatch(): void {
    this.changed = null;
  }

  plugIn(plug: Plug | null): void {
    this.plug = plug;
  }

  /** It is told the time with each command. */
  advance(): void {}

  /** The link has given it a character, or holds back what it sends, or lets it go. */
  settle(): void {
    this.next();
    this.plug?.touched();
  }

  /** At power-on and at power-off: nothing is under way any more. */
  reset(): void {
    this.commands = [];
    this.underWay = null;
    this.changed = null;
    this.clock.cancel(this.answer);
    this.clock.cancel(this.looking);
    this.intr = false;
    this.driveIrq();
    this.chip.reset(this.clock.now);
    this.passJournal();
  }

  private give(command: Command): void {
    this.commands.push(command);
    this.next();
  }

  private next(): void {
    if (this.underWay !== null) return;
    const command = this.commands.shift() ?? this.hearing();
    if (command === null) return;
    const settled = command.ask().then((reply) => {
      underWay.reply = reply;
    });
    // Where nobody waits any more, nobody is told.
    settled.catch(() => {});
    const underWay: UnderWay = { command, settled, reply: null };
    this.underWay = underWay;
    this.clock.book(this.answer, this.clock.now);
  }

  /** What the link has brought and the chip has not been given. */
  private hearing(): Command | null {
    if (this.chip.unheard === 0) return null;
    return { ask: () => this.chip.hear(this.clock.now), answered: () => this.tellChange() };
  }

  private conclude(): void {
    const { underWay, chip } = this;
    if (underWay === null || underWay.reply === null) return;
    const { reply, command } = underWay;
    this.underWay = null;
    chip.take(reply);
    this.passJournal();
    this.driveIrq();
    for (const edge of reply.edges) {
      this.intr = edge === 'raise';
      this.driveIrq();
    }
    this.plug?.touched();
    command.answered(reply.value);
    this.next();
    if (this.underWay === null) this.clock.book(this.looking, Math.max(chip.deadline, this.clock.now + 1));
  }

  private look(): void {
    this.give({ ask: () => this.chip.look(this.clock.now), answered: () => this.tellChange() });
  }

  private tellChange(): void {
    const { changed } = this;
    this.changed = null;
    changed?.();
  }

  private driveIrq(): void {
    const level = this.intr && this.chip.gateOpen;
    if (level === this.irqLevel) return;
    this.irqLevel = level;
    const { irq } = this.options;
    if (level) this.pic.raise(irq);
    else this.pic.lower(irq);
  }

  private passJournal(): void {
    const { journal } = this.chip;
    if (journal === null) return;
    const { machine, recorder } = this.options;
    for (const event of journal) recorder?.record(chipRecord(machine, event));
    journal.length = 0;
  }
}
