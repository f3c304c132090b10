import { LinesUsed } from '../../run/lines-used.ts';
import type { Run } from '../../run/recorded.ts';
import type { Failure, FailureCause } from '../../run/result.ts';
import { RecordsAround } from '../../run/trace-writer.ts';

/** Whether a run did what a test says: for those who say that it did not, how it did; else what is wrong. */
export type Judged =
  | { readonly holds: true; readonly how: string }
  | { readonly holds: false; readonly failures: readonly Failure[] };

/** How many records the story around a failure has. */
const STORY = 24;

/** A failure as the player would have it, with the story around a tick. */
export function failureAt(run: Run, what: string, cause: FailureCause, at = run.ticks): Failure {
  const earlier = new LinesUsed(run.bases, Number.POSITIVE_INFINITY);
  const story = new RecordsAround(at, STORY, earlier.sink);
  const lines = new LinesUsed(run.bases, at);
  for (const record of run.records) {
    story.sink(record);
    lines.sink(record);
  }
  return {
    what,
    at,
    cause,
    around: at,
    registers: null,
    lines: lines.lines,
    story: story.records,
    dlab: earlier.dlab,
  };
}
