import { accessSync, closeSync, constants, openSync, readSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { HarnessError } from '../ground/errors.ts';
import { RECORDING_MARK, type Recording } from '../peer/recording.ts';
import type { TapEvent } from '../peer/tap-event.ts';
import type { Recorded } from '../report/tap.ts';

/**
 * A recording on its way to a file, which is a whole scenario at any time. What stands there stays until there is
 * something to record, or the tap has ended well: one that cannot begin takes no earlier recording away.
 */
export class RecordingFile {
  private readonly path: string;
  private readonly name: string;
  private readonly recording: Recording;
  private head: string;
  private file: number | null = null;
  /** What is in the file: so many bytes, and all that came until then. */
  private written = { bytes: 0, at: 0 };
  private hasFailed = false;
  private isClosed = false;
  /** When something was last said: now, and when it was last looked for. */
  private spokenAt: number | null = null;
  private seenAt: number | null = null;

  /** `name`: as the user writes it. */
  constructor(path: string, name: string, recording: Recording) {
    this.path = path;
    this.name = name;
    this.recording = recording;
    this.head = recording.head();
    try {
      refuseOthers(path, name);
      refuseUnwritable(path);
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
    const { name: file, recording, hasFailed } = this;
    const { bytes, at } = this.written;
    return { file, bytes, end: hasFailed ? { why: 'unwritable', at } : recording.end };
  }

  tell(event: TapEvent): void {
    if (event.kind === 'bytes') this.spokenAt = event.at;
    this.add(this.recording.tell(event), event.at);
  }

  /** To be called now and then: what was said last is written down when nobody goes on. */
  lookWhetherQuiet(): void {
    if (this.spokenAt !== null && this.spokenAt === this.seenAt)
      this.add(this.recording.rest(), this.spokenAt);
    this.seenAt = this.spokenAt;
  }

  /** The tap has ended well: where nothing was said, that is what the file says. */
  complete(seconds: number): void {
    this.write(this.recording.rest(), seconds);
    this.close(seconds);
  }

  /** Harmless when repeated. */
  close(seconds: number): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.add(this.recording.rest(), seconds);
    if (this.file !== null) closeSync(this.file);
  }

  private add(text: string, at: number): void {
    if (text !== '') this.write(text, at);
  }

  /** A disk that is full ends the recording, and no conversation. */
  private write(text: string, at: number): void {
    if (this.hasFailed) return;
    try {
      this.file ??= openSync(this.path, 'w');
      writeFileSync(this.file, this.head + text);
      this.head = '';
      this.written = { bytes: this.recording.bytes, at };
    } catch {
      this.hasFailed = true;
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

function refuseUnwritable(path: string): void {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there === undefined) accessSync(dirname(path), constants.W_OK);
  else if (there.isFile() || there.isDirectory()) closeSync(openSync(path, 'r+'));
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
