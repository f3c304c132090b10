import { SIDES, type Side } from '../../ground/side.ts';
import type { TraceRecord } from '../../ground/trace.ts';
import type { ChipSettings } from '../../report/line/chip-settings.ts';
import type { LineChange, SentFrame } from '../../report/line/line-change.ts';
import { Timeline } from '../../report/line/timeline.ts';
import { basesOf } from '../../report/trace/header.ts';
import type { Viewed } from '../../report/viewer/viewed.ts';
import { lcrFor } from '../../uart/line-settings.ts';
import { LCR, MCR, OFFSET } from '../../uart/registers.ts';
import type { MachineLanes } from './lanes.ts';
import { MarksBuilder } from './marks.ts';
import { Numbers } from './numbers.ts';
import { StepsBuilder } from './steps.ts';

/** Where the settings of a frame were never told, its length alone says how it is divided. */
export const UNTOLD = 0x100;

class Line {
  readonly frames = new MarksBuilder();
  readonly lcr = new Numbers();
  readonly divisor = new Numbers();
  readonly isLooped = new Numbers();
  readonly sout = new StepsBuilder(1);
  readonly unread = new StepsBuilder(0);
  readonly breaks = new MarksBuilder();
  isBroken = false;
}

/** What follows from all records about the two lines and the receivers: levels, frames, breaks, unread characters. */
export class LineBuilder {
  private readonly timeline: Timeline;
  private readonly lines: Readonly<Record<Side, Line>> = { A: new Line(), B: new Line() };
  private record = 0;

  constructor(viewed: Viewed) {
    this.timeline = new Timeline((change) => this.follow(change), basesOf(viewed.header));
    for (const record of settingsBefore(viewed)) this.timeline.take(record);
  }

  take(record: TraceRecord, i: number): void {
    this.record = i;
    this.timeline.take(record);
  }

  end(last: number): void {
    this.timeline.advance(last);
    for (const side of SIDES) if (this.lines[side].isBroken) this.lines[side].breaks.endAt(last);
  }

  lanes(side: Side): Pick<MachineLanes, 'frames' | 'sout' | 'breaks' | 'unread'> {
    const { frames, lcr, divisor, isLooped, sout, breaks, unread } = this.lines[side];
    return {
      frames: {
        ...frames.marks,
        lcr: Uint16Array.from(lcr.all),
        divisor: Uint16Array.from(divisor.all),
        isLooped: Uint8Array.from(isLooped.all),
      },
      sout: sout.steps,
      breaks: breaks.marks,
      unread: unread.steps,
    };
  }

  private follow(change: LineChange): void {
    const line = this.lines[change.side];
    switch (change.kind) {
      case 'frame':
        this.begin(line, change.frame);
        break;
      case 'sout':
        line.sout.set(change.at, change.level);
        break;
      case 'unread':
        line.unread.set(change.at, change.count);
        break;
      case 'hold':
        if (change.hold === 'low') line.breaks.add(this.record, change.at, Number.MAX_SAFE_INTEGER);
        else if (line.isBroken) line.breaks.endAt(change.at);
        line.isBroken = change.hold === 'low';
        break;
      case 'intr':
      case 'irq':
      case 'arrival':
      case 'loss':
        break;
    }
  }

  private begin(line: Line, { t, ends, line: settings, isGuessed, isLooped }: SentFrame): void {
    line.frames.add(this.record, t, ends);
    line.lcr.push(settings === null || isGuessed ? UNTOLD : lcrFor(settings));
    line.divisor.push(settings?.divisor ?? 0);
    line.isLooped.push(Number(isLooped));
  }
}

/** A trace that begins in the middle says what the registers held: as if it had been written just before. */
function settingsBefore(viewed: Viewed): readonly TraceRecord[] {
  const { begins } = viewed.header;
  if (begins === undefined) return [];
  const bases = basesOf(viewed.header);
  return SIDES.flatMap((m) => {
    const { lcr, dll, dlm, looped }: ChipSettings = begins.settings[m];
    const out = (offset: number, v: number | null): readonly TraceRecord[] =>
      v === null ? [] : [{ t: begins.t, m, k: 'out', port: bases[m] + offset, v }];
    return [
      ...(dll === null && dlm === null ? [] : out(OFFSET.LCR, (lcr ?? 0) | LCR.DLAB)),
      ...out(OFFSET.DATA, dll),
      ...out(OFFSET.IER, dlm),
      ...out(OFFSET.LCR, lcr),
      ...(looped ? out(OFFSET.MCR, MCR.LOOP) : []),
    ];
  });
}
