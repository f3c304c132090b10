import type { Readable } from 'node:stream';
import type { Intake } from '../harness/cli/world.ts';

/** A stream, opened when needed, until it ends, has more than is wanted, or nobody waits for it any more. */
export const intake = (open: () => Readable & { readonly isTTY?: boolean }, signal: AbortSignal): Intake => ({
  get isTerminal() {
    return open().isTTY === true;
  },
  async read(most) {
    const stream = open();
    const chunks: Uint8Array[] = [];
    let length = 0;
    const giveUp = (): unknown => stream.destroy();
    signal.addEventListener('abort', giveUp);
    try {
      for await (const chunk of stream) {
        chunks.push(chunk);
        length += chunk.length;
        if (length > most) break;
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
    return Buffer.concat(chunks).subarray(0, most + 1);
  },
});
