/** Bytes in a row, at most so many. */
export class BoundedRing {
  count = 0;
  private head = 0;
  private readonly bytes: Uint8Array;

  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity);
  }

  get free(): number {
    return this.bytes.length - this.count;
  }

  /** There is room for it. */
  push(byte: number): void {
    this.bytes[(this.head + this.count) % this.bytes.length] = byte;
    this.count += 1;
  }

  /** Takes the first out; there is one. */
  shift(): number {
    const byte = this.bytes[this.head] as number;
    this.drop(1);
    return byte;
  }

  /** Puts in as many as there is room for, and says how many. */
  fill(from: Uint8Array): number {
    const length = Math.min(this.free, from.length);
    const tail = (this.head + this.count) % this.bytes.length;
    const first = Math.min(length, this.bytes.length - tail);
    this.bytes.set(from.subarray(0, first), tail);
    this.bytes.set(from.subarray(first, length), 0);
    this.count += length;
    return length;
  }

  /** Takes out as many as there are, and `into` has room for, and says how many. */
  drain(into: Uint8Array): number {
    const length = Math.min(this.count, into.length);
    const first = Math.min(length, this.bytes.length - this.head);
    into.set(this.bytes.subarray(this.head, this.head + first));
    into.set(this.bytes.subarray(0, length - first), first);
    this.drop(length);
    return length;
  }

  clear(): void {
    this.head = 0;
    this.count = 0;
  }

  private drop(length: number): void {
    this.head = (this.head + length) % this.bytes.length;
    this.count -= length;
  }
}
