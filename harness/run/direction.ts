import type { Side } from '../ground/side.ts';
import { ByteRing } from '../link/carrier.ts';
import { type ByteSource, SourceQueue } from './byte-source.ts';
import { Matcher } from './matcher.ts';

/** How many bytes of a stream a report shows. */
const SHOWN = 256;

export type Want = { readonly bytes: Uint8Array } | { readonly count: number };

/** The first byte that was not the one sent. */
export interface WrongByte {
  readonly place: number;
  /** Undefined: nothing more had been sent. */
  readonly wanted: number | undefined;
  readonly came: number;
}

interface Expectation {
  readonly take: (byte: number) => boolean;
  readonly done: () => void;
}

/**
 * What goes from one machine's programs to the other's: what was sent, what has been read, and a cursor behind which
 * expectations have consumed. It holds no more than a later expectation may still need.
 */
export class Direction {
  readonly from: Side;
  readonly to: Side;
  /** Bytes that the far program has read, and those of them that came with PE, FE or BI. */
  received = 0;
  flagged = 0;
  wrong: WrongByte | null = null;
  /** The tick of the last byte sent or received, for those who wait. */
  lastProgress = 0;
  /** The tick at which the last send began; undefined before the first. */
  lastSend: number | undefined;
  private readonly queue = new SourceQueue();
  private readonly first: number[] = [];
  private sinceCursor: number[] = [];
  private afterCursor = 0;
  private readonly waiting = new ByteRing();
  private expectation: Expectation | null = null;
  /** Expectations yet to come: as long as there are any, what comes is kept for them. */
  private expectationsLeft: number;

  constructor(from: Side, to: Side, expectations: number) {
    this.from = from;
    this.to = to;
    this.expectationsLeft = expectations;
  }

  get sent(): number {
    return this.queue.total;
  }

  get used(): boolean {
    return this.sent > 0 || this.received > 0;
  }

  /** The first bytes received, as many as a report shows. */
  get shown(): readonly number[] {
    return this.first;
  }

  /** The first bytes received since the cursor, and how many there were. */
  get unconsumed(): { readonly bytes: readonly number[]; readonly count: number } {
    return { bytes: this.sinceCursor, count: this.afterCursor };
  }

  get delivered(): boolean {
    return this.received >= this.sent;
  }

  send(source: ByteSource, now: number): void {
    this.queue.add(source);
    this.lastSend = now;
    this.lastProgress = now;
  }

  /** A byte that the far program has read. */
  receive(byte: number, errors: number, now: number): void {
    const wanted = this.queue.at(this.received);
    if (wanted !== byte && this.wrong === null) this.wrong = { place: this.received, wanted, came: byte };
    if (errors !== 0) this.flagged += 1;
    if (this.first.length < SHOWN) this.first.push(byte);
    this.received += 1;
    this.lastProgress = now;
    if (this.expectation !== null) this.offer(byte);
    else if (this.expectationsLeft > 0) this.waiting.push(byte);
  }

  /** Looks for what is wanted behind the cursor, in what has come and in what will; `done` is called at the match. */
  expect(want: Want, done: () => void): void {
    this.expectationsLeft -= 1;
    this.resetCursor();
    const take = takerOf(want);
    let met = false;
    this.expectation = {
      take,
      done: () => {
        met = true;
        done();
      },
    };
    while (!met && this.waiting.count > 0) this.offer(this.waiting.shift());
  }

  /** The expectation under way is given up; what came for it stays on show. */
  giveUp(): void {
    this.expectation = null;
  }

  private offer(byte: number): void {
    const { expectation } = this;
    if (expectation === null) return;
    if (this.sinceCursor.length < SHOWN) this.sinceCursor.push(byte);
    this.afterCursor += 1;
    if (!expectation.take(byte)) return;
    this.expectation = null;
    this.resetCursor();
    expectation.done();
  }

  private resetCursor(): void {
    this.sinceCursor = [];
    this.afterCursor = 0;
  }
}

function takerOf(want: Want): (byte: number) => boolean {
  if ('count' in want) {
    let left = want.count;
    return () => {
      left -= 1;
      return left <= 0;
    };
  }
  const matcher = new Matcher(want.bytes);
  return (byte) => matcher.take(byte);
}
