import { closeSync, openSync, writeFileSync } from 'node:fs';
import type { Kept, Play } from '../report/run.ts';
import { LastLines } from '../report/trace/last-lines.ts';
import { headerOf } from '../report/trace/scenario-header.ts';
import { happenedIn } from '../report/viewer/happened/happened.ts';
import { type PlayOptions, retrace } from '../run/play.ts';
import type { Scenario } from '../scenario/model.ts';
import { PageShowing } from './page-showing.ts';
import { quoted } from './replay.ts';
import type { World } from './world.ts';

/** What led to a failure is at the end: of a longer trace, so many bytes are kept. */
const MOST = 32 << 20;

/** Plays a scenario that has failed once more, and writes what happens: as a trace, and as a page. */
export async function keepFailure(
  files: Kept,
  play: Play,
  scenario: Scenario,
  options: Omit<PlayOptions, 'sinks'>,
  { program = 'nullmodem', version, viewer }: World,
): Promise<Kept['cause']> {
  const header = headerOf(scenario, options.seed);
  const lines = new LastLines(header, MOST);
  const page: string[] = [];
  const showing = new PageShowing({
    header,
    window: { from: 0, to: Number.POSITIVE_INFINITY },
    write: (text) => page.push(text),
    script: await viewer(),
    version,
    command: `${program} show ${quoted(files.trace)} --html`,
    focus: 'result' in play ? play.result.failures[0]?.around : undefined,
  });
  await retrace(scenario, { ...options, sinks: [lines.take, (record) => showing.take(record)] });
  showing.conclude(play);
  showing.end();
  const file = openSync(files.trace, 'w');
  try {
    lines.writeTo((chunk) => writeFileSync(file, chunk), play);
  } finally {
    closeSync(file);
  }
  writeFileSync(files.page, page.join(''));
  const { cause, fix } = happenedIn(showing.viewed) ?? { cause: null, fix: null };
  return cause === null ? undefined : { why: cause, ...(fix === null ? {} : { fix }) };
}
