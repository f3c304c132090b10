import type { Rank, Slot } from './event-queue.ts';

export type { Slot } from './event-queue.ts';
export { RANK } from './event-queue.ts';

/** Asked before a slot's event runs: a promise when something outside has yet to happen, else null. */
export type Gate = () => Promise<void> | null;

export interface SlotOptions {
  /** Named when the events of one tick never end. */
  readonly name: string;
  readonly rank: Rank;
  readonly gate?: Gate;
}

/** The time in ticks, and whose turn it is. One interface for virtual time and for the wall clock. */
export interface Clock {
  /** The tick of the event that runs, or ran last. */
  readonly now: number;
  /** A place for one pending event at a time; `handler` runs at its tick. */
  slot(options: SlotOptions, handler: () => void): Slot;
  /** Books, or moves, a slot's event: `at` in ticks, not in the past. Infinity takes it back. */
  book(slot: Slot, at: number): void;
  cancel(slot: Slot): void;
  /** Moves `now` on to `to` when nothing else is due until then, that tick included; else does nothing. */
  runAhead(to: number): boolean;
}
