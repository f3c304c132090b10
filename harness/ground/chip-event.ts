/** What happens inside a chip, as its journal has it: `at` in ticks, `serial` the THR write's number at its chip: negative for
 * one that came round the loopback. */
export type ChipEvent =
  /** A frame began to leave SOUT (or, in loopback, to go round). */
  | {
      readonly kind: 'frame';
      readonly at: number;
      readonly serial: number;
      readonly char: number;
      readonly ends: number;
    }
  /** A character came: `errors` are LSR bits (OE, PE, FE, BI), `serial` is 0 when the line made it. */
  | {
      readonly kind: 'char';
      readonly at: number;
      readonly serial: number;
      readonly char: number;
      readonly errors: number;
      readonly held: number;
    }
  /** A character was lost inside the chip. */
  | {
      readonly kind: 'lost';
      readonly at: number;
      readonly serial: number;
      readonly char: number;
      readonly how: LossInChip;
    }
  /** The character timeout has passed. */
  | { readonly kind: 'timeout'; readonly at: number; readonly held: number }
  /** INTR changed; `iir` is what IIR then shows. */
  | { readonly kind: 'intr'; readonly at: number; readonly level: 0 | 1; readonly iir: number };

/** Before it could be sent: its serial number is this chip's own. */
export type LossUnsent = 'overwritten' | 'fifo-full' | 'unsent-cleared-by-fcr' | 'unsent-at-reset';
/** Once it had come, or just as it came. */
export type LossUnread = 'overrun' | 'cleared-by-fcr' | 'reset';
export type LossInChip = LossUnsent | LossUnread;
