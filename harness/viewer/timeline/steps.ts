import { placeOf } from '../../report/viewer/sorted.ts';
import { Numbers } from './numbers.ts';

/** A number that changes now and then: each value holds from its tick to the next one's. */
export interface Steps {
  readonly at: Float64Array;
  readonly value: Uint16Array;
  /** The highest of all. */
  readonly most: number;
}

export class StepsBuilder {
  private readonly at = new Numbers();
  private readonly value = new Numbers();

  constructor(first: number) {
    this.at.push(Number.NEGATIVE_INFINITY);
    this.value.push(first);
  }

  get last(): number {
    return this.value.last;
  }

  set(at: number, value: number): void {
    if (value === this.last) return;
    this.at.push(Math.max(at, this.at.last));
    this.value.push(value);
  }

  get steps(): Steps {
    const value = Uint16Array.from(this.value.all);
    return { at: this.at.all, value, most: value.reduce((a, b) => Math.max(a, b), 0) };
  }
}

/** The place of the value that holds at a tick. */
export function placeAt({ at }: Steps, tick: number): number {
  let next = placeOf(at, tick);
  while (at[next] === tick) next += 1;
  return Math.max(0, next - 1);
}

export const valueAt = (steps: Steps, tick: number): number => steps.value[placeAt(steps, tick)] ?? 0;

/** The lowest and the highest between two places, which hold many values in one column of the screen. */
export function rangeOf({ value }: Steps, first: number, last: number): readonly [number, number] {
  let [low, high] = [value[first] ?? 0, value[first] ?? 0];
  // No more than so many are looked at: a column that has more is a solid bar anyway.
  const stride = Math.max(1, Math.floor((last - first) / MOST_LOOKED_AT));
  for (let i = first; i <= last; i += stride) {
    const one = value[i] ?? 0;
    low = Math.min(low, one);
    high = Math.max(high, one);
  }
  return [low, high];
}

const MOST_LOOKED_AT = 32;
