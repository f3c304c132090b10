import { resolve } from 'node:path';
import { V86 } from 'v86';
import { COM1, COM2 } from '../../../harness/lab7/port.ts';
import { LCR, LSR, OFFSET } from '../../../harness/uart/registers.ts';
import { byteAt, WrongByte } from './bytes.ts';

interface PortEntry {
  readonly device: object;
  readonly read8: () => number;
  readonly write8: (value: number) => void;
}

/** What of v86 its own types leave out. */
interface Emulator {
  readonly v86: { readonly cpu: { readonly io: { readonly ports: readonly PortEntry[] } } };
  readonly bus: {
    register(name: string, handler: (byte: number) => void): void;
    send(name: string, byte: number): void;
  };
  add_listener(event: 'emulator-loaded', listener: () => void): void;
  destroy(): Promise<void>;
}

/**
 * v86's UARTs at COM1 and COM2 of one PC that executes nothing, joined by its bus messages. Their registers are
 * reached as its CPU reaches them, without the look-up in its table of ports.
 *
 * Models the registers, an unbounded receive queue, interrupts, modem lines. It does not model: time (a byte is
 * there when it is written, and THRE and TEMT are always set), rate, bits and errors, overrun, trigger, timeout, break.
 */
export class V86Pair {
  private readonly emulator: Emulator;
  private readonly ports: readonly PortEntry[];

  private constructor(emulator: Emulator) {
    this.emulator = emulator;
    this.ports = emulator.v86.cpu.io.ports;
    const { bus } = emulator;
    bus.register('serial0-output-byte', (byte) => bus.send('serial1-input', byte));
    bus.register('serial1-output-byte', (byte) => bus.send('serial0-input', byte));
    for (const { base } of [COM1, COM2]) {
      this.writer(base + OFFSET.LCR)(LCR.DLAB);
      this.writer(base + OFFSET.DATA)(1);
      this.writer(base + OFFSET.IER)(0);
      this.writer(base + OFFSET.LCR)(0x03);
    }
  }

  static async loaded(): Promise<V86Pair> {
    const emulator = new V86({
      wasm_path: resolve('node_modules/v86/build/v86.wasm'),
      memory_size: 2 ** 21,
      vga_memory_size: 2 ** 20,
      autostart: false,
      uart1: true,
      disable_speaker: true,
      disable_keyboard: true,
      disable_mouse: true,
    }) as unknown as Emulator;
    await new Promise<void>((loaded) => emulator.add_listener('emulator-loaded', loaded));
    return new V86Pair(emulator);
  }

  /** Without it the process would not end. */
  async close(): Promise<void> {
    await this.emulator.destroy();
  }

  reader(port: number): () => number {
    const { device, read8 } = this.ports[port] as PortEntry;
    return read8.bind(device);
  }

  writer(port: number): (value: number) => void {
    const { device, write8 } = this.ports[port] as PortEntry;
    return write8.bind(device);
  }

  carry(count: number): void {
    const statusOfA = this.reader(COM1.base + OFFSET.LSR);
    const writeA = this.writer(COM1.base);
    const statusOfB = this.reader(COM2.base + OFFSET.LSR);
    const readB = this.reader(COM2.base);
    for (let i = 0; i < count; i += 1) {
      while ((statusOfA() & LSR.THRE) === 0);
      writeA(byteAt(i));
      while ((statusOfB() & LSR.DR) === 0);
      const byte = readB();
      if (byte !== byteAt(i)) throw new WrongByte(i, byte);
    }
  }
}
