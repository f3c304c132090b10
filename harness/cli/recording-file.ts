import { closeSync, openSync, readSync, statSync, writeFileSync } from 'node:fs';
import { HarnessError } from '../ground/errors.ts';
import { RECORDING_MARK, type Recording } from '../peer/recording.ts';
import type { TapEvent } from '../peer/tap-event.ts';
import type { Recorded } from '../report/tap.ts';

/** A recording on its way to a file, which is a whole scenario at any time. */
export class RecordingFile {
  private readonly name: string;
  private readonly file: number;
  private readonly recording: Recording;
  private failedAt: number | null = null;
  private isClosed = false;
  /** When something was last said: now, and when it was last looked for. */
  private spokenAt: number | null = null;
  private seenAt: number | null = null;

  /** `name`: as the user writes it. */
  constructor(path: string, name: string, recording: Recording) {
    this.name = name;
    this.recording = recording;
    try {
      refuseOthers(path, name);
      this.file = openSync(path, 'w');
      writeFileSync(this.file, recording.head());
    } catch (error) {
      if (error instanceof HarnessError) throw error;
      throw new HarnessError(
        'recording-unwritable',
        `cannot write the recording to ${name}: ${(error as Error).message}`,
        'Name a file in a folder that you may write to: --record talk.lab7.yaml',
        error,
      );
    }
  }

  get recorded(): Recorded {
    const { name: file, recording, failedAt } = this;
    const { bytes } = recording;
    return { file, bytes, end: failedAt === null ? recording.end : { why: 'unwritable', at: failedAt } };
  }

  tell(event: TapEvent): void {
    if (event.kind === 'bytes') this.spokenAt = event.at;
    this.write(this.recording.tell(event), event.at);
  }

  /** To be called now and then: what was said last is written down when nobody goes on. */
  lookWhetherQuiet(): void {
    if (this.spokenAt !== null && this.spokenAt === this.seenAt)
      this.write(this.recording.rest(), this.spokenAt);
    this.seenAt = this.spokenAt;
  }

  /** Harmless when repeated. */
  close(seconds: number): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.write(this.recording.rest(), seconds);
    closeSync(this.file);
  }

  /** A disk that is full ends the recording, and no conversation. */
  private write(text: string, at: number): void {
    if (text === '' || this.failedAt !== null) return;
    try {
      writeFileSync(this.file, text);
    } catch {
      this.failedAt = at;
    }
  }
}

/** A recording may be written over, and an empty file; anything else is somebody's work. */
function refuseOthers(path: string, name: string): void {
  const there = beginningOf(path);
  if (there === '' || there.startsWith(RECORDING_MARK)) return;
  throw new HarnessError(
    'usage',
    `--record ${name}: that file is there, and is no recording of \`nullmodem tap\``,
    'Name another file: --record talk.lab7.yaml',
  );
}

function beginningOf(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return '';
  const file = openSync(path, 'r');
  try {
    const bytes = new Uint8Array(RECORDING_MARK.length);
    return Buffer.from(bytes.subarray(0, readSync(file, bytes))).toString('latin1');
  } finally {
    closeSync(file);
  }
}
