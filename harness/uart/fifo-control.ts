import { FCR, IIR, TRIGGER_LEVELS, TRIGGER_LEVELS_64 } from './registers.ts';
import type { Traits } from './types.ts';

const ALWAYS_OPEN = FCR.ENABLE | FCR.DMA | FCR.TRIGGER;

/** FCR, and what follows from it (PC16550D 8.5; its bit 5, TL16C750). */
export class FifoControl {
  /** Bits 1 and 2 clear themselves, and never stand here. */
  value = 0;
  /** What the receiver and the transmitter hold; 1 while the FIFOs are off. */
  depth = 1;
  /** How many received characters ask for an interrupt, while the FIFOs are on. */
  trigger = 1;
  /** What IIR shows of the FIFOs. */
  shown = 0;

  /** Takes a write. True when it turns the FIFOs on or off, or changes what they hold. */
  write(byte: number, dlab: boolean, traits: Traits): boolean {
    const before = this.value;
    // The other bits are programmed only while bit 0 is written as 1 (8.5, bit 0).
    const open = (byte & FCR.ENABLE) === 0 ? FCR.ENABLE : ALWAYS_OPEN | (dlab ? traits.fcrBitsUnderDlab : 0);
    this.set((byte & open) | (before & ~open), traits);
    return ((before ^ this.value) & (FCR.ENABLE | FCR.FIFO_64)) !== 0;
  }

  set(value: number, traits: Traits): void {
    const enabled = (value & FCR.ENABLE) !== 0;
    const large = (value & FCR.FIFO_64) !== 0;
    this.value = value;
    this.depth = !enabled ? 1 : large ? traits.largeDepth : traits.depth;
    this.trigger = (large ? TRIGGER_LEVELS_64 : TRIGGER_LEVELS)[value >> 6] as number;
    this.shown = !enabled ? 0 : large ? traits.fifosShown | IIR.FIFO_64 : traits.fifosShown;
  }
}
