/**
 * The PC's interrupt controller, as far as a driver can see it: an 8259A pair in ISA's edge-triggered mode.
 * A rising edge on a line is latched until it is acknowledged or the line falls again; a line that stays high
 * asks once. Masked lines latch too and are offered when unmasked. Lower numbers go first.
 */
export class Pic {
  /** Called when an interrupt may be acknowledged. It must not touch the device that raised it. */
  onRequest: () => void = () => {};
  private requested = 0;
  private masked = 0xffff;
  /** How many devices hold each line high: COM1 and COM3 share IRQ 4. */
  private readonly holders = new Uint8Array(16);

  raise(irq: number): void {
    const held = this.holders[irq] as number;
    this.holders[irq] = held + 1;
    if (held > 0) return;
    this.requested |= 1 << irq;
    this.offer();
  }

  lower(irq: number): void {
    const held = this.holders[irq] as number;
    if (held === 0) return;
    this.holders[irq] = held - 1;
    if (held === 1) this.requested &= ~(1 << irq);
  }

  mask(irq: number): void {
    this.masked |= 1 << irq;
  }

  unmask(irq: number): void {
    this.masked &= ~(1 << irq);
    this.offer();
  }

  /** The interrupt to be handled, taken off the latch; -1 when none asks. */
  acknowledge(): number {
    const open = this.requested & ~this.masked;
    if (open === 0) return -1;
    const irq = 31 - Math.clz32(open & -open);
    this.requested &= ~(1 << irq);
    return irq;
  }

  private offer(): void {
    if ((this.requested & ~this.masked) !== 0) this.onRequest();
  }
}
