/** All that can be seen of a chip without touching it: registers as a read would give them, and what stands behind. */
export interface Inspection {
  readonly now: number;
  readonly registers: Readonly<
    Record<'RBR' | 'IER' | 'IIR' | 'LCR' | 'MCR' | 'LSR' | 'MSR' | 'SCR' | 'FCR', number>
  >;
  readonly divisor: number;
  readonly intr: boolean;
  readonly fifosEnabled: boolean;
  readonly trigger: number;
  /** Received and not read, first in first. */
  readonly received: readonly number[];
  /** Written and not yet in the shift register, first in first. */
  readonly toSend: readonly number[];
  /** The character in the transmitter's shift register. */
  readonly sending: number | null;
}

/** Characters inside a chip that have no fate yet. */
export interface Held {
  /** In THR or the transmit FIFO. */
  readonly toSend: number;
  /** On the line towards this chip's receiver. */
  readonly onTheLine: number;
  readonly unread: { readonly sourced: number; readonly made: number };
}
