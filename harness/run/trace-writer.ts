import type { Recorder, TraceRecord } from '../ground/trace.ts';

export type RecordSink = (record: TraceRecord) => void;

const MACHINE_ORDER = { A: 0, B: 1, '-': 2 } as const;

/**
 * Passes records on in one order that does not hang on which machine was served first within a tick: what is recorded
 * during one tick goes out by machine, and for each machine in the order in which it happened.
 */
export class TraceWriter implements Recorder {
  private readonly now: () => number;
  private readonly sinks: readonly RecordSink[];
  private tick = -1;
  private held: TraceRecord[] = [];
  /** The place of the last one's machine in that order; and whether all that are held stand in it. */
  private last = 0;
  private isOrdered = true;

  constructor(now: () => number, sinks: readonly RecordSink[]) {
    this.now = now;
    this.sinks = sinks;
  }

  record(record: TraceRecord): void {
    const now = this.now();
    if (now !== this.tick) {
      this.flush();
      this.tick = now;
    }
    const place = MACHINE_ORDER[record.m];
    if (place < this.last) this.isOrdered = false;
    this.last = place;
    this.held.push(record);
  }

  flush(): void {
    if (this.held.length === 0) return;
    const records = this.held;
    if (!this.isOrdered) records.sort((a, b) => MACHINE_ORDER[a.m] - MACHINE_ORDER[b.m]);
    this.held = [];
    this.last = 0;
    this.isOrdered = true;
    for (const record of records) for (const sink of this.sinks) sink(record);
  }
}

/**
 * The records before a tick and a few behind it, for the story around a failure; without a tick, the last ones. What
 * came before them is passed on.
 */
export class RecordsAround {
  private readonly focus: number;
  private readonly most: number;
  private readonly earlier: RecordSink;
  private readonly before: TraceRecord[] = [];
  private readonly behind: TraceRecord[] = [];

  constructor(focus: number, most: number, earlier: RecordSink = () => {}) {
    this.focus = focus;
    this.most = most;
    this.earlier = earlier;
  }

  readonly sink: RecordSink = (record) => {
    if (record.t <= this.focus && this.behind.length === 0) this.before.push(record);
    else if (this.behind.length < this.most / 4) this.behind.push(record);
    if (this.before.length + this.behind.length <= this.most) return;
    const oldest = this.before.shift();
    if (oldest !== undefined) this.earlier(oldest);
  };

  get records(): readonly TraceRecord[] {
    return [...this.before, ...this.behind];
  }
}
