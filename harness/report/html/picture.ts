import { SIDES, type Side } from '../../ground/side.ts';
import type { TraceRecord } from '../../ground/trace.ts';
import type { GoldenDeparture, GoldenStory } from '../../run/golden-departure.ts';
import type { Failure } from '../../run/result.ts';
import { bitTicks, lcrFor } from '../../uart/line-settings.ts';
import { LCR, OFFSET } from '../../uart/registers.ts';
import type { Bases } from '../story.ts';
import { lineSvg } from '../svg/line-svg.ts';

type Told = Pick<Failure, 'story' | 'lines' | 'dlab'>;

/** What the lines did around a failure; undefined where nothing was sent that could be shown. */
export function picture(failure: Failure, bases: Bases): string | undefined {
  const { story, around } = failure;
  if (!story.some(({ k }) => k === 'frame' || k === 'char' || k === 'lost')) return undefined;
  return lineSvg([...settingsBefore(failure, bases), ...story], { bases, focus: around });
}

/** Golden's lines and this run's, over the same ticks. */
export function goldenPictures(
  departure: GoldenDeparture,
  bases: Bases,
): Readonly<Record<'wanted' | 'came', string>> {
  const { frame, stories } = departure;
  const moments = frame === null ? [departure.wanted, departure.came] : [frame.wanted, frame.came];
  const ticks = moments.flatMap((one) => (one === null ? [] : [one.t, 'ends' in one ? one.ends : one.t]));
  const [first, last] = [Math.min(...ticks), Math.max(...ticks)];
  const line = frame === null ? departure.set : frame.wanted.line;
  const margin = SHOWN_BITS * bitTicks(line?.divisor ?? 1);
  const window = { from: Math.max(0, first - margin), to: last + margin, bases };
  const drawn = (story: GoldenStory, focus: { readonly t: number } | null | undefined): string =>
    lineSvg([...settingsBefore({ ...story, story: story.records }, bases), ...story.records], {
      ...window,
      ...(focus ? { focus: focus.t } : {}),
    });
  return {
    wanted: drawn(stories.wanted, frame?.wanted ?? departure.wanted),
    came: drawn(stories.came, frame?.came ?? departure.came),
  };
}

/** On either side of what is shown. */
const SHOWN_BITS = 8;

/** A story begins in the middle: the settings that nobody writes in it are told first, so that each bit has its name. */
function settingsBefore(failure: Told, bases: Bases): readonly TraceRecord[] {
  const [first] = failure.story;
  if (first === undefined) return [];
  return SIDES.flatMap((side) => settingsOf(side, failure, bases[side], first.t));
}

function settingsOf(side: Side, { lines, dlab }: Told, base: number, t: number): readonly TraceRecord[] {
  const line = lines?.[side] ?? null;
  if (line === null) return [];
  const lcr = lcrFor(line);
  const out = (offset: number, v: number): TraceRecord => ({ t, m: side, k: 'out', port: base + offset, v });
  return [
    out(OFFSET.LCR, lcr | LCR.DLAB),
    out(OFFSET.DATA, line.divisor & 0xff),
    out(OFFSET.IER, line.divisor >> 8),
    out(OFFSET.LCR, dlab[side] ? lcr | LCR.DLAB : lcr),
  ];
}
