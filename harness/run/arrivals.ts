/** A byte that has been received: OE, PE, FE and BI as LSR bits, and the tick. */
export interface Received {
  readonly byte: number;
  readonly errors: number;
  readonly at: number;
}

/** Bytes received and not looked at yet, in order: a ring that grows, ten bytes for each. */
export class Arrivals {
  count = 0;
  private head = 0;
  private bytes = new Uint8Array(64);
  private errors = new Uint8Array(64);
  private ticks = new Float64Array(64);

  push({ byte, errors, at }: Received): void {
    if (this.count === this.bytes.length) this.grow();
    const place = (this.head + this.count) & (this.bytes.length - 1);
    this.bytes[place] = byte;
    this.errors[place] = errors;
    this.ticks[place] = at;
    this.count += 1;
  }

  shift(): Received {
    const { head } = this;
    this.head = (head + 1) & (this.bytes.length - 1);
    this.count -= 1;
    return {
      byte: this.bytes[head] as number,
      errors: this.errors[head] as number,
      at: this.ticks[head] as number,
    };
  }

  private grow(): void {
    const [bytes, errors, ticks] = [this.bytes, this.errors, this.ticks];
    const size = bytes.length;
    this.bytes = new Uint8Array(2 * size);
    this.errors = new Uint8Array(2 * size);
    this.ticks = new Float64Array(2 * size);
    for (let i = 0; i < this.count; i += 1) {
      const from = (this.head + i) & (size - 1);
      this.bytes[i] = bytes[from] as number;
      this.errors[i] = errors[from] as number;
      this.ticks[i] = ticks[from] as number;
    }
    this.head = 0;
  }
}
