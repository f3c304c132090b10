import { placeOf } from '../../report/viewer/sorted.ts';
import type { Span } from '../state.ts';
import { Numbers } from './numbers.ts';

/** Things of one kind, in the order of time and none over another: when each begins and ends, and its record's place. */
export interface Marks {
  readonly from: Float64Array;
  /** The same as `from` for what has no length. */
  readonly to: Float64Array;
  readonly record: Uint32Array;
}

export class MarksBuilder {
  private readonly from = new Numbers();
  private readonly to = new Numbers();
  private readonly record = new Numbers();

  add(record: number, from: number, to = from): void {
    const isFirst = this.from.length === 0;
    const begin = isFirst ? from : Math.max(from, this.from.last);
    // What a reset cuts off ends there, whatever was told before.
    if (!isFirst && this.to.last > begin) this.to.last = begin;
    this.from.push(begin);
    this.to.push(Math.max(to, begin));
    this.record.push(record);
  }

  /** The last one, which has not ended yet, goes on until then. */
  endAt(at: number): void {
    if (this.to.length > 0) this.to.last = Math.max(at, this.from.last);
  }

  get marks(): Marks {
    return { from: this.from.all, to: this.to.all, record: Uint32Array.from(this.record.all) };
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
