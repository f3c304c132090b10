import type { Side } from '../ground/side.ts';
import { chipRecord, type Recorder } from '../ground/trace.ts';
import { type Clock, RANK, type Slot } from '../time/clock.ts';
import { Uart } from '../uart/chip.ts';
import { MCR } from '../uart/registers.ts';
import type { Plug, Terminal } from '../wire/terminal.ts';
import type { Pic } from './pic.ts';
import type { PortDevice } from './port-bus.ts';

export interface ComPortOptions {
  readonly machine: Side;
  readonly irq: number;
  /** What SCR holds at power-on. */
  readonly scratch?: number;
  readonly recorder?: Recorder | null;
}

interface Watch {
  readonly offset: number;
  readonly value: number;
  readonly changed: () => void;
}

/**
 * A UART on a PC's board: its registers on the port bus, its INTR at the interrupt controller through the gate that
 * OUT2 opens, its connector at the back. It tells the chip the time and books the chip's deadlines.
 */
export class ComPort implements PortDevice, Terminal {
  readonly chip: Uart;
  private readonly clock: Clock;
  private readonly pic: Pic;
  private readonly irq: number;
  private readonly machine: Side;
  private readonly recorder: Recorder | null;
  /** Line changes come before samples: the transmitter's deadline has a slot of a lower rank. */
  private readonly transmitSlot: Slot;
  private readonly chipSlot: Slot;
  private plug: Plug | null = null;
  private watching: Watch | null = null;
  private irqLevel = false;
  private rises = 0;

  constructor(clock: Clock, pic: Pic, { machine, irq, scratch, recorder }: ComPortOptions) {
    this.clock = clock;
    this.pic = pic;
    this.irq = irq;
    this.machine = machine;
    this.recorder = recorder ?? null;
    this.chip = new Uart(scratch);
    if (recorder) this.chip.journal = [];
    const { chip } = this;
    this.transmitSlot = clock.slot({ name: `${machine}'s transmitter`, rank: RANK.LINE }, () => {
      chip.advanceTransmitter(clock.now);
      this.settle();
    });
    this.chipSlot = clock.slot({ name: `${machine}'s UART`, rank: RANK.CHIP }, () => {
      chip.advance(clock.now);
      this.settle();
    });
  }

  read(offset: number): number {
    this.chip.advance(this.clock.now);
    const value = this.chip.read(offset);
    this.settle();
    return value;
  }

  write(offset: number, value: number): void {
    this.chip.advance(this.clock.now);
    this.chip.write(offset, value);
    this.settle();
  }

  watch(offset: number, value: number, changed: () => void): void {
    this.watching = { offset, value, changed };
    this.lookAtWatch();
  }

  unwatch(): void {
    this.watching = null;
  }

  plugIn(plug: Plug | null): void {
    this.plug = plug;
  }

  /** The machine's reset line: at power-on, and at power-off. */
  reset(): void {
    this.chip.reset(this.clock.now);
    this.settle();
  }

  settle(): void {
    const { chip, clock, journal } = this;
    if (journal !== null && journal.length > 0) this.passJournal(journal);
    this.plug?.touched();
    this.driveIrq();
    clock.book(this.transmitSlot, chip.transmitDeadline);
    clock.book(this.chipSlot, chip.receiveDeadline);
    if (this.watching !== null) this.lookAtWatch();
  }

  private get journal() {
    return this.chip.journal;
  }

  private passJournal(journal: NonNullable<Uart['journal']>): void {
    for (const event of journal) this.recorder?.record(chipRecord(this.machine, event));
    journal.length = 0;
  }

  private lookAtWatch(): void {
    const { watching, chip } = this;
    if (watching === null) return;
    if (chip.peek(watching.offset) === watching.value && chip.readsAlike(watching.offset)) return;
    this.watching = null;
    watching.changed();
  }

  /** OUT2 gates INTR on a PC, and is inactive in loopback. A pulse too short to last a tick is an edge all the same. */
  private driveIrq(): void {
    const { chip, pic, irq } = this;
    const level = chip.intr && (chip.outputs & MCR.OUT2) !== 0;
    const pulsed = chip.intrRises !== this.rises;
    this.rises = chip.intrRises;
    if (this.irqLevel && (!level || pulsed)) pic.lower(irq);
    if (level && (!this.irqLevel || pulsed)) pic.raise(irq);
    this.irqLevel = level;
  }
}
