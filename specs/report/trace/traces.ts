import { readFileSync } from 'node:fs';
import type { TraceRecord } from '../../../harness/ground/trace.ts';
import type { Play } from '../../../harness/report/run.ts';
import { AsciiChunks } from '../../../harness/report/trace/ascii-chunks.ts';
import type { TraceHeader } from '../../../harness/report/trace/header.ts';
import { headerOf } from '../../../harness/report/trace/scenario-header.ts';
import { TraceLines } from '../../../harness/report/trace/trace-lines.ts';
import { profileOf } from '../../../harness/run/bench.ts';
import { play } from '../../../harness/run/play.ts';
import type { Scenario } from '../../../harness/scenario/model.ts';
import { scenariosOf } from '../../scenario/files.ts';

/** A scenario's trace, as data and as the text of its file. */
export interface Traced {
  readonly scenario: Scenario;
  readonly header: TraceHeader;
  readonly records: readonly TraceRecord[];
  readonly play: Play;
  readonly text: string;
}

/** What a trace's lines come to. */
export function textOf(write: (chunks: AsciiChunks) => void, size?: number): string {
  let text = '';
  const chunks = new AsciiChunks((chunk) => {
    text += Buffer.from(chunk).toString('latin1');
  }, size);
  write(chunks);
  chunks.flush();
  return text;
}

export async function traced(scenario: Scenario): Promise<Traced> {
  const records: TraceRecord[] = [];
  const result = await play(scenario, { seed: 1, sinks: [(record) => records.push(record)] });
  const { name, file, entry = {}, link } = scenario;
  const about = {
    name,
    file,
    entry,
    transport: link.transport,
    profile: profileOf(link),
    replay: 'nullmodem run',
  };
  const header = headerOf(scenario, 1);
  const played: Play = { ...about, result };
  const text = textOf((chunks) => {
    const lines = new TraceLines(header, chunks);
    lines.header();
    for (const record of records) lines.record(record);
    lines.play(played);
  });
  return { scenario, header, records, play: played, text };
}

/** Scenarios of the catalogue that show one thing each: the first of each file. */
const VARIED = [
  'lab7/5-int',
  'lab7/8-com2',
  'line/5-bits',
  'link/peer-gone',
  'mismatch/other-parity',
  'uart/break-in-a-text',
  'uart/chips',
  'uart/fifo-errors',
  'uart/fifo-timeout',
  'uart/loopback-cuts',
  'uart/overrun-16450',
  'uart/overrun-fifo',
];

export const variedTraces = (): Promise<readonly Traced[]> =>
  Promise.all(
    VARIED.flatMap((name) => {
      const path = new URL(`../../../fixtures/scenarios/${name}.lab7.yaml`, import.meta.url);
      return scenariosOf(readFileSync(path)).slice(0, 1).map(traced);
    }),
  );
