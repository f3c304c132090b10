import { closeSync, openSync, writeFileSync } from 'node:fs';
import type { Kept, Play } from '../report/run.ts';
import { LastLines } from '../report/trace/last-lines.ts';
import { headerOf } from '../report/trace/scenario-header.ts';
import { type PlayOptions, retrace } from '../run/play.ts';
import type { Scenario } from '../scenario/model.ts';

/** What led to a failure is at the end: of a longer trace, so many bytes are kept. */
const MOST = 32 << 20;

/** Plays a scenario that has failed once more, and writes what happens. */
export async function keepFailure(
  files: Kept,
  play: Play,
  scenario: Scenario,
  options: Omit<PlayOptions, 'sinks'>,
): Promise<void> {
  const lines = new LastLines(headerOf(scenario, options.seed), MOST);
  await retrace(scenario, { ...options, sinks: [lines.take] });
  const file = openSync(files.trace, 'w');
  try {
    lines.writeTo((chunk) => writeFileSync(file, chunk), play);
  } finally {
    closeSync(file);
  }
}
