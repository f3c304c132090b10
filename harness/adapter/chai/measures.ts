import type { Duration } from '../../scenario/model.ts';

/** Bits and characters are the reader's, at the line settings that it then has. */
export const bits = (amount: number): Duration => ({ amount, unit: 'bits' });
export const chars = (amount: number): Duration => ({ amount, unit: 'chars' });
export const s = (amount: number): Duration => ({ amount, unit: 's' });
export const ms = (amount: number): Duration => ({ amount, unit: 'ms' });
export const us = (amount: number): Duration => ({ amount, unit: 'us' });
/** Of the UART's 1.8432 MHz crystal: a bit at 115 200 has 16. */
export const ticks = (amount: number): Duration => ({ amount, unit: 'ticks' });

/** One of the characters that came to a UART, from 0. */
export interface Place {
  readonly byte: number;
}
export const byte = (place: number): Place => ({ byte: place });
