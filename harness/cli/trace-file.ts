import { closeSync, openSync, writeFileSync } from 'node:fs';
import { HarnessError, invariant } from '../ground/errors.ts';
import type { Lab7Result } from '../lab7/transfer.ts';
import type { LiveOutcome } from '../peer/live-outcome.ts';
import type { Play } from '../report/run.ts';
import { AsciiChunks } from '../report/trace/ascii-chunks.ts';
import type { TraceHeader } from '../report/trace/header.ts';
import { TraceLines } from '../report/trace/trace-lines.ts';
import type { RecordSink } from '../run/trace-writer.ts';

/** A trace on its way to a file, line by line: no more than a chunk of it is ever held. */
export class TraceFile {
  private readonly path: string;
  private readonly file: number;
  private readonly chunks = new AsciiChunks((chunk) => this.append(chunk));
  private lines: TraceLines | null = null;

  constructor(path: string) {
    this.path = path;
    try {
      this.file = openSync(path, 'w');
    } catch (error) {
      throw this.unwritable(error);
    }
  }

  /** Where the records of a scenario go. */
  begin(header: TraceHeader): RecordSink {
    const lines = new TraceLines(header, this.chunks);
    lines.header();
    this.lines = lines;
    return lines.record;
  }

  end(play: Play): void {
    invariant(this.lines !== null, 'what a scenario came to stands behind its header');
    this.lines.play(play);
    this.lines = null;
  }

  /** Of a run in real time. */
  endLive(outcome: LiveOutcome<Lab7Result>): void {
    invariant(this.lines !== null, 'what a run came to stands behind its header');
    this.lines.live(outcome);
    this.lines = null;
  }

  close(): void {
    try {
      this.chunks.flush();
    } finally {
      closeSync(this.file);
    }
  }

  private append(chunk: Uint8Array): void {
    try {
      writeFileSync(this.file, chunk);
    } catch (error) {
      throw this.unwritable(error);
    }
  }

  private unwritable(error: unknown): HarnessError {
    return new HarnessError(
      'trace-unwritable',
      `cannot write the trace to ${this.path}: ${(error as Error).message}`,
      undefined,
      error,
    );
  }
}
