import { AVRUSART, CPU, usart0Config } from 'avr8js';
import { byteAt, WrongByte } from './bytes.ts';

/** ATmega2560: USART1 stands eight addresses above USART0. */
const USART1 = {
  rxCompleteInterrupt: 0x48,
  dataRegisterEmptyInterrupt: 0x4a,
  txCompleteInterrupt: 0x4c,
  UCSRA: 0xc8,
  UCSRB: 0xc9,
  UCSRC: 0xca,
  UBRRL: 0xcc,
  UBRRH: 0xcd,
  UDR: 0xce,
};

const USART0 = usart0Config;
export const RXEN_TXEN = 0x18;
export const EIGHT_BITS_NO_PARITY = 0x06;
export const RXC = 0x80;
export const UDRE = 0x20;
export const HZ = 16_000_000;
/** A character takes 160 cycles here, as it takes 160 of our ticks: so this is the same share of it as our 2 ticks. */
export const ACCESS = 2;

/** The clock's next event is where a loop of no instructions may go at once; the class keeps it to itself. */
export interface EventClock {
  readonly nextClockEvent: { readonly cycles: number } | null;
}

/**
 * avr8js' USART, two of them on one CPU, which is cheaper than two CPUs: what one transmits the other is given. Time
 * is moved on to the CPU's next clock event, as for our pair, and not instruction by instruction.
 *
 * Models the data register, the time of a character, RXC, UDRE and TXC with their interrupts. It does not model: a
 * shift register behind the data register, a receive buffer, bits and sampling, parity, framing and overrun errors,
 * break; what the two ends set differently is not noticed.
 */
export class AvrPair {
  readonly cpu = new CPU(new Uint16Array(16));
  private readonly clock: EventClock;

  constructor() {
    this.clock = this.cpu as unknown as EventClock;
    const [a, b] = [new AVRUSART(this.cpu, USART0, HZ), new AVRUSART(this.cpu, USART1, HZ)];
    a.onByteTransmit = (byte) => void b.writeByte(byte);
    b.onByteTransmit = (byte) => void a.writeByte(byte);
    for (const usart of [USART0, USART1]) {
      this.cpu.writeData(usart.UBRRL, 0);
      this.cpu.writeData(usart.UCSRC, EIGHT_BITS_NO_PARITY);
      this.cpu.writeData(usart.UCSRB, RXEN_TXEN);
    }
  }

  /** Lets time pass until something happens at one of them. */
  pass(): void {
    const { cpu, clock } = this;
    cpu.cycles = clock.nextClockEvent?.cycles ?? cpu.cycles;
    cpu.tick();
  }

  carry(count: number): void {
    const { cpu } = this;
    for (let i = 0; i < count; i += 1) {
      while ((cpu.readData(USART0.UCSRA) & UDRE) === 0) this.pass();
      cpu.writeData(USART0.UDR, byteAt(i));
      while ((cpu.readData(USART1.UCSRA) & RXC) === 0) this.pass();
      const byte = cpu.readData(USART1.UDR);
      if (byte !== byteAt(i)) throw new WrongByte(i, byte);
    }
  }

  /** Every status read is made, that of either end each access time: its clock has no other way that is public. */
  carryReadByRead(count: number): void {
    const { cpu } = this;
    const goOn = (): void => {
      cpu.cycles += ACCESS;
      cpu.tick();
    };
    for (let i = 0; i < count; i += 1) {
      while ((cpu.readData(USART0.UCSRA) & UDRE) === 0) goOn();
      cpu.writeData(USART0.UDR, byteAt(i));
      for (; (cpu.readData(USART1.UCSRA) & RXC) === 0; goOn()) cpu.readData(USART0.UCSRA);
      const byte = cpu.readData(USART1.UDR);
      if (byte !== byteAt(i)) throw new WrongByte(i, byte);
    }
  }

  exchange(count: number): void {
    const { cpu } = this;
    for (let i = 0; i < count; i += 2) {
      while ((cpu.readData(USART0.UCSRA) & UDRE) === 0) this.pass();
      cpu.writeData(USART0.UDR, byteAt(i));
      while ((cpu.readData(USART1.UCSRA) & UDRE) === 0) this.pass();
      cpu.writeData(USART1.UDR, byteAt(i + 1));
      while ((cpu.readData(USART1.UCSRA) & RXC) === 0) this.pass();
      const there = cpu.readData(USART1.UDR);
      if (there !== byteAt(i)) throw new WrongByte(i, there);
      while ((cpu.readData(USART0.UCSRA) & RXC) === 0) this.pass();
      const here = cpu.readData(USART0.UDR);
      if (here !== byteAt(i + 1)) throw new WrongByte(i + 1, here);
    }
  }

  /** Lets a bus access's time pass before each status read, as the instructions of a loop would. */
  readStatus(count: number, cycles: number): number {
    const { cpu } = this;
    let seen = 0;
    for (let i = 0; i < count; i += 1) {
      cpu.cycles += cycles;
      cpu.tick();
      seen |= cpu.readData(USART0.UCSRA);
    }
    return seen;
  }

  readStatusAlone(count: number): number {
    const { cpu } = this;
    let seen = 0;
    for (let i = 0; i < count; i += 1) seen |= cpu.readData(USART0.UCSRA);
    return seen;
  }
}
