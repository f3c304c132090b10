import { closeSync, openSync, writeFileSync } from 'node:fs';
import { HarnessError } from '../ground/errors.ts';
import type { RecordSink } from '../run/trace-writer.ts';

const CHUNK = 1 << 16;

/** A trace on its way to a file, line by line: no more than a chunk of it is ever held. */
export class TraceFile {
  private readonly path: string;
  private readonly file: number;
  private text = '';

  constructor(path: string) {
    this.path = path;
    try {
      this.file = openSync(path, 'w');
    } catch (error) {
      throw this.unwritable(error);
    }
  }

  readonly sink: RecordSink = (record) => this.write(record);

  begin(header: { readonly name: string; readonly seed: number; readonly profile: string }): void {
    this.write({ nullmodem: 'trace', version: 1, ...header });
  }

  close(): void {
    this.flush();
    closeSync(this.file);
  }

  private write(record: object): void {
    this.text += `${JSON.stringify(record)}\n`;
    if (this.text.length >= CHUNK) this.flush();
  }

  private flush(): void {
    try {
      writeFileSync(this.file, this.text);
    } catch (error) {
      throw this.unwritable(error);
    }
    this.text = '';
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
