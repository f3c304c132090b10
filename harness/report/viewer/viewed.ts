import type { TraceRecord } from '../../ground/trace.ts';
import type { Play } from '../run.ts';
import type { TraceHeader } from '../trace/header.ts';

/** All that the viewer shows: a trace as its file has it. Plain data, which survives JSON. */
export interface Viewed {
  readonly version: string;
  readonly header: TraceHeader;
  /** In the order of time. */
  readonly records: readonly TraceRecord[];
  /** What it came to; null where the trace ends before it says so. */
  readonly play: Play | null;
  /** The tick behind the last record that is here, where the trace goes on. */
  readonly cutAt: number | null;
}
