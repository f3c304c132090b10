/** Carries bytes one way. What is put in comes out, in order, at once or later. */
export interface Carrier {
  put(byte: number): void;
  /** How many bytes have come out and not been taken. */
  readonly arrived: number;
  /** The next byte that has come out; only when `arrived` is not 0. */
  take(): number;
  /** Settles when more has come out, or when nothing ever will: then `broken` is true. */
  arrival(): Promise<void>;
  readonly broken: boolean;
}

/** Bytes that have come out, in order: a ring that holds no more than a link lets be under way. */
export class ByteRing {
  count = 0;
  private head = 0;
  private bytes = new Uint8Array(64);

  push(byte: number): void {
    if (this.count === this.bytes.length) this.grow();
    this.bytes[(this.head + this.count) & (this.bytes.length - 1)] = byte;
    this.count += 1;
  }

  shift(): number {
    const byte = this.bytes[this.head] as number;
    this.head = (this.head + 1) & (this.bytes.length - 1);
    this.count -= 1;
    return byte;
  }

  private grow(): void {
    const wider = new Uint8Array(this.bytes.length * 2);
    for (let i = 0; i < this.count; i += 1)
      wider[i] = this.bytes[(this.head + i) & (this.bytes.length - 1)] as number;
    this.bytes = wider;
    this.head = 0;
  }
}

/** In this process: out as soon as it is in. */
export class MemoryCarrier implements Carrier {
  readonly broken = false;
  private readonly ring = new ByteRing();

  get arrived(): number {
    return this.ring.count;
  }

  put(byte: number): void {
    this.ring.push(byte);
  }

  take(): number {
    return this.ring.shift();
  }

  async arrival(): Promise<void> {}
}
