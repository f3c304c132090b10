import { closeSync, openSync, writeFileSync } from 'node:fs';
import type { Cause, Kept, Play } from '../report/run.ts';
import { LastLines } from '../report/trace/last-lines.ts';
import { headerOf } from '../report/trace/scenario-header.ts';
import { happenedIn } from '../report/viewer/happened/happened.ts';
import { viewerPage } from '../report/viewer/page.ts';
import { type PlayOptions, retrace } from '../run/play.ts';
import type { Scenario } from '../scenario/model.ts';
import { focusOf, PageRecords } from './page-records.ts';
import { quoted } from './replay.ts';
import type { World } from './world.ts';

/** What led to a failure is at the end: of a longer trace, so many bytes are kept. */
const MOST = 32 << 20;

/** All that happened in a play that has failed. */
export interface FailedPlay {
  /** What all of it shows as the cause; absent where it shows none. */
  readonly cause?: Cause;
  /** Writes the trace, and the page on it. `shown`: the files as a person here names them. */
  write(files: Kept, shown: Kept, play: Play): Promise<void>;
}

/** Plays it once more: the same seed gives the same trace. */
export async function playedAgain(
  play: Play,
  scenario: Scenario,
  options: Omit<PlayOptions, 'sinks'>,
  { program = 'nullmodem', version, viewer }: World,
): Promise<FailedPlay> {
  const header = headerOf(scenario, options.seed);
  const lines = new LastLines(header, MOST);
  const window = { from: 0, to: Number.POSITIVE_INFINITY };
  const records = new PageRecords({ version, header, window, focus: focusOf(play) });
  await retrace(scenario, { ...options, sinks: [lines.take, records.take] });
  records.conclude(play);
  const { cause, fix } = happenedIn(records.viewed) ?? { cause: null, fix: null };
  return {
    ...(cause === null ? {} : { cause: { why: cause, ...(fix === null ? {} : { fix }) } }),
    async write(files, shown, explained) {
      records.conclude(explained);
      const leftOut = records.leftOut(`${program} show ${quoted(shown.trace)} --html`);
      const page = viewerPage(records.viewed, await viewer(), leftOut === undefined ? {} : { leftOut });
      writeLines(files.trace, lines, explained);
      writeFileSync(files.page, page);
    },
  };
}

function writeLines(path: string, lines: LastLines, play: Play): void {
  const file = openSync(path, 'w');
  try {
    lines.writeTo((chunk) => writeFileSync(file, chunk), play);
  } finally {
    closeSync(file);
  }
}
