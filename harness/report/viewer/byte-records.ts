import type { TraceRecord } from '../../ground/trace.ts';
import { type ByteId, byteOf } from '../trace/byte-of.ts';

const keyOf = ({ side, serial }: ByteId): number => serial * 2 + (side === 'A' ? 0 : 1);

/** Which records tell of which byte: each knows the next one of its byte, so all together need little room. */
export class ByteRecords {
  private readonly first = new Map<number, number>();
  private readonly next: Int32Array;

  constructor(records: readonly TraceRecord[]) {
    this.next = new Int32Array(records.length).fill(NONE);
    for (let i = records.length - 1; i >= 0; i -= 1) {
      const record = records[i];
      const byte = record === undefined ? undefined : byteOf(record);
      if (byte === undefined) continue;
      const key = keyOf(byte);
      this.next[i] = this.first.get(key) ?? NONE;
      this.first.set(key, i);
    }
  }

  /** The byte's write, frame, arrival, loss and read, in the order of time. */
  of(byte: ByteId): readonly number[] {
    const way: number[] = [];
    for (let i = this.first.get(keyOf(byte)) ?? NONE; i !== NONE; i = this.next[i] ?? NONE) way.push(i);
    return way;
  }

  /** The machine's next or previous byte; null where no record tells of it. */
  beside({ side, serial }: ByteId, by: 1 | -1): ByteId | null {
    const other = { side, serial: serial + by };
    return this.first.has(keyOf(other)) ? other : null;
  }
}

const NONE = -1;
