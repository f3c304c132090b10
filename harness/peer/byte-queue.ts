/** Bytes in the order in which they came, by the pieces in which they came. */
export class ByteQueue {
  length = 0;
  private pieces: Uint8Array[] = [];
  /** How much of the first piece has been taken. */
  private taken = 0;

  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.pieces.push(bytes);
    this.length += bytes.length;
  }

  /** The next byte; only when there is one. */
  shift(): number {
    const [first] = this.pieces as [Uint8Array];
    const byte = first[this.taken] as number;
    this.taken += 1;
    this.length -= 1;
    if (this.taken === first.length) {
      this.pieces.shift();
      this.taken = 0;
    }
    return byte;
  }
}
