import { resolve } from 'node:path';
import { HarnessError } from '../ground/errors.ts';
import type { Recorder, TraceRecord } from '../ground/trace.ts';
import type { Port } from '../lab7/port.ts';
import type { Lab7Result } from '../lab7/transfer.ts';
import type { LiveOutcome } from '../peer/live-outcome.ts';
import { changeInWords } from '../report/golden/change-words.ts';
import { departureInWords } from '../report/golden/departure-words.ts';
import { textPicture } from '../report/golden/text-picture.ts';
import { isWell } from '../report/live.ts';
import { liveHeaderOf } from '../report/trace/live-header.ts';
import { GoldenText, goldenHeader } from '../run/golden.ts';
import { ruleOf } from '../run/golden-rules.ts';
import type { ScenarioResult } from '../run/result.ts';
import type { RecordSink } from '../run/trace-writer.ts';
import { GoldenFile } from './golden-file.ts';
import type { Lab7Command } from './lab7-arguments.ts';
import { TraceFile } from './trace-file.ts';
import type { World } from './world.ts';

/**
 * The rules of a golden text that a live machine begins. When its peer comes, and when each character comes, is by the
 * wall clock; what the machine then does is its own time.
 */
const USUAL = ['counted from: frame, char', 'within: 2ticks', 'within: 1s for char', 'leave out: link'];

/** What a run came to beside its golden text. */
export interface KeptTime {
  readonly isKept: boolean;
  /** Line by line; empty where there is nothing to say. */
  readonly words: readonly string[];
}

/** Where a live machine's records go: into a trace's file, and beside its golden text. */
export class LiveRecords implements Recorder {
  private readonly command: Lab7Command;
  private readonly sinks: readonly RecordSink[];
  private readonly trace: TraceFile | null = null;
  private readonly golden: { readonly file: GoldenFile; readonly text: GoldenText } | null = null;
  private readonly bases: ScenarioResult['bases'];

  constructor(command: Lab7Command, port: Port, { cwd }: World) {
    const { args, profile, trace, golden, within } = command;
    this.command = command;
    this.bases = { A: port.base, B: port.base };
    const sinks: RecordSink[] = [];
    if (golden !== undefined) {
      if (trace !== undefined && resolve(cwd, trace) === resolve(cwd, golden))
        throw new HarnessError('usage', `--trace ${trace}: that is the golden text`, 'Name another file.');
      const usual = USUAL.map((line) => ruleOf(line, 'the usual rules'));
      const text = new GoldenText(goldenHeader({ name: args, seed: 0, profile }));
      this.golden = { file: new GoldenFile(resolve(cwd, golden), within, usual), text };
      sinks.push(text.sink);
    }
    if (trace !== undefined) {
      this.trace = new TraceFile(resolve(cwd, trace));
      sinks.push(this.trace.begin(liveHeaderOf(args, profile, port)));
    }
    this.sinks = sinks;
  }

  /** Throws where a rule of the kept text is none: before anything is played. */
  async understand(): Promise<void> {
    await this.golden?.file.read();
  }

  record(record: TraceRecord): void {
    for (const sink of this.sinks) sink(record);
  }

  async conclude(outcome: LiveOutcome<Lab7Result>): Promise<KeptTime> {
    this.trace?.endLive(outcome);
    const { golden, command, bases } = this;
    if (golden === null || outcome.end.why === 'interrupted') return { isKept: true, words: [] };
    const text = golden.text.text();
    if (!command.update) {
      const found = await golden.file.compare(text, bases);
      if (found === null) return { isKept: true, words: [] };
      const { what, departure } = found;
      const words =
        departure === null ? [] : [...departureInWords(departure, bases), ...textPicture(departure)];
      return { isKept: false, words: [what, ...words.map((line) => `  ${line}`)] };
    }
    if (!isWell(outcome)) return { isKept: true, words: ['its trace is not kept: it has not ended well'] };
    const words: string[] = [];
    await golden.file.update(text, bases, async (change) => {
      const [head = '', ...others] = changeInWords(change, bases);
      words.push(`update  ${head}`, ...others.map((line) => `  ${line}`));
    });
    return { isKept: true, words };
  }

  close(): void {
    this.trace?.close();
  }
}
