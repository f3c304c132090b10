import type { Side } from '../ground/side.ts';
import type { TraceRecord } from '../ground/trace.ts';
import type { Scenario } from '../scenario/model.ts';
import type { Received } from './arrivals.ts';
import { type PlayOptions, play } from './play.ts';
import type { ScenarioResult } from './result.ts';

/** A result with all that a test may ask about. It holds each record, so it is for runs that fit into memory. */
export interface Run extends ScenarioResult {
  /** The whole trace. */
  readonly records: readonly TraceRecord[];
  /** What each machine's programs have read: by the machine that read it. */
  readonly read: Readonly<Record<Side, readonly Received[]>>;
  /** The ticks at which each machine's programs were given something to send. */
  readonly sends: Readonly<Record<Side, readonly number[]>>;
}

/** Plays a scenario as `play` does, and keeps what it did. */
export async function playRecorded(scenario: Scenario, options: Omit<PlayOptions, 'witness'>): Promise<Run> {
  const records: TraceRecord[] = [];
  const read: Record<Side, Received[]> = { A: [], B: [] };
  const sends: Record<Side, number[]> = { A: [], B: [] };
  const result = await play(scenario, {
    ...options,
    sinks: [...(options.sinks ?? []), (record) => void records.push(record)],
    witness: {
      sent: (from, at) => void sends[from].push(at),
      read: (by, received) => void read[by].push(received),
    },
  });
  return { ...result, records, read, sends };
}
