import { type LineTiming, lineTiming } from '../../uart/line-timing.ts';
import { IER, LCR, LSR, MCR, OFFSET } from '../../uart/registers.ts';

const POWER_ON_DIVISOR = 12;
/** As QEMU comes up: OUT2 is on, as a BIOS leaves it; and its socket shows DCD, DSR and CTS on. */
const POWER_ON = {
  IER: 0x00,
  IIR: 0x01,
  LCR: 0x00,
  MCR: MCR.OUT2 as number,
  LSR: LSR.THRE | LSR.TEMT,
  MSR: 0xb0,
  SCR: 0x00,
};

type Register = keyof typeof POWER_ON;
const REGISTERS: readonly (Register | undefined)[] = [
  undefined,
  'IER',
  'IIR',
  'LCR',
  'MCR',
  'LSR',
  'MSR',
  'SCR',
];

/** What QEMU's chip has been told of its registers and its line, and what it has shown of them. */
export class Settings {
  timing: LineTiming = lineTiming(0, POWER_ON_DIVISOR);
  divisor = POWER_ON_DIVISOR;
  /** As they were written last; and as it was read last, what cannot be known. */
  private shown = { ...POWER_ON };

  get registers(): Readonly<Record<Register, number>> {
    return this.shown;
  }

  get dlab(): boolean {
    return (this.shown.LCR & LCR.DLAB) !== 0;
  }

  get looped(): boolean {
    return (this.shown.MCR & MCR.LOOP) !== 0;
  }

  get gateOpen(): boolean {
    return (this.shown.MCR & MCR.OUT2) !== 0 && !this.looped;
  }

  /** Of offset 0, where characters are, it knows nothing. */
  peek(offset: number): number | undefined {
    const register = REGISTERS[offset];
    return register && this.shown[register];
  }

  noteRead(offset: number, value: number): void {
    const register = REGISTERS[offset];
    if (register !== undefined && !(register === 'IER' && this.dlab)) this.shown[register] = value;
  }

  /** Neither THR nor FCR. */
  write(offset: number, value: number): void {
    switch (offset) {
      case OFFSET.DATA:
        this.setDivisor((this.divisor & 0xff00) | value);
        break;
      case OFFSET.IER:
        if (this.dlab) this.setDivisor((this.divisor & 0x00ff) | (value << 8));
        else this.shown.IER = value & IER.MASK;
        break;
      case OFFSET.LCR:
        this.shown.LCR = value;
        this.timing = lineTiming(value, this.timing.divisor);
        break;
      case OFFSET.MCR:
        this.shown.MCR = value & 0x1f;
        break;
      case OFFSET.SCR:
        this.shown.SCR = value;
        break;
    }
  }

  reset(): void {
    this.shown = { ...POWER_ON };
    this.divisor = POWER_ON_DIVISOR;
    this.timing = lineTiming(0, POWER_ON_DIVISOR);
  }

  /** It passes over a divisor of 0. */
  private setDivisor(divisor: number): void {
    this.divisor = divisor;
    if (divisor !== 0) this.timing = lineTiming(this.shown.LCR, divisor);
  }
}
