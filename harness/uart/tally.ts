/**
 * What became of characters, counted at one chip. `sourced` counts those that a THR write stands behind, `made`
 * those that the line made by itself (noise, a break, a mismatch): together they are the byte ledger's two sums.
 */
export interface Fates {
  /** Completed by the receiver, whatever became of them then. */
  seen: number;
  read: number;
  /** Read, and PE, FE or BI belonged to it. */
  readWithError: number;
  overrun: number;
  /** Emptied out of the receive FIFO by FCR, or gone at a reset. */
  cleared: number;
}

export interface Tally {
  /** Writes to THR: each bears the next serial number, from 1. */
  written: number;
  /** Written to a full THR in 16450 mode: the earlier one is gone. */
  overwritten: number;
  /** Written to a full transmit FIFO: this one is gone. */
  fifoFull: number;
  /** Emptied out of THR or the transmit FIFO by FCR, or gone at a reset. */
  clearedBeforeSending: number;
  /** Came while the receiver was in loopback. */
  unseenLoopback: number;
  /** Its frame lay under a break. */
  unseenBreak: number;
  /** The receiver's settings made no character of its frame. */
  unseenMismatch: number;
  /** On the line to the receiver when the chip was reset. */
  unseenReset: number;
  readonly sourced: Fates;
  readonly made: Fates;
}

const noFates = (): Fates => ({ seen: 0, read: 0, readWithError: 0, overrun: 0, cleared: 0 });

/** Counts on from what another has. */
export function restoreTally(tally: Tally, { sourced, made, ...counts }: Tally): void {
  Object.assign(tally, counts);
  Object.assign(tally.sourced, sourced);
  Object.assign(tally.made, made);
}

export const copyOf = (tally: Tally): Tally => ({
  ...tally,
  sourced: { ...tally.sourced },
  made: { ...tally.made },
});

export const emptyTally = (): Tally => ({
  written: 0,
  overwritten: 0,
  fifoFull: 0,
  clearedBeforeSending: 0,
  unseenLoopback: 0,
  unseenBreak: 0,
  unseenMismatch: 0,
  unseenReset: 0,
  sourced: noFates(),
  made: noFates(),
});
