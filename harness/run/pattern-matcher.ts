import type { Pattern } from '../scenario/pattern.ts';

/** Looks for a pattern in a stream, one byte at a time; the first byte at which it holds ends it. */
export class PatternMatcher {
  private readonly pattern: Pattern;
  /** The states that wait for a byte, and the step in which each state was reached last. */
  private waiting: number[] = [];
  private readonly reachedIn: Float64Array;
  private step = 0;

  constructor(pattern: Pattern) {
    this.pattern = pattern;
    this.reachedIn = new Float64Array(pattern.states.length);
    this.reach([pattern.start]);
  }

  /** True at the byte that completes a match. */
  take(byte: number): boolean {
    const { states, start } = this.pattern;
    // A match may begin at each byte.
    const next = [start];
    for (const at of this.waiting) {
      const state = states[at];
      if (state !== undefined && 'on' in state && state.on[byte] === 1) next.push(state.next);
    }
    return this.reach(next);
  }

  /** Follows what needs no byte; true when the end is among what it comes to. */
  private reach(from: number[]): boolean {
    const { states } = this.pattern;
    this.waiting = [];
    this.step += 1;
    while (from.length > 0) {
      const at = from.pop() as number;
      if (this.reachedIn[at] === this.step) continue;
      this.reachedIn[at] = this.step;
      const state = states[at];
      if (state === undefined) continue;
      if ('accepts' in state) return true;
      if ('to' in state) from.push(...state.to);
      else this.waiting.push(at);
    }
    return false;
  }
}
