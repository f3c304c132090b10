declare const unit: unique symbol;

/**
 * A time, or a length of time: whole periods of the UART's 1.8432 MHz crystal, in a plain double.
 * Every UART time is a whole number of these; hardly any is a whole number of nanoseconds.
 */
export type Ticks = number & { readonly [unit]: 'ticks' };

/** The PC's UART crystal, in Hz. */
export const CRYSTAL_HZ = 1_843_200;

/** The UART divides its clock by 16 for each bit: a bit at divisor 1 takes 16 ticks. */
export const TICKS_PER_BIT_AT_DIVISOR_1 = 16;

export const ticks = (count: number): Ticks => count as Ticks;

export const NEVER = ticks(Number.POSITIVE_INFINITY);

/** Seconds to ticks, rounded up to a whole tick. */
export const fromSeconds = (seconds: number): Ticks =>
  ticks(Math.ceil(Number((seconds * CRYSTAL_HZ).toFixed(6))));

export const toSeconds = (time: Ticks): number => time / CRYSTAL_HZ;

export const toMilliseconds = (time: Ticks): number => (time * 1000) / CRYSTAL_HZ;
