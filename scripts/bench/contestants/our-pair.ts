import { Uart } from '../../../harness/index.ts';
import { LCR, LSR, OFFSET } from '../../../harness/uart/registers.ts';
import { byteAt, WrongByte } from './bytes.ts';

export interface LineSetup {
  readonly lcr: number;
  readonly divisor: number;
}

/** A port access takes about a microsecond: two ticks. */
const ACCESS = 2;

/** 115 200 8N1 */
export const FASTEST: LineSetup = { lcr: 0x03, divisor: 1 };

/**
 * Two of our chips on a wire each way, in virtual time, driven as a machine would: the time is moved on to the next
 * deadline of either, line changes before samples.
 *
 * Models THR, shift registers and FIFOs apart; frames bit by bit, sampled at the receiver's own bit times; errors,
 * interrupts, timeouts, modem lines, loopback, break; and where each written byte ended.
 */
export class OurPair {
  readonly a = new Uart();
  readonly b = new Uart();
  now = 0;

  constructor(lineOfA: LineSetup = FASTEST, lineOfB: LineSetup = lineOfA) {
    setLine(this.a, lineOfA);
    setLine(this.b, lineOfB);
  }

  /** Lets time pass until something happens at one of the chips. */
  pass(): void {
    const { a, b } = this;
    this.passTo(Math.min(a.deadline, b.deadline));
  }

  passTo(now: number): void {
    const { a, b } = this;
    this.now = now;
    a.advance(now);
    if (a.sout.count > 0) b.listen(a.sout);
    b.advance(now);
    if (b.sout.count > 0) a.listen(b.sout);
  }

  write(from: Uart, to: Uart, byte: number): void {
    from.write(OFFSET.DATA, byte);
    if (from.sout.count > 0) to.listen(from.sout);
  }

  /** A polls until it may write, B until it may read. */
  carry(count: number): void {
    const { a, b } = this;
    for (let i = 0; i < count; i += 1) {
      while ((a.read(OFFSET.LSR) & LSR.THRE) === 0) this.pass();
      this.write(a, b, byteAt(i));
      while ((b.read(OFFSET.LSR) & LSR.DR) === 0) this.pass();
      const byte = b.read(OFFSET.DATA);
      if (byte !== byteAt(i)) throw new WrongByte(i, byte);
    }
  }

  /** Every status read is made: A's and B's, each access time. */
  carryReadByRead(count: number): void {
    const { a, b } = this;
    for (let i = 0; i < count; i += 1) {
      while ((a.read(OFFSET.LSR) & LSR.THRE) === 0) this.goOnTo(this.now + ACCESS);
      this.write(a, b, byteAt(i));
      for (; (b.read(OFFSET.LSR) & LSR.DR) === 0; this.goOnTo(this.now + ACCESS)) a.read(OFFSET.LSR);
      this.take(i);
    }
  }

  /**
   * The same loops as our processor runs them: reads that would give what the one before gave are not made, and the next
   * one that matters is at the first access time behind the next event. Results and times are the same.
   */
  carryUntil(count: number): void {
    const { a, b } = this;
    for (let i = 0; i < count; i += 1) {
      while ((a.read(OFFSET.LSR) & LSR.THRE) === 0) this.goOnTo(this.nextAccess);
      this.write(a, b, byteAt(i));
      for (; (b.read(OFFSET.LSR) & LSR.DR) === 0; this.goOnTo(this.nextAccess)) a.read(OFFSET.LSR);
      this.take(i);
    }
  }

  private take(place: number): void {
    const byte = this.b.read(OFFSET.DATA);
    if (byte !== byteAt(place)) throw new WrongByte(place, byte);
  }

  /** The first access time at or behind the next event. */
  private get nextAccess(): number {
    const next = Math.min(this.a.deadline, this.b.deadline);
    return this.now + Math.max(1, Math.ceil((next - this.now) / ACCESS)) * ACCESS;
  }

  /** Lets time pass, event by event. */
  private goOnTo(now: number): void {
    const { a, b } = this;
    for (;;) {
      const next = Math.min(a.deadline, b.deadline);
      if (next > now) break;
      this.passTo(next);
    }
    this.now = now;
    a.advance(now);
    b.advance(now);
  }

  /** The same both ways at once: half of the characters each. */
  exchange(count: number): void {
    const { a, b } = this;
    for (let i = 0; i < count; i += 2) {
      while ((a.read(OFFSET.LSR) & LSR.THRE) === 0) this.pass();
      this.write(a, b, byteAt(i));
      while ((b.read(OFFSET.LSR) & LSR.THRE) === 0) this.pass();
      this.write(b, a, byteAt(i + 1));
      while ((b.read(OFFSET.LSR) & LSR.DR) === 0) this.pass();
      const there = b.read(OFFSET.DATA);
      if (there !== byteAt(i)) throw new WrongByte(i, there);
      while ((a.read(OFFSET.LSR) & LSR.DR) === 0) this.pass();
      const here = a.read(OFFSET.DATA);
      if (here !== byteAt(i + 1)) throw new WrongByte(i + 1, here);
    }
  }
}

export function setLine(chip: Uart, { lcr, divisor }: LineSetup): void {
  chip.write(OFFSET.LCR, lcr | LCR.DLAB);
  chip.write(OFFSET.DATA, divisor & 0xff);
  chip.write(OFFSET.IER, divisor >> 8);
  chip.write(OFFSET.LCR, lcr);
}
