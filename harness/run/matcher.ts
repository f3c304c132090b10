/**
 * Looks for bytes in a stream, one byte at a time, without looking back (Knuth, Morris and Pratt): the cost is that of
 * the stream, whatever is looked for.
 */
export class Matcher {
  private readonly wanted: Uint8Array;
  private readonly fallback: Int32Array;
  private matched = 0;

  constructor(wanted: Uint8Array) {
    this.wanted = wanted;
    this.fallback = new Int32Array(wanted.length);
    for (let i = 1, k = 0; i < wanted.length; i += 1) {
      while (k > 0 && wanted[i] !== wanted[k]) k = this.fallback[k - 1] as number;
      if (wanted[i] === wanted[k]) k += 1;
      this.fallback[i] = k;
    }
  }

  /** True at the byte that completes a match. */
  take(byte: number): boolean {
    while (this.matched > 0 && this.wanted[this.matched] !== byte)
      this.matched = this.fallback[this.matched - 1] as number;
    if (this.wanted[this.matched] === byte) this.matched += 1;
    return this.matched === this.wanted.length;
  }
}
