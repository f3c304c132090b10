import type { TraceRecord } from '../../ground/trace.ts';
import { InOrder } from '../../report/line/in-order.ts';
import { paintIn } from '../../report/paint.ts';
import type { Play } from '../../report/run.ts';
import { failureInWords } from '../../report/terminal.ts';
import { headerOfResult } from '../../report/trace/scenario-header.ts';
import { happenedIn } from '../../report/viewer/happened/happened.ts';
import type { Run } from '../../run/recorded.ts';
import type { Failure } from '../../run/result.ts';

/** What the command says of a run with these failures: why, too, where the whole trace shows it. */
export function failedInWords(run: Run, failures: readonly Failure[]): readonly string[] {
  const { records, read: _, sends: __, ...played } = run;
  const result = { ...played, failures };
  const { name, file, transport, profile } = result;
  const play: Play = { name, file, entry: {}, transport, profile, replay: '', result };
  const viewed = { version: '', header: headerOfResult(run), records: ordered(records), play, cutAt: null };
  const { cause, fix } = happenedIn(viewed) ?? { cause: null, fix: null };
  const told = cause === null ? {} : { cause: { why: cause, ...(fix === null ? {} : { fix }) } };
  return failureInWords(result, paintIn(false), told);
}

function ordered(records: readonly TraceRecord[]): readonly TraceRecord[] {
  const found: TraceRecord[] = [];
  const order = new InOrder((record) => void found.push(record));
  for (const record of records) order.take(record);
  order.end();
  return found;
}
