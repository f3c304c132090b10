import type { Side } from '../ground/side.ts';
import type { Flag, Want } from '../scenario/model.ts';
import { Arrivals, type Received } from './arrivals.ts';
import { type ByteSource, SourceQueue } from './byte-source.ts';
import { flagsIn } from './flags.ts';
import { type Taker, takerOf } from './taker.ts';

/** How many bytes of a stream a report shows. */
const SHOWN = 256;

/** How many bytes before a wrong one, and how many from it on, a report shows. */
const BEFORE = 16;
const AFTER = 32;

/** What was sent and what came, side by side around the first difference. */
export interface Difference {
  /** Which byte of the direction is the first that differs, from 0. */
  readonly place: number;
  /** Which byte the two excerpts begin with. */
  readonly from: number;
  readonly wanted: readonly number[];
  readonly came: readonly number[];
}

/** What `expect` gives, to ask for its turn with. */
export interface Expectation {
  readonly take: Taker;
  readonly done: (at: number) => void;
}

/** Is told of bytes as programs are given them to send, and as they read them. */
export interface Witness {
  sent(from: Side, at: number): void;
  read(by: Side, received: Received): void;
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
  /** The same by kind; a byte may have several. */
  readonly flags: Record<Flag, number> = { OE: 0, PE: 0, FE: 0, BI: 0 };
  /** The tick of the last byte sent, or received while there was one to come, for those who wait. */
  lastProgress = 0;
  /** The tick at which the last send or break began; undefined before the first. */
  lastSend: number | undefined;
  private readonly queue = new SourceQueue();
  private readonly first: number[] = [];
  /** The last bytes received while all was well. */
  private recent: number[] = [];
  private wrong: {
    readonly at: number;
    readonly place: number;
    readonly wanted: readonly number[];
    readonly came: number[];
  } | null = null;
  private sinceCursor: Received[] = [];
  private afterCursor = 0;
  private waiting = new Arrivals();
  /** The first is under way; the others begin where it ends. */
  private expectations: Expectation[] = [];
  /** Expectations yet to come: as long as there are any, what comes is kept for them. */
  private expectationsLeft: number;
  /** Bytes that someone asks for by their number, as they come. */
  private readonly places: ReadonlySet<number>;
  private readonly placed = new Map<number, Received>();
  private readonly witness: Witness | null;

  /** `expectations`: how many there will be; `places`: the bytes that `receivedAt` will be asked for. */
  constructor(
    from: Side,
    to: Side,
    expectations: number,
    places: ReadonlySet<number> = new Set(),
    witness: Witness | null = null,
  ) {
    this.from = from;
    this.to = to;
    this.expectationsLeft = expectations;
    this.places = places;
    this.witness = witness;
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
  get unconsumed(): { readonly first: readonly Received[]; readonly count: number } {
    return { first: this.sinceCursor, count: this.afterCursor };
  }

  /** One of the bytes of `places`, once it has come. */
  receivedAt(place: number): Received | undefined {
    return this.placed.get(place);
  }

  get delivered(): boolean {
    return this.received >= this.sent;
  }

  /** The tick at which what came departed from what was sent, or else of the last byte. */
  get departedAt(): number {
    return this.wrong?.at ?? this.lastProgress;
  }

  /** Where what came departs from what was sent; null when it does not, as far as it goes. */
  get difference(): Difference | null {
    if (this.wrong === null && this.received >= this.sent) return null;
    const before = this.recent.slice(-BEFORE);
    const place = this.wrong?.place ?? this.received;
    return {
      place,
      from: place - before.length,
      wanted: [...before, ...(this.wrong?.wanted ?? this.queue.slice(place, AFTER))],
      came: [...before, ...(this.wrong?.came ?? [])],
    };
  }

  send(source: ByteSource, now: number): void {
    this.queue.add(source);
    this.lastSend = now;
    this.lastProgress = now;
    this.witness?.sent(this.from, now);
  }

  /** A byte that the far program has read. */
  receive(byte: number, errors: number, now: number): void {
    this.witness?.read(this.to, { byte, errors, at: now });
    const wanted = this.queue.at(this.received);
    if (this.wrong !== null) {
      if (this.wrong.came.length < AFTER) this.wrong.came.push(byte);
    } else if (wanted !== byte) {
      this.wrong = {
        at: now,
        place: this.received,
        wanted: this.queue.slice(this.received, AFTER),
        came: [byte],
      };
    } else {
      this.recent.push(byte);
      if (this.recent.length >= 2 * BEFORE) this.recent = this.recent.slice(-BEFORE);
    }
    if (errors !== 0) {
      this.flagged += 1;
      for (const flag of flagsIn(errors)) this.flags[flag] += 1;
    }
    if (this.first.length < SHOWN) this.first.push(byte);
    if (this.places.has(this.received)) this.placed.set(this.received, { byte, errors, at: now });
    this.received += 1;
    if (wanted !== undefined) this.lastProgress = now;
    if (this.expectations.length > 0) this.offer({ byte, errors, at: now });
    else if (this.expectationsLeft > 0) this.waiting.push({ byte, errors, at: now });
  }

  /**
   * Looks for what is wanted behind the cursor, in what has come and in what will; expectations begun before come first.
   * `done` is called at the match, with the tick of its last byte; the cursor then moves.
   */
  expect(want: Want, done: (at: number) => void): Expectation {
    const expectation = { take: takerOf(want), done };
    this.expectationsLeft -= 1;
    if (this.expectations.length === 0) this.resetCursor();
    this.expectations.push(expectation);
    while (this.expectations.length > 0 && this.waiting.count > 0) this.offer(this.waiting.shift());
    if (this.expectationsLeft === 0) this.waiting = new Arrivals();
    return expectation;
  }

  /** Whether one that began before it is still under way: then nothing has been offered to it. */
  waitsItsTurn(expectation: Expectation): boolean {
    return this.expectations.indexOf(expectation) > 0;
  }

  /** No expectation is under way any more; what came for the last one stays on show. */
  giveUp(): void {
    this.expectations = [];
  }

  private offer(received: Received): void {
    const [expectation] = this.expectations;
    if (expectation === undefined) return;
    if (this.sinceCursor.length < SHOWN) this.sinceCursor.push(received);
    this.afterCursor += 1;
    if (!expectation.take(received.byte, received.errors)) return;
    this.expectations.shift();
    expectation.done(received.at);
    this.resetCursor();
  }

  private resetCursor(): void {
    this.sinceCursor = [];
    this.afterCursor = 0;
  }
}
