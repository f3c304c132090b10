import { inWords } from '../ground/bytes.ts';
import { farSide, SIDES, type Side } from '../ground/side.ts';
import { addressInWords } from '../link/address.ts';
import type { TapEnd } from '../peer/tap.ts';
import type { PerSide, TapEvent } from '../peer/tap-event.ts';
import { DEPARTURES } from './departures.ts';
import type { Paint } from './paint.ts';
import { counted, grouped } from './quantities.ts';
import { timedLine } from './timed-line.ts';

/** What one side sends in pieces that follow each other within this time stands in one line. */
const PAUSE_SECONDS = 0.02;
/** When the other side sends within this time, it is no answer: the line goes on. */
const ANSWER_SECONDS = 0.001;
const MOST_SHOWN = 64;

interface Burst {
  readonly since: number;
  last: number;
  count: number;
  readonly first: number[];
}

/** What a tap sees as timed lines. What it costs hangs on the number of pieces, not on that of bytes. */
export class TapLines {
  private readonly write: (line: string) => void;
  private readonly paint: Paint;
  private readonly ends: PerSide<TapEnd>;
  private readonly bursts: Record<Side, Burst | null> = { A: null, B: null };

  constructor(ends: PerSide<TapEnd>, write: (line: string) => void, paint: Paint) {
    this.ends = ends;
    this.write = write;
    this.paint = paint;
  }

  tell(event: TapEvent): void {
    if (event.kind === 'bytes') {
      this.gather(event.side, event.bytes, event.at);
      return;
    }
    const words = noticeInWords(event, this.ends);
    if (words === undefined) return;
    this.flush();
    this.line(event.at, words);
  }

  /** Shows what has been gathered, though more of it may come. */
  flush(): void {
    this.flushThose(() => true);
  }

  private flushThose(isOver: (burst: Burst, side: Side) => boolean): void {
    const over = SIDES.flatMap((side) => {
      const burst = this.bursts[side];
      return burst !== null && isOver(burst, side) ? [{ side, burst }] : [];
    });
    for (const { side, burst } of over.sort((a, b) => a.burst.since - b.burst.since)) {
      this.bursts[side] = null;
      this.line(burst.since, `${side} > ${farSide(side)}  ${burstInWords(burst)}`);
    }
  }

  private gather(side: Side, bytes: Uint8Array, at: number): void {
    this.flushThose(({ last }, of) => at - last > (of === side ? PAUSE_SECONDS : ANSWER_SECONDS));
    this.bursts[side] ??= { since: at, last: at, count: 0, first: [] };
    const burst = this.bursts[side];
    burst.last = at;
    burst.count += bytes.length;
    if (burst.first.length < MOST_SHOWN)
      burst.first.push(...bytes.subarray(0, MOST_SHOWN - burst.first.length));
  }

  private line(at: number, words: string): void {
    this.write(timedLine(at, words, this.paint));
  }
}

const burstInWords = ({ count, first }: Burst): string =>
  `"${inWords(first)}"${count > first.length ? ` … and ${grouped(count - first.length)} more` : ''}`;

/** Undefined for what is said elsewhere. */
function noticeInWords(
  event: Exclude<TapEvent, { kind: 'bytes' }>,
  ends: PerSide<TapEnd>,
): string | undefined {
  switch (event.kind) {
    case 'open': {
      const far = ends[farSide(event.side)];
      const then =
        far.kind === 'connect'
          ? `; then machine ${farSide(event.side)} is called at ${addressInWords(far.at)}`
          : '';
      return `waiting for machine ${event.side} on ${event.where}${then}`;
    }
    case 'met':
      return `machine ${event.side} is there: ${event.name}`;
    case 'unmet':
      return undefined;
    case 'gave-up': {
      const lost =
        event.lost > 0
          ? `; ${counted(event.lost, 'byte')} of it ${event.lost === 1 ? 'is' : 'are'} lost`
          : '';
      return `machine ${event.side} has left before machine ${farSide(event.side)} was there${lost}`;
    }
    case 'turned-away':
      return `${event.name} called for machine ${event.side} too, and was turned away: it has its place already`;
    case 'missed':
      return `somebody called for machine ${event.side}, and the system could not take the call: ${event.message}`;
    case 'joined':
      return 'both are there: what one sends goes to the other';
    case 'left':
      return `machine ${event.side} ${DEPARTURES[event.how]}`;
    case 'awaited':
      return `waiting until machine ${event.side} has taken what was sent to it; Ctrl-C leaves at once`;
    case 'parted':
      return `the conversation is over: ${counted(event.bytes.A.came, 'byte')} from A, ${counted(event.bytes.B.came, 'byte')} from B`;
  }
}
