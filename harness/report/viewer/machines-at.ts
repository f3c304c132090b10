import { SIDES, type Side } from '../../ground/side.ts';
import type { TraceRecord } from '../../ground/trace.ts';
import { type LineTiming, lineTiming } from '../../uart/line-timing.ts';
import type { Bases } from '../story.ts';
import { basesOf, type TraceHeader } from '../trace/header.ts';
import { type MachineSeen, NOTHING_SEEN, seenAfter, type Told } from './machine-seen.ts';
import { firstPlace } from './sorted.ts';
import type { Viewed } from './viewed.ts';

export type BothSeen = Readonly<Record<Side, MachineSeen>>;

/** So many records are gone through again for a jump. */
const APART = 512;

/** Both machines at any tick of a trace: what they were is kept at some places, and followed from the nearest. */
export class MachinesAt {
  private readonly records: readonly TraceRecord[];
  private readonly bases: Bases;
  /** Before record 0, 512, 1024 and so on. */
  private readonly kept: BothSeen[];

  constructor({ header, records }: Pick<Viewed, 'header' | 'records'>) {
    this.records = records;
    this.bases = basesOf(header);
    this.kept = [seenAtFirst(header)];
    for (let from = 0; from + APART < records.length; from += APART)
      this.kept.push(this.follow(this.kept.at(-1) ?? seenAtFirst(header), from, from + APART));
  }

  /** All that was told up to and including this tick. */
  at(tick: number): BothSeen {
    return this.before(this.countUpTo(tick));
  }

  /** What was told by so many records. */
  before(count: number): BothSeen {
    const place = Math.min(Math.floor(count / APART), this.kept.length - 1);
    const { A, B } = this.kept[place] ?? { A: NOTHING_SEEN, B: NOTHING_SEEN };
    return this.follow({ A, B }, place * APART, count);
  }

  /** How many records there are up to and including this tick. */
  countUpTo(tick: number): number {
    return firstPlace((place) => (this.records[place]?.t ?? 0) > tick, 0, this.records.length);
  }

  private follow(both: BothSeen, from: number, to: number): BothSeen {
    let { A, B } = both;
    for (let i = from; i < to; i += 1) {
      const record = this.records[i];
      if (record?.m === 'A') A = seenAfter(A, record, 'A', this.bases);
      else if (record?.m === 'B') B = seenAfter(B, record, 'B', this.bases);
    }
    return { A, B };
  }
}

/** The line that a machine is set to; null where nobody has told. */
export function timingOf({ told: { LCR, DLL, DLM } }: MachineSeen): LineTiming | null {
  if (LCR === undefined || DLL === undefined || DLM === undefined) return null;
  return lineTiming(LCR.value, DLL.value | (DLM.value << 8));
}

function seenAtFirst({ begins }: TraceHeader): BothSeen {
  const [A, B] = SIDES.map((side): MachineSeen => {
    if (begins === undefined) return NOTHING_SEEN;
    const { lcr, dll, dlm } = begins.settings[side];
    const told = (value: number | null): Told | null =>
      value === null ? null : { value, at: begins.t, by: 'read' };
    const known = Object.entries({ LCR: told(lcr), DLL: told(dll), DLM: told(dlm) });
    return { ...NOTHING_SEEN, told: Object.fromEntries(known.filter(([, one]) => one !== null)) };
  });
  return { A: A ?? NOTHING_SEEN, B: B ?? NOTHING_SEEN };
}
