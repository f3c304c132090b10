import type { ChipEvent } from '../ground/chip-event.ts';
import { type Crystal, EXACT } from '../ground/crystal.ts';
import type { Side } from '../ground/side.ts';
import { chipRecord, type Recorder } from '../ground/trace.ts';
import { type Clock, RANK, type Slot } from '../time/clock.ts';
import { Uart } from '../uart/chip.ts';
import { IIR, MCR, OFFSET } from '../uart/registers.ts';
import type { UartType } from '../uart/types.ts';
import type { Plug, Terminal } from '../wire/terminal.ts';
import type { Pic } from './pic.ts';
import type { PortDevice } from './port-bus.ts';

export interface ComPortOptions {
  readonly machine: Side;
  readonly irq: number;
  /** What SCR holds at power-on. */
  readonly scratch?: number;
  readonly type?: UartType;
  readonly crystal?: Crystal;
  readonly recorder?: Recorder | null;
}

/** The bits of IIR that name a cause; above them stand the FIFOs. */
const CAUSE = 0x0f;

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
  readonly crystal: Crystal;
  /** Told each cause that IIR shows while the IRQ line is up, as it comes up or changes. */
  onInterrupt: ((cause: number) => void) | null = null;
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
  private cause: number = IIR.NONE;

  constructor(clock: Clock, pic: Pic, options: ComPortOptions) {
    const { machine, irq, scratch, type, recorder, crystal = EXACT } = options;
    this.crystal = crystal;
    this.clock = clock;
    this.pic = pic;
    this.irq = irq;
    this.machine = machine;
    this.recorder = recorder ?? null;
    this.chip = new Uart(scratch, type);
    if (recorder) this.chip.journal = [];
    const { chip } = this;
    this.transmitSlot = clock.slot({ name: `${machine}'s transmitter`, rank: RANK.LINE }, () => {
      chip.advanceTransmitter(crystal.ticksAt(clock.now));
      this.settle();
    });
    this.chipSlot = clock.slot({ name: `${machine}'s UART`, rank: RANK.CHIP }, () => {
      this.advance(clock.now);
      this.settle();
    });
  }

  advance(now: number): void {
    this.chip.advance(this.crystal.ticksAt(now));
  }

  read(offset: number): number {
    this.advance(this.clock.now);
    const value = this.chip.read(offset);
    this.settle();
    return value;
  }

  write(offset: number, value: number): void {
    this.advance(this.clock.now);
    this.chip.write(offset, value);
    this.settle();
  }

  serialToRead(offset: number): number | null {
    this.advance(this.clock.now);
    return offset === OFFSET.DATA ? this.chip.serialToRead : null;
  }

  serialToWrite(offset: number): number | null {
    return offset === OFFSET.DATA ? this.chip.serialToWrite : null;
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
    this.chip.reset(this.crystal.ticksAt(this.clock.now));
    this.settle();
  }

  settle(): void {
    const { chip, clock, journal } = this;
    if (journal !== null && journal.length > 0) this.passJournal(journal);
    this.plug?.touched();
    this.driveIrq();
    clock.book(this.transmitSlot, this.timeOf(chip.transmitDeadline));
    clock.book(this.chipSlot, this.timeOf(chip.receiveDeadline));
    if (this.watching !== null) this.lookAtWatch();
  }

  private get journal() {
    return this.chip.journal;
  }

  private passJournal(journal: NonNullable<Uart['journal']>): void {
    for (const event of journal) this.recorder?.record(chipRecord(this.machine, this.onTheLine(event)));
    journal.length = 0;
  }

  /** A deadline that has come already is now: between two ticks of the line there may be one of the chip's. */
  private timeOf(deadline: number): number {
    return this.crystal.ppm === 0 ? deadline : Math.max(this.clock.now, this.crystal.timeOf(deadline));
  }

  private onTheLine(event: ChipEvent): ChipEvent {
    const { crystal } = this;
    if (crystal.ppm === 0) return event;
    const at = crystal.timeOf(event.at);
    return event.kind === 'frame' ? { ...event, at, ends: crystal.timeOf(event.ends) } : { ...event, at };
  }

  private lookAtWatch(): void {
    const { watching, chip } = this;
    if (watching === null) return;
    if (chip.peek(watching.offset) === watching.value && chip.readsAlike(watching.offset)) return;
    this.watching = null;
    watching.changed();
  }

  private tellCause(level: boolean, rises: boolean): void {
    const before = this.cause;
    this.cause = level ? this.chip.peek(OFFSET.IIR) & CAUSE : IIR.NONE;
    if (level && (rises || this.cause !== before)) this.onInterrupt?.(this.cause);
  }

  /** OUT2 gates INTR on a PC, and is inactive in loopback. A pulse too short to last a tick is an edge all the same. */
  private driveIrq(): void {
    const { chip, pic, irq } = this;
    const level = chip.intr && (chip.outputs & MCR.OUT2) !== 0;
    const pulsed = chip.intrRises !== this.rises;
    this.rises = chip.intrRises;
    if (this.irqLevel && (!level || pulsed)) pic.lower(irq);
    if (level && (!this.irqLevel || pulsed)) pic.raise(irq);
    if (this.onInterrupt !== null) this.tellCause(level, pulsed || !this.irqLevel);
    this.irqLevel = level;
  }
}
