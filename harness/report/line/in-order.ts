import type { TraceRecord } from '../../ground/trace.ts';

/** Reads that are told late stand a few records behind those of their time. */
const MOST_HELD = 256;

/**
 * Puts a trace's records into the order of time: reads are written when their run has ended, a step behind what the
 * machines did in its tick. It holds so many records and no more, so the longest trace goes through.
 */
export class InOrder {
  private readonly pass: (record: TraceRecord) => void;
  private held: TraceRecord[] = [];

  constructor(pass: (record: TraceRecord) => void) {
    this.pass = pass;
  }

  take(record: TraceRecord): void {
    const { held } = this;
    // Nearly always it belongs at the end.
    let place = held.length;
    while (place > 0 && isBefore(record, held[place - 1])) place -= 1;
    held.splice(place, 0, record);
    if (held.length >= 2 * MOST_HELD) this.passOn(MOST_HELD);
  }

  end(): void {
    this.passOn(this.held.length);
  }

  private passOn(count: number): void {
    const due = this.held.slice(0, count);
    this.held = this.held.slice(count);
    for (const record of due) this.pass(record);
  }
}

const isBefore = (record: TraceRecord, other: TraceRecord | undefined): boolean =>
  other !== undefined &&
  (record.t < other.t || (record.t === other.t && record.k === 'step' && other.k !== 'step'));
