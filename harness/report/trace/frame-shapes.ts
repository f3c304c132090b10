import type { TraceRecord } from '../../ground/trace.ts';
import { lineInWords } from '../../uart/line-settings.ts';
import type { KnownLine } from '../line/frame-parts.ts';
import type { Additions } from './additions.ts';

export type Shape = Pick<Additions, 'line' | 'bit' | 'levels'>;

/** Line settings, and the shape of each character's frame. */
export class FrameShapes {
  readonly known: KnownLine;
  private readonly words: string;
  private readonly usual: Shape[] = [];

  constructor(known: KnownLine) {
    this.known = known;
    this.words = lineInWords(known.line);
  }

  shapeOf({ t, ends, char }: TraceRecord & { readonly k: 'frame' }): Shape {
    const { bit, character } = this.known.timing;
    const byte = char & 0xff;
    // QEMU's chip does not say how long a frame is; a crystal that is off makes it longer or shorter.
    if (ends !== t && ends - t !== character)
      return this.shape(byte, Number((((ends - t) / character) * bit).toFixed(4)));
    this.usual[byte] ??= this.shape(byte, bit);
    return this.usual[byte];
  }

  private shape(byte: number, bit: number): Shape {
    const { patterns, length } = this.known.timing;
    const levels = [...(patterns[byte] ?? 0).toString(2).padStart(length, '0')].reverse().join('');
    return { line: this.words, bit, levels };
  }
}
