import { MCR, MSR } from './registers.ts';

const PINS = MSR.CTS | MSR.DSR | MSR.RI | MSR.DCD;

/** The modem inputs, as MSR bits 7 to 4, that the outputs of MCR give in loopback (PC16550D 8.8). */
const loopedInputs = (mcr: number): number =>
  ((mcr & MCR.RTS) !== 0 ? MSR.CTS : 0) |
  ((mcr & MCR.DTR) !== 0 ? MSR.DSR : 0) |
  ((mcr & MCR.OUT1) !== 0 ? MSR.RI : 0) |
  ((mcr & MCR.OUT2) !== 0 ? MSR.DCD : 0);

export interface ModemState {
  readonly pins: number;
  readonly deltas: number;
}

/** The modem status register: four inputs, and what has changed since it was read last (PC16550D 8.9). */
export class ModemStatus {
  deltas = 0;
  private pins = 0;
  private inputs = 0;

  get cts(): boolean {
    return (this.inputs & MSR.CTS) !== 0;
  }

  get value(): number {
    return this.inputs | this.deltas;
  }

  /** The pins' new levels, as MSR bits 7 to 4 (1: asserted). */
  setPins(pins: number, mcr: number): void {
    this.pins = pins & PINS;
    this.update(mcr);
  }

  /** Takes the inputs from the pins, or in loopback from MCR, and keeps each change until MSR is read. */
  update(mcr: number): void {
    const next = this.inputsWith(mcr);
    const changed = this.inputs ^ next;
    if ((changed & MSR.CTS) !== 0) this.deltas |= MSR.DCTS;
    // Autoflow takes care of CTS, and asks for no interrupt (TL16C750, MSR bit 0).
    if ((mcr & MCR.AFE) !== 0) this.deltas &= ~MSR.DCTS;
    if ((changed & MSR.DSR) !== 0) this.deltas |= MSR.DDSR;
    if ((changed & MSR.DCD) !== 0) this.deltas |= MSR.DDCD;
    // TERI: RI has gone from asserted to not, and not the other way.
    if ((changed & MSR.RI) !== 0 && (next & MSR.RI) === 0) this.deltas |= MSR.TERI;
    this.inputs = next;
  }

  reset(): void {
    this.inputs = this.pins;
    this.deltas = 0;
  }

  get state(): ModemState {
    return { pins: this.pins, deltas: this.deltas };
  }

  restore({ pins, deltas }: ModemState, mcr: number): void {
    this.pins = pins;
    this.deltas = deltas;
    this.inputs = this.inputsWith(mcr);
  }

  private inputsWith(mcr: number): number {
    return (mcr & MCR.LOOP) !== 0 ? loopedInputs(mcr) : this.pins;
  }
}
