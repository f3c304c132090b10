import type { Uart } from '../../../harness/index.ts';
import { FCR, FIFO_DEPTH, IER, IIR, LSR, MCR, OFFSET } from '../../../harness/uart/registers.ts';
import { byteAt, WrongByte } from './bytes.ts';
import { OurPair } from './our-pair.ts';

/** FIFOs on and emptied, interrupt at 14 characters. */
const FIFO_14 = FCR.ENABLE | FCR.CLEAR_RECEIVE | FCR.CLEAR_TRANSMIT | FCR.TRIGGER;

/** Our chips, served by interrupts as a driver does: INTR is looked at, and IIR is read until it shows no cause. */
export class InterruptPair {
  private readonly pair = new OurPair();
  private sent = 0;
  private got = 0;
  private wanted = 0;

  constructor() {
    for (const chip of [this.pair.a, this.pair.b]) {
      chip.write(OFFSET.IIR, FIFO_14);
      chip.write(OFFSET.MCR, MCR.DTR | MCR.RTS | MCR.OUT2);
    }
    this.pair.b.write(OFFSET.IER, IER.RDA | IER.RLS);
  }

  carry(count: number): void {
    const { pair } = this;
    this.sent = 0;
    this.got = 0;
    this.wanted = count;
    // THRE asks at once when it is enabled.
    pair.a.write(OFFSET.IER, IER.THRE);
    for (;;) {
      if (pair.a.intr) this.serve(pair.a);
      if (pair.b.intr) this.serve(pair.b);
      if (this.got === count) break;
      pair.pass();
    }
    pair.a.write(OFFSET.IER, 0);
  }

  private serve(chip: Uart): void {
    for (;;) {
      switch (chip.read(OFFSET.IIR) & 0x0f) {
        case IIR.THRE:
          this.fill(chip);
          break;
        case IIR.DATA_AVAILABLE:
        case IIR.CHARACTER_TIMEOUT:
          this.drain(chip);
          break;
        case IIR.LINE_STATUS:
          throw new Error(`LSR shows ${chip.read(OFFSET.LSR)}`);
        default:
          return;
      }
    }
  }

  private fill(chip: Uart): void {
    for (let room = FIFO_DEPTH; room > 0 && this.sent < this.wanted; room -= 1) {
      this.pair.write(chip, this.pair.b, byteAt(this.sent));
      this.sent += 1;
    }
  }

  private drain(chip: Uart): void {
    while ((chip.read(OFFSET.LSR) & LSR.DR) !== 0) {
      const byte = chip.read(OFFSET.DATA);
      if (byte !== byteAt(this.got)) throw new WrongByte(this.got, byte);
      this.got += 1;
    }
  }
}
