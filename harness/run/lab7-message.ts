import { bytesOf } from '../ground/bytes.ts';
import type { Terminator } from '../lab7/transfer.ts';
import { type ByteSource, sourceOf } from './byte-source.ts';

/** What a transmitter of the lab puts on the line: a short word length keeps the low bits only. */
export function lab7Message(words: readonly string[], terminator: Terminator, bits: number): ByteSource {
  const mask = (1 << bits) - 1;
  const bytes = bytesOf(words.join(' ') + terminator).map((byte) => byte & mask);
  return sourceOf({ bytes, times: 1 }, 0, 0);
}
