import { AVRUSART, CPU, usart0Config } from 'avr8js';
import { ACCESS, EIGHT_BITS_NO_PARITY, type EventClock, HZ, RXC, RXEN_TXEN, UDRE } from './avr8js-pair.ts';
import { byteAt, WrongByte } from './bytes.ts';

const USART0 = usart0Config;

/** As two computers would have it: avr8js' USARTs on a CPU each, both clocks moved on to the next event of either. */
export class AvrTwoCpus {
  private readonly a = new CPU(new Uint16Array(16));
  private readonly b = new CPU(new Uint16Array(16));
  private readonly clocks: readonly [EventClock, EventClock];

  constructor() {
    const { a, b } = this;
    this.clocks = [a as unknown as EventClock, b as unknown as EventClock];
    const [usartA, usartB] = [new AVRUSART(a, USART0, HZ), new AVRUSART(b, USART0, HZ)];
    usartA.onByteTransmit = (byte) => void usartB.writeByte(byte);
    usartB.onByteTransmit = (byte) => void usartA.writeByte(byte);
    for (const cpu of [a, b]) {
      cpu.writeData(USART0.UBRRL, 0);
      cpu.writeData(USART0.UCSRC, EIGHT_BITS_NO_PARITY);
      cpu.writeData(USART0.UCSRB, RXEN_TXEN);
    }
  }

  private pass(): void {
    const { a, b, clocks } = this;
    const nextOfA = clocks[0].nextClockEvent?.cycles ?? Number.POSITIVE_INFINITY;
    const nextOfB = clocks[1].nextClockEvent?.cycles ?? Number.POSITIVE_INFINITY;
    const next = Math.min(nextOfA, nextOfB);
    a.cycles = next;
    a.tick();
    b.cycles = next;
    b.tick();
  }

  /** Every status read is made, that of either end each access time. */
  carryReadByRead(count: number): void {
    const { a, b } = this;
    const goOn = (): void => {
      a.cycles += ACCESS;
      a.tick();
      b.cycles += ACCESS;
      b.tick();
    };
    for (let i = 0; i < count; i += 1) {
      while ((a.readData(USART0.UCSRA) & UDRE) === 0) goOn();
      a.writeData(USART0.UDR, byteAt(i));
      for (; (b.readData(USART0.UCSRA) & RXC) === 0; goOn()) a.readData(USART0.UCSRA);
      const byte = b.readData(USART0.UDR);
      if (byte !== byteAt(i)) throw new WrongByte(i, byte);
    }
  }

  carry(count: number): void {
    const { a, b } = this;
    for (let i = 0; i < count; i += 1) {
      while ((a.readData(USART0.UCSRA) & UDRE) === 0) this.pass();
      a.writeData(USART0.UDR, byteAt(i));
      while ((b.readData(USART0.UCSRA) & RXC) === 0) this.pass();
      const byte = b.readData(USART0.UDR);
      if (byte !== byteAt(i)) throw new WrongByte(i, byte);
    }
  }
}
