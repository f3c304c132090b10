import type { TraceRecord } from '../../ground/trace.ts';
import type { Play } from '../run.ts';
import { AsciiChunks } from './ascii-chunks.ts';
import type { TraceBeginning, TraceHeader } from './header.ts';
import { TraceLines } from './trace-lines.ts';

/** How many records are let go at a time. */
const PIECE = 1024;

interface Piece {
  readonly begins: TraceBeginning;
  readonly chunks: Uint8Array[];
  bytes: number;
}

/** The lines of a trace, of which no more than so many bytes are held: what is too much goes at the beginning. */
export class LastLines {
  private readonly header: TraceHeader;
  private readonly most: number;
  private readonly lines: TraceLines;
  private readonly out = new AsciiChunks((chunk) => this.hold(chunk.slice()));
  private readonly pieces: Piece[] = [];
  private records = 0;
  private held = 0;
  private isWhole = true;

  constructor(header: TraceHeader, most: number) {
    this.header = header;
    this.most = most;
    this.lines = new TraceLines(header, this.out);
  }

  readonly take = (record: TraceRecord): void => {
    if (this.records % PIECE === 0) this.begin();
    this.records += 1;
    this.lines.record(record);
  };

  /** The header, what is held, and what the play came to. */
  writeTo(write: (chunk: Uint8Array) => void, play: Play): void {
    this.out.flush();
    const [first] = this.pieces;
    const begins = this.isWhole || first === undefined ? {} : { begins: first.begins };
    const ends = new AsciiChunks(write);
    const lines = new TraceLines({ ...this.header, ...begins }, ends);
    lines.header();
    ends.flush();
    for (const { chunks } of this.pieces) for (const chunk of chunks) write(chunk);
    lines.play(play);
    ends.flush();
  }

  private begin(): void {
    this.out.flush();
    this.pieces.push({ begins: this.lines.reached, chunks: [], bytes: 0 });
    while (this.held > this.most && this.pieces.length > 1) {
      this.held -= this.pieces.shift()?.bytes ?? 0;
      this.isWhole = false;
    }
  }

  private hold(chunk: Uint8Array): void {
    const piece = this.pieces.at(-1);
    if (piece === undefined) return;
    piece.chunks.push(chunk);
    piece.bytes += chunk.length;
    this.held += chunk.length;
  }
}
