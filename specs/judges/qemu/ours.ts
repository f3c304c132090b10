import type { ChipEvent } from '../../../harness/ground/chip-event.ts';
import type { Edge } from '../../../harness/peer/qemu/qtest.ts';
import { Uart } from '../../../harness/uart/chip.ts';
import {
  arrivalTicks,
  bitTicks,
  characterTicks,
  LCR,
  LSR,
  MCR,
  MSR,
  REG,
  settingOf,
} from '../../support/datasheet.ts';
import { feed } from '../../support/line.ts';
import type { Operation } from './operation.ts';

/** What QEMU's backend wires to the modem inputs, whoever is at the other end. */
const PINS = MSR.CTS | MSR.DSR | MSR.DCD;

/** What one operation did: the value that was read, and the edges of INTR. */
export interface Seen {
  readonly value: number | null;
  readonly edges: readonly Edge[];
}

/** Our chip after a reset, and what the judge has to know of it, from what it was told and from what it shows. */
export class Ours {
  /** The characters that have left SOUT. */
  readonly sent: number[] = [];
  lcr = 0;
  divisor = 12;
  /** What came last while the FIFOs were off. */
  cameWithoutFifos = 0;
  private readonly uart = new Uart();
  private readonly journal: ChipEvent[] = [];

  constructor() {
    this.uart.setPins(PINS);
    this.uart.read(REG.MSR);
    this.uart.journal = this.journal;
  }

  get dlab(): boolean {
    return (this.lcr & LCR.DLAB) !== 0;
  }

  get looped(): boolean {
    return (this.uart.peek(REG.MCR) & MCR.LOOP) !== 0;
  }

  get out2(): boolean {
    return (this.uart.outputs & MCR.OUT2) !== 0;
  }

  get fifosOn(): boolean {
    return (this.uart.peek(REG.IIR) & 0xc0) !== 0;
  }

  get ier(): number {
    return this.uart.inspect().registers.IER;
  }

  /** IIR bits 3 to 0. */
  get pending(): number {
    return this.uart.peek(REG.IIR) & 0x0f;
  }

  lsrHas(bits: number): boolean {
    return (this.uart.peek(REG.LSR) & bits) !== 0;
  }

  get held(): number {
    return this.uart.inspect().received.length;
  }

  get trigger(): number {
    return this.uart.inspect().trigger;
  }

  /** Ticks until a character timeout passes by itself. */
  get ticksToTimeout(): number {
    return this.uart.receiveDeadline - this.uart.now;
  }

  /** The character timeout runs. */
  get armed(): boolean {
    return this.uart.receiveDeadline < Number.POSITIVE_INFINITY;
  }

  /** With characters in the FIFO its timer runs, or has run out. */
  get timedOut(): boolean {
    return this.fifosOn && this.lsrHas(LSR.DR) && !this.armed;
  }

  get arrival(): number {
    return arrivalTicks(settingOf(this.lcr), this.divisor);
  }

  get character(): number {
    return characterTicks(settingOf(this.lcr), this.divisor);
  }

  /** From `hear` to the character's being there. */
  get hearing(): number {
    return bitTicks(this.divisor) + this.arrival;
  }

  play(one: Operation): Seen {
    const value = this.does(one);
    const edges: Edge[] = [];
    for (const event of this.journal) {
      if (event.kind === 'intr') edges.push(event.level === 1 ? 'raise' : 'lower');
      else if (event.kind === 'char' && !this.fifosOn) this.cameWithoutFifos = event.char;
      else if (event.kind === 'frame' && !this.looped) this.sent.push(event.char);
    }
    this.journal.length = 0;
    this.uart.sout.clear();
    return { value, edges };
  }

  private does(one: Operation): number | null {
    const { uart } = this;
    switch (one.do) {
      case 'in':
        return uart.read(one.offset);
      case 'out':
        uart.write(one.offset, one.value);
        this.note(one.offset, one.value);
        return null;
      case 'wait':
        uart.advance(uart.now + one.ticks);
        return null;
      case 'hear':
        feed(uart, one.char);
        return null;
    }
  }

  private note(offset: number, value: number): void {
    if (offset === REG.LCR) this.lcr = value;
    else if (this.dlab && offset === REG.DLL) this.divisor = (this.divisor & 0xff00) | value;
    else if (this.dlab && offset === REG.DLM) this.divisor = (this.divisor & 0x00ff) | (value << 8);
  }
}
