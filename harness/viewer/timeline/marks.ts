import type { Span } from '../state.ts';
import { placeOf } from './sorted.ts';

/** Things of one kind, in the order of time and none over another: when each begins and ends, and its record's place. */
export interface Marks {
  readonly from: Float64Array;
  /** The same as `from` for what has no length. */
  readonly to: Float64Array;
  readonly record: Uint32Array;
}

export class MarksBuilder {
  private readonly from: number[] = [];
  private readonly to: number[] = [];
  private readonly record: number[] = [];

  add(record: number, from: number, to = from): void {
    this.endBefore(from);
    this.from.push(Math.max(from, this.to.at(-1) ?? from));
    this.to.push(Math.max(to, this.from.at(-1) ?? to));
    this.record.push(record);
  }

  /** What a reset cuts off ends there, whatever was told before. */
  endBefore(at: number): void {
    const last = this.to.length - 1;
    if (last >= 0 && (this.to[last] ?? at) > at) this.to[last] = Math.max(at, this.from[last] ?? at);
  }

  /** The last one, which has not ended yet, goes on until then. */
  endAt(at: number): void {
    const last = this.to.length - 1;
    if (last >= 0) this.to[last] = Math.max(at, this.from[last] ?? at);
  }

  get marks(): Marks {
    return {
      from: Float64Array.from(this.from),
      to: Float64Array.from(this.to),
      record: Uint32Array.from(this.record),
    };
  }
}

/** The places of those that have any part in a span: from the first up to, and without, the second. */
export function placesIn({ from, to }: Marks, span: Span): readonly [number, number] {
  const first = placeOf(to, span.from);
  return [first, placeOf(from, span.to, first)];
}

/** Those whose record is asked for. */
export function chosen(marks: Marks, isChosen: (record: number) => boolean): Marks {
  const places = [...marks.record.keys()].filter((i) => isChosen(marks.record[i] ?? -1));
  const pick = (values: Float64Array | Uint32Array) => places.map((i) => values[i] ?? 0);
  return {
    from: Float64Array.from(pick(marks.from)),
    to: Float64Array.from(pick(marks.to)),
    record: Uint32Array.from(pick(marks.record)),
  };
}

/** How many have a part in each of so many columns of a span. */
export function density(marks: Marks, span: Span, columns: number): Uint32Array {
  const counts = new Uint32Array(columns);
  const width = (span.to - span.from) / columns;
  let [first, end] = placesIn(marks, { from: span.from, to: span.from });
  const last = placeOf(marks.from, span.to, end);
  for (let column = 0; column < columns; column += 1) {
    const from = span.from + column * width;
    first = placeOf(marks.to, from, first, last);
    end = placeOf(marks.from, from + width, Math.max(first, end), last);
    counts[column] = end - first;
  }
  return counts;
}
