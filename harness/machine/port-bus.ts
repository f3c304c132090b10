/** A device that tells when what a read gives may have changed. */
export interface Watchable {
  /**
   * Calls `changed` once, as soon as a read of this register would give something else than `value` or change
   * anything; at once when that is so already.
   */
  watch(offset: number, value: number, changed: () => void): void;
  unwatch(): void;
}

/** A device with eight byte-wide registers on the port bus. */
export interface PortDevice extends Watchable {
  /** Offsets from the base address, 0 to 7. */
  read(offset: number): number;
  write(offset: number, value: number): void;
  /** The serial number of the character that a read of this register would take; null where it takes none. */
  serialToRead(offset: number): number | null;
  /** The serial number that a write to this register would give its character; null where it is none. */
  serialToWrite(offset: number): number | null;
}

/** What a read of a port gives where no device answers: the ISA bus floats high. */
export const FLOATING = 0xff;

/** The PC's 16-bit port space, as far as devices of eight registers are on it. */
export class PortBus {
  private readonly devices = new Map<number, PortDevice>();

  /** Base addresses are multiples of eight, as the boards' decoders have them. */
  attach(base: number, device: PortDevice): void {
    this.devices.set(base >> 3, device);
  }

  /** The device that answers at a port, if any. Its register is `port & 7`. */
  at(port: number): PortDevice | undefined {
    return this.devices.get(port >> 3);
  }
}
