import { inWords } from '../ground/bytes.ts';
import type { LiveEvent } from '../peer/live-event.ts';
import { DEPARTURES } from './departures.ts';
import type { Paint } from './paint.ts';
import { counted } from './quantities.ts';
import { timedLine } from './timed-line.ts';

/** Characters of one way that follow each other within this time stand in one line. */
const PAUSE_SECONDS = 0.1;
const MOST_IN_A_LINE = 48;

type Way = 'out' | 'in';

interface Burst {
  readonly since: number;
  last: number;
  readonly bytes: number[];
}

const WAYS: Readonly<Record<Way, string>> = { out: 'sent', in: 'came' };

/** A live port's events as timed lines: characters are gathered to bursts. */
export class Conversation {
  private readonly write: (line: string) => void;
  private readonly paint: Paint;
  private readonly bursts = new Map<Way, Burst>();

  constructor(write: (line: string) => void, paint: Paint) {
    this.write = write;
    this.paint = paint;
  }

  tell(event: LiveEvent): void {
    this.flush();
    this.line(event.at, eventInWords(event));
  }

  /** Says what has been gathered; of what is still going on, `before` this time. */
  flush(before = Number.POSITIVE_INFINITY): void {
    const ended = [...this.bursts].filter(([, { last }]) => last + PAUSE_SECONDS < before);
    for (const [way, burst] of ended.sort(([, a], [, b]) => a.since - b.since)) {
      this.bursts.delete(way);
      this.line(burst.since, `${WAYS[way]} "${inWords(burst.bytes)}"`);
    }
  }

  gather(way: Way, byte: number, at: number): void {
    this.flush(at);
    const burst = this.bursts.get(way) ?? { since: at, last: at, bytes: [] };
    this.bursts.set(way, burst);
    burst.bytes.push(byte);
    burst.last = at;
    if (burst.bytes.length < MOST_IN_A_LINE) return;
    this.bursts.delete(way);
    this.line(burst.since, `${WAYS[way]} "${inWords(burst.bytes)}"`);
  }

  private line(at: number, words: string): void {
    this.write(timedLine(at, words, this.paint));
  }
}

function eventInWords(event: LiveEvent): string {
  switch (event.kind) {
    case 'open':
      if (event.transport === 'pty')
        return `the port is ${event.where}: open it in your terminal program now`;
      return event.listens
        ? `listening on ${event.where}: start the other machine now`
        : `calling ${event.where} until somebody answers`;
    case 'met':
      return `${event.name} is there`;
    case 'parted':
      return `the other machine ${DEPARTURES[event.how]}${event.expects ? '; waiting for it to come again' : ''}`;
    case 'called':
      return event.becomes === 'closed'
        ? `${event.name} called too, and was turned away: this end has its one peer`
        : `${event.name} called too, and waits until this end's peer has left`;
    case 'nameless':
      return `no other program can open the port: ${event.why}; trying again each second`;
    case 'leaving':
      return 'all has gone out: waiting until the other machine has taken it; Ctrl-C leaves at once';
    case 'stalled':
      return 'nothing has gone out for a second: the other machine does not read, or the cable is out; the rest waits';
    case 'resumed':
      return 'it goes out again';
    case 'flushed':
      return `the line was set anew: ${counted(event.count, 'character')} that had come ${event.count === 1 ? 'is' : 'are'} dropped, as VirtualBox does`;
  }
}
