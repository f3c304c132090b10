import { SIDES, type Side } from '../../ground/side.ts';
import type { TraceRecord } from '../../ground/trace.ts';
import type { Failure } from '../../run/result.ts';
import { lcrFor } from '../../uart/line-settings.ts';
import { LCR, OFFSET } from '../../uart/registers.ts';
import type { Bases } from '../story.ts';
import { lineSvg } from '../svg/line-svg.ts';

/** What the lines did around a failure; undefined where nothing was sent that could be shown. */
export function picture(failure: Failure, bases: Bases): string | undefined {
  const { story, around } = failure;
  if (!story.some(({ k }) => k === 'frame' || k === 'char' || k === 'lost')) return undefined;
  return lineSvg([...settingsBefore(failure, bases), ...story], { bases, focus: around });
}

/** A story begins in the middle: the settings that nobody writes in it are told first, so that each bit has its name. */
function settingsBefore(failure: Failure, bases: Bases): readonly TraceRecord[] {
  const [first] = failure.story;
  if (first === undefined) return [];
  return SIDES.flatMap((side) => settingsOf(side, failure, bases[side], first.t));
}

function settingsOf(side: Side, { lines, dlab }: Failure, base: number, t: number): readonly TraceRecord[] {
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
