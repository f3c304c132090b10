import { farSide, type Side } from '../ground/side.ts';
import { type Ticks, toMilliseconds } from '../ground/ticks.ts';
import type { Transport } from '../link/profile.ts';
import { characterTicks, type Line, lineInWords } from '../uart/line-settings.ts';
import { stepsBetween, stepsOf } from './recorded-steps.ts';
import type { TapEvent } from './tap-event.ts';

export interface RecordingOptions {
  readonly name: string;
  /** What the tap cannot see: which line both machines have. */
  readonly line: Line;
  readonly transport: Exclude<Transport, 'cable'>;
  readonly listens: Side;
}

/** Why it goes on no further. */
export type RecordingEnd =
  /** A scenario file has room for no more. */
  | 'full'
  /** A byte came that has more bits than the line's characters. */
  | 'word-length';

export const RECORDING_ENDS: Readonly<Record<RecordingEnd, string>> = {
  full: 'a scenario file has room for no more',
  'word-length':
    'a byte came that has more bits than the characters of this line: was it --line with 8 bits?',
};

/** The first line of each recording: what has it may be written over. */
export const RECORDING_MARK = '# Recorded by `nullmodem tap`.';

/** A silence of one side that is longer is a pause, and not the time between two characters. */
const PAUSE_MS = 20;
const PAUSE_CHARACTERS = 4;
/** A passage is written down at the latest when one side has sent so much. */
const LONGEST_PASSAGE = 1024;
/** What the loader takes is 1 MiB, 20 000 values and 100 000 tokens: a line has at most 5, and 30. */
const MOST_TEXT = 1_000_000;
const MOST_LINES = 3000;

interface Open {
  readonly pauseMs: number;
  readonly startedAt: number;
  lastAt: number;
  readonly sent: Record<Side, number[]>;
  readonly lastOf: Record<Side, number>;
}

/**
 * A conversation as a scenario file, piece by piece: after each of them the file is whole. What comes from one side
 * before it can have heard the end of the other's is sent at the same time as that; anything else is an answer to it.
 */
export class Recording {
  /** Why nothing further is recorded, and since when. */
  end: { readonly why: RecordingEnd; readonly at: number } | null = null;
  /** How many bytes stand in it. */
  bytes = 0;
  private readonly options: RecordingOptions;
  private readonly characterMs: number;
  private readonly pauseMs: number;
  private open: Open | null = null;
  /** When something was last recorded; null before that. */
  private lastAt: number | null = null;
  private isAnotherConversation = false;
  private text = 0;
  private lines = 0;

  constructor(options: RecordingOptions) {
    this.options = options;
    this.characterMs = toMilliseconds(characterTicks(options.line) as Ticks);
    this.pauseMs = Math.max(PAUSE_MS, PAUSE_CHARACTERS * this.characterMs);
  }

  /** A scenario in which nothing is said. */
  head(): string {
    const { name, line, transport, listens } = this.options;
    const machine = `{ line: ${lineInWords(line)}, fifo: 14 }`;
    return this.counted(
      [
        RECORDING_MARK,
        'version: 1',
        `name: ${JSON.stringify(inOneLine(name))}`,
        `link: { transport: ${transport}, listen: ${listens} }`,
        'machines:',
        `  A: ${machine}`,
        `  B: ${machine}`,
        'steps:',
        '  - wait: { for: 1ms }',
        '',
      ].join('\n'),
    );
  }

  /** What is to be added to the file. */
  tell(event: TapEvent): string {
    if (this.end !== null) return '';
    switch (event.kind) {
      case 'bytes':
        return this.take(event.side, event.bytes, event.at * 1000);
      case 'parted': {
        const rest = this.rest();
        this.isAnotherConversation = this.bytes > 0;
        return rest;
      }
      default:
        return '';
    }
  }

  /** What has not been written down yet. */
  rest(): string {
    const { open } = this;
    if (open === null || this.end !== null) return '';
    this.open = null;
    const { pauseMs, startedAt, lastAt } = open;
    const sent = { A: Uint8Array.from(open.sent.A), B: Uint8Array.from(open.sent.B) };
    const between = this.isAnotherConversation ? stepsBetween(pauseMs, farSide(this.options.listens)) : [];
    const passage = { pauseMs: this.isAnotherConversation ? 0 : pauseMs, sent };
    const steps = [...between, ...stepsOf(passage, this.characterMs)].map((step) => `  - ${step}\n`).join('');
    const lines = steps.split('\n').length - 1;
    if (this.lines + lines > MOST_LINES || this.text + steps.length > MOST_TEXT)
      return this.stop('full', startedAt);
    this.isAnotherConversation = false;
    this.lines += lines;
    this.bytes += sent.A.length + sent.B.length;
    this.lastAt = lastAt;
    return this.counted(steps);
  }

  private take(side: Side, bytes: Uint8Array, at: number): string {
    const tooWide = bytes.findIndex((byte) => byte >> this.options.line.bits !== 0);
    if (tooWide < 0) return this.add(side, bytes, at);
    const written = this.add(side, bytes.subarray(0, tooWide), at) + this.rest();
    return this.end === null ? written + this.stop('word-length', at) : written;
  }

  private add(side: Side, bytes: Uint8Array, at: number): string {
    let written = '';
    for (let from = 0; from < bytes.length && this.end === null; ) {
      if (this.open !== null && !this.continues(this.open, side, at)) written += this.rest();
      if (this.end !== null) break;
      this.open ??= this.begun(at);
      const { sent, lastOf } = this.open;
      const part = bytes.subarray(from, from + LONGEST_PASSAGE - sent[side].length);
      for (const byte of part) sent[side].push(byte);
      this.open.lastAt = at;
      lastOf[side] = at;
      from += part.length;
      if (sent[side].length >= LONGEST_PASSAGE) written += this.rest();
    }
    return written;
  }

  private begun(at: number): Open {
    const pauseMs = this.lastAt === null ? 0 : at - this.lastAt;
    const never = Number.NEGATIVE_INFINITY;
    return { pauseMs, startedAt: at, lastAt: at, sent: { A: [], B: [] }, lastOf: { A: never, B: never } };
  }

  private continues({ lastAt, sent, lastOf }: Open, side: Side, at: number): boolean {
    const far = farSide(side);
    if (sent[far].length === 0) return at - lastAt < this.pauseMs;
    return at - lastOf[far] < this.characterMs;
  }

  private stop(why: RecordingEnd, atMs: number): string {
    const at = atMs / 1000;
    this.end = { why, at };
    return `# Here the recording stops, ${at.toFixed(3)} s after the start of the tap: ${RECORDING_ENDS[why]}.\n`;
  }

  private counted(text: string): string {
    this.text += text.length;
    return text;
  }
}

/** What a scenario's name may be: nothing that would steer a terminal, or be read as a variable. */
const inOneLine = (name: string): string =>
  name
    .replace(/\p{Cc}/gu, ' ')
    .replaceAll('${{', '$ {{')
    .slice(0, 200) || 'a conversation';
