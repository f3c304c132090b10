import type { ByteId } from '../report/trace/byte-of.ts';

/** From one tick to another, the second not included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What the person looks at. */
export interface State {
  /** The part of the time axis that is on the screen. */
  readonly view: Span;
  /** The tick that registers, FIFOs and the ledger are told for. */
  readonly cursor: number;
  /** The record that is chosen, by its place among all; null: none is. */
  readonly record: number | null;
  /** The byte whose way is shown; null: none is. */
  readonly byte: ByteId | null;
  /** Only records whose words have this are listed, and only they stand out on the time axis. */
  readonly filter: string;
}

export type Listener = (state: State, before: State) => void;

/** The one place where what is looked at is kept: each part of the page is told of each change, and changes it here. */
export class Store {
  /** All that can be looked at. */
  readonly whole: Span;
  private current: State;
  private readonly listeners: Listener[] = [];

  constructor(state: State, whole: Span) {
    this.current = state;
    this.whole = whole;
  }

  get state(): State {
    return this.current;
  }

  update(change: Partial<State>): void {
    const before = this.current;
    this.current = { ...before, ...change };
    for (const listener of this.listeners) listener(this.current, before);
  }

  subscribe(listener: Listener): void {
    this.listeners.push(listener);
  }
}
