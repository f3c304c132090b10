import { randomByte } from '../ground/random.ts';
import type { Payload } from '../scenario/model.ts';

/** Bytes by their place, without holding them all. */
export interface ByteSource {
  readonly length: number;
  at(place: number): number;
}

/** `salt` tells the random payloads of one run apart. */
export function sourceOf(payload: Payload, seed: number, salt: number): ByteSource {
  if ('random' in payload) {
    const stream = seed * 65_537 + salt;
    return { length: payload.random, at: (place) => randomByte(stream, place) };
  }
  const { bytes, times } = payload;
  return { length: bytes.length * times, at: (place) => bytes[place % bytes.length] as number };
}

/** Sources one behind the other, of which the front is forgotten once it has been read past. */
export class SourceQueue {
  total = 0;
  private sources: { readonly from: number; readonly source: ByteSource }[] = [];

  add(source: ByteSource): void {
    if (source.length > 0) this.sources.push({ from: this.total, source });
    this.total += source.length;
  }

  /** The byte at a place; undefined past the end. Places before the last one asked for are forgotten. */
  at(place: number): number | undefined {
    for (;;) {
      const first = this.sources[0];
      if (first === undefined) return undefined;
      if (place < first.from + first.source.length) return first.source.at(place - first.from);
      this.sources.shift();
    }
  }

  /** Up to `most` bytes from a place on that has not been forgotten. */
  slice(place: number, most: number): number[] {
    const bytes: number[] = [];
    for (const { from, source } of this.sources) {
      for (
        let at = place + bytes.length;
        bytes.length < most && at >= from && at < from + source.length;
        at += 1
      ) {
        bytes.push(source.at(at - from));
      }
    }
    return bytes;
  }
}
