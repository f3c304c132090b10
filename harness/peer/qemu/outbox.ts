import type { ByteChip } from '../../wire/terminal.ts';

/** When so many have been taken, they are let go of: not at each, which would take as long as there are many. */
const TAKEN_AT_MOST = 4096;

interface Sent {
  readonly char: number;
  readonly serial: number;
}

/**
 * The characters that have left QEMU and that the link has not taken: QEMU sends at once, and as fast as its program
 * writes. While the link holds them back they lie here, as they would in the socket.
 */
export class Outbox implements Pick<ByteChip['sout'], 'count' | 'pattern' | 'serial' | 'shift' | 'clear'> {
  readonly overrides = [];
  held = false;
  private readonly sent: Sent[] = [];
  private head = 0;

  get count(): number {
    return this.held ? 0 : this.waiting;
  }

  get waiting(): number {
    return this.sent.length - this.head;
  }

  push(char: number, serial: number): void {
    this.sent.push({ char, serial });
  }

  /** The levels of its bits, behind that of the start bit. */
  pattern(): number {
    return (this.sent[this.head]?.char ?? 0) << 1;
  }

  serial(): number {
    return this.sent[this.head]?.serial ?? 0;
  }

  shift(): void {
    this.head += 1;
    if (this.head < this.sent.length && this.head < TAKEN_AT_MOST) return;
    this.sent.splice(0, this.head);
    this.head = 0;
  }

  clear(): void {
    this.sent.length = 0;
    this.head = 0;
  }

  chars(): readonly number[] {
    return this.sent.slice(this.head).map(({ char }) => char);
  }
}
