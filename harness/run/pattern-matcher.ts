import type { Pattern } from '../scenario/pattern.ts';

const UNKNOWN = -1;
const FOUND = -2;
/** Sets of states that are remembered. A pattern that needs more than it costs to forget them is walked without. */
const MOST_REMEMBERED = 512;
const MOST_FORGOTTEN = 4;

/** A set of states that wait for a byte, and where each byte leads from it, as far as that is known. */
interface Remembered {
  readonly waiting: readonly number[];
  readonly next: Int32Array;
}

/**
 * Looks for a pattern in a stream, one byte at a time; the first byte at which it holds ends it. What a byte does to a
 * set of states is worked out once and remembered.
 */
export class PatternMatcher {
  /** For each state, the states that wait for a byte and can be reached from it without one; null when the end can be. */
  private readonly reach: readonly (readonly number[] | null)[];
  private readonly bytes: readonly (Uint8Array | null)[];
  private readonly after: Int32Array;
  private readonly start: readonly number[];
  private readonly marks: Uint8Array;
  private remembered: Remembered[] = [];
  private numbers = new Map<string, number>();
  private forgotten = 0;
  private waiting: readonly number[];
  /** The number of the set `waiting`; UNKNOWN when sets are not remembered any more. */
  private here = UNKNOWN;

  constructor({ states, start }: Pattern) {
    this.bytes = states.map((state) => ('on' in state ? state.on : null));
    this.after = Int32Array.from(states, (state) => ('on' in state ? state.next : 0));
    this.reach = states.map((_, from) => reached(states, from));
    this.marks = new Uint8Array(states.length);
    this.start = this.reach[start] ?? [];
    this.waiting = this.start;
    this.here = this.remember(this.start);
  }

  /** True at the byte that completes a match. */
  take(byte: number): boolean {
    const set = this.remembered[this.here];
    const known = set?.next[byte] ?? UNKNOWN;
    if (known === FOUND) return true;
    if (known !== UNKNOWN) {
      this.here = known;
      this.waiting = (this.remembered[known] as Remembered).waiting;
      return false;
    }
    const next = this.step(byte);
    const to = next === null ? FOUND : this.remember(next);
    // Remembering may have made it forget all: then there is nothing to note it in.
    if (set !== undefined && set === this.remembered[this.here]) set.next[byte] = to;
    if (next === null) return true;
    this.waiting = next;
    this.here = to;
    return false;
  }

  /** The states that wait behind this byte, lowest first; null when the pattern holds. A match may begin at each byte. */
  private step(byte: number): readonly number[] | null {
    const { marks, bytes, after, reach } = this;
    marks.fill(0);
    for (const state of this.start) marks[state] = 1;
    for (const state of this.waiting) {
      if ((bytes[state] as Uint8Array)[byte] !== 1) continue;
      const next = reach[after[state] as number];
      if (next === null || next === undefined) return null;
      for (const one of next) marks[one] = 1;
    }
    const waiting: number[] = [];
    for (let state = 0; state < marks.length; state += 1) if (marks[state] === 1) waiting.push(state);
    return waiting;
  }

  private remember(waiting: readonly number[]): number {
    if (this.forgotten > MOST_FORGOTTEN) return UNKNOWN;
    const key = String.fromCharCode(...waiting);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    if (this.remembered.length === MOST_REMEMBERED) {
      this.remembered = [];
      this.numbers = new Map();
      this.forgotten += 1;
    }
    const number = this.remembered.length;
    this.remembered.push({ waiting, next: new Int32Array(256).fill(UNKNOWN) });
    this.numbers.set(key, number);
    return number;
  }
}

/** Follows what needs no byte. */
function reached(states: Pattern['states'], from: number): readonly number[] | null {
  const seen = new Set([from]);
  // A set can grow while it is walked.
  for (const at of seen) {
    const state = states[at];
    if (state === undefined || 'accepts' in state) return null;
    if ('to' in state) for (const next of state.to) seen.add(next);
  }
  return [...seen].filter((at) => 'on' in (states[at] as Pattern['states'][number]));
}
