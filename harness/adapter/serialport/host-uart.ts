import type { Side } from '../../ground/side.ts';
import { ComPort } from '../../machine/com-port.ts';
import { Pic } from '../../machine/pic.ts';
import type { Clock } from '../../time/clock.ts';
import { type Line, lcrFor } from '../../uart/line-settings.ts';
import { fcrFor, LCR, LSR, MCR, OFFSET, type TriggerLevel } from '../../uart/registers.ts';

const IRQ = 4;
const CAUSE = 0x0f;

export interface ModemOutputs {
  readonly dtr: boolean;
  readonly rts: boolean;
}

/** The 16550A of a host's port, by what its driver does to the registers. */
export class HostUart {
  readonly port: ComPort;
  divisor = 1;
  /** Errors that LSR has given away, of the character that is read next. */
  errors = 0;
  /** MSR as it was read last. */
  modem = 0;
  private readonly trigger: TriggerLevel;
  private lcr = 0;
  private ier = 0;

  constructor(clock: Clock, machine: Side, trigger: TriggerLevel, interrupted: () => void) {
    const pic = new Pic();
    this.trigger = trigger;
    this.port = new ComPort(clock, pic, { machine, irq: IRQ });
    pic.unmask(IRQ);
    pic.onRequest = () => {
      pic.acknowledge();
      interrupted();
    };
  }

  setLine(line: Line): void {
    this.lcr = lcrFor(line) | (this.lcr & LCR.BREAK);
    this.setDivisor(line.divisor);
  }

  /** The divisor latch stands where data and IER do while DLAB is set, so DLAB goes last. */
  setDivisor(divisor: number): void {
    this.divisor = divisor;
    this.port.write(OFFSET.LCR, this.lcr | LCR.DLAB);
    this.port.write(OFFSET.DATA, divisor & 0xff);
    this.port.write(OFFSET.IER, divisor >> 8);
    this.port.write(OFFSET.LCR, this.lcr);
  }

  setBreak(on: boolean): void {
    this.lcr = (this.lcr & ~LCR.BREAK) | (on ? LCR.BREAK : 0);
    this.port.write(OFFSET.LCR, this.lcr);
  }

  setOutputs({ dtr, rts }: ModemOutputs): void {
    this.port.write(OFFSET.MCR, MCR.OUT2 | (dtr ? MCR.DTR : 0) | (rts ? MCR.RTS : 0));
  }

  /** Turns the FIFOs on, and empties them: what they held, and its errors, are forgotten. */
  empty(): void {
    this.port.write(OFFSET.IIR, fcrFor(this.trigger));
    this.port.read(OFFSET.LSR);
    this.errors = 0;
  }

  turnFifosOff(): void {
    this.port.write(OFFSET.IIR, 0);
  }

  interruptOn(ier: number): void {
    if (ier === this.ier) return;
    this.ier = ier;
    this.port.write(OFFSET.IER, ier);
  }

  /** The low bits of IIR. */
  cause(): number {
    return this.port.read(OFFSET.IIR) & CAUSE;
  }

  hasCharacter(): boolean {
    return (this.lineStatus() & LSR.DR) !== 0;
  }

  hasSentAll(): boolean {
    return (this.lineStatus() & LSR.TEMT) !== 0;
  }

  /** When what is on the line has left. */
  get frameEnds(): number {
    return this.port.chip.transmitDeadline;
  }

  lookAtModem(): void {
    this.modem = this.port.read(OFFSET.MSR);
  }

  take(): number {
    return this.port.read(OFFSET.DATA);
  }

  put(byte: number): void {
    this.port.write(OFFSET.DATA, byte);
  }

  private lineStatus(): number {
    const status = this.port.read(OFFSET.LSR);
    this.errors |= status & LSR.ERRORS;
    return status;
  }
}
