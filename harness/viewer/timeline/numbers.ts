const FIRST = 16;

/** Numbers that become more: an array of doubles that doubles when it is full, for there may be millions. */
export class Numbers {
  private values = new Float64Array(FIRST);
  private count = 0;

  get length(): number {
    return this.count;
  }

  /** NaN while there is none. */
  get last(): number {
    return this.values[this.count - 1] ?? Number.NaN;
  }

  set last(value: number) {
    this.values[this.count - 1] = value;
  }

  push(value: number): void {
    if (this.count === this.values.length) {
      const wider = new Float64Array(this.count * 2);
      wider.set(this.values);
      this.values = wider;
    }
    this.values[this.count] = value;
    this.count += 1;
  }

  /** Those that are there, and no room for more. */
  get all(): Float64Array {
    return this.values.slice(0, this.count);
  }
}
