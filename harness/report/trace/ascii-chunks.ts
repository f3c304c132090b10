/** Longer than any record but for what a program prints. */
const ROOM = 1 << 10;
const ZERO = 0x30;
const MINUS = 0x2d;

/**
 * Text in ASCII, put together byte by byte and handed on chunk by chunk: of a trace of gigabytes no string is ever
 * made.
 */
export class AsciiChunks {
  private readonly pass: (chunk: Uint8Array) => void;
  private bytes: Uint8Array;
  private length = 0;

  /** `pass` is done with a chunk when it returns. */
  constructor(pass: (chunk: Uint8Array) => void, size = 1 << 18) {
    this.pass = pass;
    this.bytes = new Uint8Array(size);
  }

  text(text: string): void {
    if (text.length > ROOM) this.flush();
    if (text.length > this.bytes.length - ROOM) this.bytes = new Uint8Array(text.length + ROOM);
    const { bytes } = this;
    let { length } = this;
    for (let i = 0; i < text.length; i += 1) bytes[length++] = text.charCodeAt(i);
    this.length = length;
    if (length > bytes.length - ROOM) this.flush();
  }

  /** Short, and made before. */
  put(text: Uint8Array): void {
    const { bytes } = this;
    let { length } = this;
    for (let i = 0; i < text.length; i += 1) bytes[length++] = text[i] as number;
    this.length = length;
    if (length > bytes.length - ROOM) this.flush();
  }

  whole(value: number): void {
    const { bytes } = this;
    let rest = value;
    if (rest < 0) {
      bytes[this.length++] = MINUS;
      rest = -rest;
    }
    let digits = 1;
    for (let bound = 10; bound <= rest; bound *= 10) digits += 1;
    const end = this.length + digits;
    for (let at = end - 1; at >= this.length; at -= 1) {
      const tens = Math.floor(rest / 10);
      bytes[at] = ZERO + rest - 10 * tens;
      rest = tens;
    }
    this.length = end;
  }

  /** What is left is passed on. */
  flush(): void {
    const { length } = this;
    this.length = 0;
    if (length > 0) this.pass(this.bytes.subarray(0, length));
  }
}

export const ascii = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
