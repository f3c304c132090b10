import { setImmediate } from 'node:timers/promises';
import type { ChipEvent } from '../../harness/ground/chip-event.ts';
import type { ForeignChip, Reply } from '../../harness/machine/foreign-chip.ts';
import { Uart } from '../../harness/uart/chip.ts';
import { MCR } from '../../harness/uart/registers.ts';

/** A chip of ours that answers later, as one of somebody else's does. */
export class LateUart implements ForeignChip {
  readonly uart = new Uart();
  journal: ChipEvent[] | null = null;
  /** What it has been asked, in order: `in 5`, `out 0 41`, `hear`, `look`. */
  readonly asked: string[] = [];
  /** Commands that have been given and not answered. */
  underWay = 0;
  mostUnderWay = 0;
  power: 'on' | 'off' = 'off';
  /** What the next command fails with. */
  fault: Error | null = null;
  private readonly toHear: { readonly char: number; readonly serial: number }[] = [];

  constructor() {
    this.uart.journal = [];
  }

  get sout(): Uart['sout'] {
    return this.uart.sout;
  }
  get dataMask(): number {
    return this.uart.dataMask;
  }
  get hasRoom(): boolean {
    return this.toHear.length === 0 && this.uart.hasRoom;
  }
  get characterTiming(): Uart['characterTiming'] {
    return this.uart.characterTiming;
  }
  get tally(): Uart['tally'] {
    return this.uart.tally;
  }
  get held(): Uart['held'] {
    return this.uart.held;
  }
  get serialToWrite(): number | null {
    return this.uart.serialToWrite;
  }
  get serialToRead(): number | null {
    return this.uart.serialToRead;
  }
  get transmitDeadline(): number {
    return this.uart.transmitDeadline;
  }
  get deadline(): number {
    return this.uart.deadline;
  }
  get gateOpen(): boolean {
    return (this.uart.outputs & MCR.OUT2) !== 0;
  }
  get unheard(): number {
    return this.toHear.length;
  }

  peek(offset: number): number {
    return this.uart.peek(offset);
  }
  inspect(): ReturnType<Uart['inspect']> {
    return this.uart.inspect();
  }
  hold(held: boolean): void {
    this.uart.hold(held);
  }
  setPins(pins: number): void {
    this.uart.setPins(pins);
  }
  receive(char: number, serial: number): void {
    this.toHear.push({ char, serial });
  }

  async powerOn(): Promise<void> {
    this.power = 'on';
  }
  async powerOff(): Promise<void> {
    this.power = 'off';
  }
  reset(now: number): void {
    this.uart.reset(now);
    this.toHear.length = 0;
  }
  take(): void {}

  read(offset: number, at: number): Promise<Reply> {
    return this.command(`in ${offset}`, at, () => this.uart.read(offset));
  }
  write(offset: number, value: number, at: number): Promise<Reply> {
    return this.command(`out ${offset} ${value.toString(16)}`, at, () => {
      this.uart.write(offset, value);
      return 0;
    });
  }
  hear(at: number): Promise<Reply> {
    const heard = this.toHear.shift();
    return this.command('hear', at, () => {
      if (heard !== undefined) this.uart.receive(heard.char, heard.serial);
      return 0;
    });
  }
  look(at: number): Promise<Reply> {
    return this.command('look', at, () => 0);
  }

  /** What is done is done at once; that it has been is said later. */
  private async command(what: string, at: number, does: () => number): Promise<Reply> {
    const { uart, fault } = this;
    this.asked.push(what);
    this.underWay += 1;
    this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
    uart.advance(at);
    const value = does();
    const events = uart.journal?.splice(0) ?? [];
    const edges = events.flatMap((event) =>
      event.kind === 'intr' ? [event.level === 1 ? ('raise' as const) : ('lower' as const)] : [],
    );
    await setImmediate();
    this.underWay -= 1;
    if (fault !== null) throw fault;
    return { value, edges, sent: [] };
  }
}
