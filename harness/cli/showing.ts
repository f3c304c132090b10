import type { TraceRecord } from '../ground/trace.ts';
import type { Lab7Result } from '../lab7/transfer.ts';
import type { LiveOutcome } from '../peer/live-outcome.ts';
import { onOneLine } from '../report/harmless.ts';
import { ChangesBetween } from '../report/line/changes-between.ts';
import { InOrder } from '../report/line/in-order.ts';
import type { LineChange } from '../report/line/line-change.ts';
import { Timeline } from '../report/line/timeline.ts';
import { renderLive } from '../report/live.ts';
import { BOLD, paintIn } from '../report/paint.ts';
import { playInWords } from '../report/play-words.ts';
import type { Play } from '../report/run.ts';
import { pictureOf } from '../report/svg/line-svg.ts';
import { basesOf, type TraceHeader } from '../report/trace/header.ts';
import { StoryText } from '../report/trace/story-text.ts';
import { VcdWriter } from '../report/vcd/vcd-writer.ts';
import { type Page, PageShowing } from './page-showing.ts';
import type { ShownAs } from './show-arguments.ts';
import type { Window } from './shown-byte.ts';

/** A scenario on its way to the document that is wanted of it. */
export interface Showing {
  take(record: TraceRecord): void;
  /** No record from here on would change anything. */
  readonly hasEnough?: boolean;
  /** What the scenario came to; not told where the trace was broken off. */
  conclude?(play: Play): void;
  concludeLive?(outcome: LiveOutcome<Lab7Result>): void;
  /** Nothing comes any more. */
  end(): void;
  /** What the user should know of it besides. */
  notes(): readonly string[];
}

interface Order {
  readonly header: TraceHeader;
  readonly window: Window;
  readonly write: (text: string) => void;
  readonly colour: boolean;
  readonly page: Page;
}

export function showingAs(as: ShownAs, order: Order): Showing {
  switch (as) {
    case 'text':
      return textOf(order);
    case 'vcd':
      return vcdOf(order);
    case 'svg':
      return svgOf(order);
    case 'html':
      return new PageShowing(order.page, order, order.write);
  }
}

function textOf({ header, window: { from, to }, write, colour }: Order): Showing {
  const paint = paintIn(colour);
  write(`${paint(BOLD, onOneLine(header.name))}\n${settingsInWords(header)}\n\n`);
  const story = new StoryText(write, paint, header);
  const isWhole = from === 0 && to === Number.POSITIVE_INFINITY;
  let end = '';
  const ordered = new InOrder((record) => {
    if (record.t >= from && record.t < to) story.take(record);
    else if (record.t < from) story.follow(record);
  });
  return {
    take: (record) => ordered.take(record),
    conclude: (play) => {
      if (isWhole) end = `\n${playInWords(play, { colour })}\n`;
    },
    concludeLive: (outcome) => {
      if (isWhole) end = `\n${renderLive(outcome, onOneLine(header.name))}`;
    },
    end: () => {
      ordered.end();
      write(end);
    },
    notes: () => [],
  };
}

function vcdOf({ header, window, write }: Order): Showing {
  const isWire = header.profile === 'wire';
  const comment = `${header.name}, ${settingsInWords(header)}`;
  const writer = new VcdWriter(write, { ...window, isWire, comment });
  const timeline = new LineAlong(writer.tell, header);
  return {
    take: timeline.take,
    end: () => writer.end(timeline.end()),
    notes: () => wireNote(header),
  };
}

/** More than that would be no picture. */
const MOST_DRAWN = 20_000;

function svgOf({ header, window, write }: Order): Showing {
  const { from, to } = window;
  const kept = new ChangesBetween(from, to, MOST_DRAWN);
  const timeline = new LineAlong(kept.take, header);
  return {
    take: timeline.take,
    end: () => {
      timeline.end();
      const end = kept.cutAt ?? (Number.isFinite(to) ? to : undefined);
      write(
        pictureOf(kept.changes, {
          ...(from === 0 ? {} : { from }),
          ...(end === undefined ? {} : { to: end }),
        }),
      );
    },
    notes: () => [
      ...(kept.cutAt === null
        ? []
        : [`The picture ends at tick ${kept.cutAt}: --from and --to choose a part.`]),
      ...wireNote(header),
    ],
  };
}

const settingsInWords = ({ seed, profile, machines }: TraceHeader): string =>
  `${machines.B === undefined ? 'in real time' : `seed ${seed}`}, profile ${onOneLine(profile)}${profile === 'wire' ? '' : ': the link carries bytes, and no wire leads from SOUT to SIN'}`;

const wireNote = ({ profile }: TraceHeader): readonly string[] =>
  profile === 'wire'
    ? []
    : [
        `The link carries bytes (${onOneLine(profile)}): SOUT is what the sender's UART does, and SIN is no wire here.`,
      ];

/** Records in any order to changes in the order of time. */
class LineAlong {
  private readonly timeline: Timeline;
  private readonly ordered: InOrder;
  private last = 0;

  constructor(tell: (change: LineChange) => void, header: TraceHeader) {
    const follow = (change: LineChange): void => {
      this.last = Math.max(this.last, change.kind === 'frame' ? change.frame.ends : change.at);
      tell(change);
    };
    this.timeline = new Timeline(follow, basesOf(header), header.begins?.settings);
    this.ordered = new InOrder((record) => {
      this.last = Math.max(this.last, record.t);
      this.timeline.take(record);
    });
  }

  readonly take = (record: TraceRecord): void => this.ordered.take(record);

  /** Answers with the last tick at which anything happens. */
  end(): number {
    this.ordered.end();
    this.timeline.advance(Number.MAX_SAFE_INTEGER);
    return this.last;
  }
}
