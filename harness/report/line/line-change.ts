import type { Side } from '../../ground/side.ts';
import type { FrameShape } from './frame-parts.ts';

export type Level = 0 | 1;

/** A character that leaves, with what its bits are on the line. */
export interface SentFrame extends FrameShape {
  readonly side: Side;
  readonly t: number;
  readonly serial: number;
  readonly char: number;
  /** It goes round inside the chip, and SOUT stays at mark. */
  readonly isLooped: boolean;
}

/** A character that a receiver has taken: `errors` are LSR bits. */
export interface Arrival {
  readonly side: Side;
  readonly t: number;
  readonly serial: number;
  readonly char: number;
  readonly errors: number;
}

/** A character that a chip has lost. */
export interface Loss extends Arrival {
  readonly how: string;
}

/** What holds SOUT in spite of the frames: a break holds it low, loopback and a machine that is off hold it high. */
export type Hold = 'none' | 'low' | 'high';

/** What happens on the lines and the pins, in the order of time. */
export type LineChange =
  | { readonly kind: 'frame'; readonly at: number; readonly side: Side; readonly frame: SentFrame }
  | { readonly kind: 'sout'; readonly at: number; readonly side: Side; readonly level: Level }
  | { readonly kind: 'hold'; readonly at: number; readonly side: Side; readonly hold: Hold }
  | { readonly kind: 'intr'; readonly at: number; readonly side: Side; readonly level: Level }
  | { readonly kind: 'irq'; readonly at: number; readonly side: Side }
  | { readonly kind: 'arrival'; readonly at: number; readonly side: Side; readonly arrival: Arrival }
  | { readonly kind: 'loss'; readonly at: number; readonly side: Side; readonly loss: Loss }
  /** How many characters stand unread in the receiver. */
  | { readonly kind: 'unread'; readonly at: number; readonly side: Side; readonly count: number };
