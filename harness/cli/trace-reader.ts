import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Diagnostic } from '../ground/diagnostic.ts';
import { HarnessError } from '../ground/errors.ts';
import type { TraceRecord } from '../ground/trace.ts';
import type { Lab7Result } from '../lab7/transfer.ts';
import type { LiveOutcome } from '../peer/live-outcome.ts';
import type { Play } from '../report/run.ts';
import type { TraceHeader } from '../report/trace/header.ts';
import { type LineFault, parsedLine } from '../report/trace/parsed-line.ts';
import { unreadable } from './find.ts';

/** A file that is no trace, or not a whole one: the place, and what is wrong there. */
export class BrokenTrace extends Error {
  readonly diagnostic: Diagnostic;

  constructor(diagnostic: Diagnostic) {
    super(diagnostic.what);
    this.diagnostic = diagnostic;
  }
}

/** What a reader of a trace is told, scenario by scenario. */
export interface TraceListener {
  /** `play`: no more of it is wanted than what it came to. `pass`: nothing is. `stop`: nor is anything behind here. */
  begin(header: TraceHeader): Mode;
  /** `enough`: from here on it is as if `begin` had said `play`. */
  take?(record: TraceRecord): 'enough' | undefined;
  /** What the scenario came to: its last line. Not told of one that was broken off. */
  end?(play: Play): void;
  /** In its place, what a run in real time came to. */
  endLive?(outcome: LiveOutcome<Lab7Result>): void;
}

type Mode = 'take' | 'play' | 'pass' | 'stop';

/** Of a file that is no trace, no more than that is held. */
const LONGEST_HEADER = 1 << 20;
/** What a scenario came to may be long, with all that its programs have printed; more stands in no line. */
const LONGEST_LINE = 1 << 26;
/** What a message quotes of a line. */
const LONGEST_QUOTE = 2000;

interface Line {
  readonly number: number;
  readonly text: string;
  /** The file's last, without an end. */
  readonly isCut: boolean;
}

/** Reads a trace as it is needed: no more than a piece of it is ever held. */
export async function readTrace(
  file: string,
  { cwd, signal }: { readonly cwd: string; readonly signal: AbortSignal },
  listener: TraceListener,
): Promise<void> {
  const path = resolve(cwd, file);
  const found = await stat(path).catch(unreadable(file));
  if (found.isDirectory()) throw new HarnessError('usage', `${file}: this is a folder, and no trace`, HOW);
  let mode: Mode | null = null;
  for await (const lines of linesOf(path, file)) {
    if (signal.aborted) return;
    for (const line of lines) {
      // Most lines of what is passed over need not be understood.
      if ((mode === 'pass' || mode === 'play') && !line.text.startsWith('{"nullmodem"')) continue;
      const parsed = parsedLine(line.text);
      if ('fault' in parsed) throw broken(file, line, parsed.fault, mode !== null);
      if (mode === null && !('header' in parsed))
        throw broken(file, line, { column: 1, what: 'a record stands before any header' }, false);
      if ('header' in parsed) mode = listener.begin(parsed.header);
      else if ('record' in parsed && mode === 'take' && listener.take?.(parsed.record) === 'enough')
        mode = 'play';
      else if ('play' in parsed && mode !== 'pass') listener.end?.(parsed.play);
      else if ('live' in parsed && mode !== 'pass') listener.endLive?.(parsed.live);
      if (mode === 'stop') return;
    }
  }
  if (signal.aborted || mode !== null) return;
  throw new BrokenTrace({
    code: 'trace-empty',
    severity: 'error',
    spans: [],
    what: `${file} is empty: no trace is in it.`,
    fix: HOW,
  });
}

const HOW = '`nullmodem run --trace FILE` writes a trace.';

function broken(file: string, line: Line, { column, what }: LineFault, isTrace: boolean): BrokenTrace {
  const source = line.text.slice(0, LONGEST_QUOTE);
  const span = { file, line: line.number, column: Math.min(column, source.length + 1), length: 1, source };
  if (!isTrace)
    return new BrokenTrace({
      code: 'trace-foreign',
      severity: 'error',
      spans: [span],
      what: `This is not a trace of nullmodem: ${what}.`,
      fix: HOW,
    });
  return new BrokenTrace({
    code: line.isCut ? 'trace-cut-off' : 'trace-broken',
    severity: 'error',
    spans: [span],
    what: line.isCut
      ? 'The trace is cut off in its last line: the run, or the copy of the file, was broken off.'
      : `This line is no record of a trace: ${what}.`,
    why: 'What stands before it has been shown.',
    fix: 'Play the scenario again with --trace: the same seed gives the same trace.',
  });
}

/** The lines of a file, as many at a time as one read brings; empty ones are left out. */
async function* linesOf(path: string, file: string): AsyncGenerator<readonly Line[]> {
  /** The pieces of a line that has not ended yet: put together once, when it has. */
  let rest: string[] = [];
  let length = 0;
  let number = 0;
  const line = (text: string, isCut: boolean): readonly Line[] => {
    number += 1;
    const whole = number === 1 ? text.replace(/^\ufeff/, '') : text;
    return whole.trim() === '' ? [] : [{ number, text: whole.replace(/\r$/, ''), isCut }];
  };
  for await (const chunk of chunksOf(path, file)) {
    const [first = '', ...others] = chunk.split('\n');
    rest.push(first);
    length += first.length;
    if (others.length > 0) {
      const texts = [rest.join(''), ...others];
      rest = [texts.pop() ?? ''];
      length = rest[0]?.length ?? 0;
      yield texts.flatMap((text) => line(text, false));
    }
    const longest = number === 0 ? LONGEST_HEADER : LONGEST_LINE;
    if (length > longest)
      throw broken(
        file,
        { number: number + 1, text: rest.join(''), isCut: false },
        { column: 1, what: `the line is longer than ${longest} characters` },
        number > 0,
      );
  }
  yield line(rest.join(''), true);
}

async function* chunksOf(path: string, file: string): AsyncGenerator<string> {
  const stream = createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 18 });
  try {
    yield* stream as AsyncIterable<string>;
  } catch (error) {
    unreadable(file)(error as NodeJS.ErrnoException);
  } finally {
    stream.destroy();
  }
}
