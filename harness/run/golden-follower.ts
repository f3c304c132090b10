import type { TraceRecord } from '../ground/trace.ts';
import type { Allowance } from './golden-allowance.ts';

/** A record of the run that golden's does not allow. */
export interface Refusal {
  readonly m: TraceRecord['m'];
  /** What was allowed it; null where it differs in more than time. */
  readonly allowed: Allowance | null;
  /** By how much the run's own ticks are later than those that it is told with. */
  readonly shift: number;
}

/** Where ticks are counted from: this tick of golden's is so much later in the run. */
interface Anchor {
  readonly wanted: number;
  readonly came: number;
  readonly shift: number;
}

/** One machine's records of a run, followed along golden's. */
export class Follower {
  refusal: Refusal | null = null;
  private readonly m: TraceRecord['m'];
  private readonly records: readonly TraceRecord[];
  private at = 0;
  private readonly anchors: Anchor[] = [{ wanted: 0, came: 0, shift: 0 }];
  /** Kinds of which the first, which comes when it comes, has come. */
  private readonly begun = new Set<string>();

  constructor(m: TraceRecord['m'], records: readonly TraceRecord[]) {
    this.m = m;
    this.records = records;
  }

  /** The next record where it fits golden's. Behind one that does not, none does. */
  take(wanted: TraceRecord, allowed: Allowance, isAnchor: boolean): TraceRecord | null {
    if (this.refusal !== null) return null;
    const came = this.records[this.at];
    const isSame = came !== undefined && hasSameValues(wanted, came);
    const isFirst = isAnchor && !this.begun.has(wanted.k);
    if (came === undefined || !isSame || !(isFirst || this.fits(wanted, came, allowed.ticks))) {
      this.refusal = { m: this.m, allowed: isSame ? allowed : null, shift: this.shift };
      return null;
    }
    this.at += 1;
    if (isAnchor) {
      this.begun.add(wanted.k);
      this.countFrom(wanted.t, came.t);
    }
    return came;
  }

  /** From now on ticks are counted from here. */
  countFrom(wanted: number, came: number): void {
    this.anchors.push({ wanted, came, shift: came - wanted });
  }

  /** What is left, in ticks as golden counts them. */
  get rest(): readonly TraceRecord[] {
    const { shift } = this;
    const told = (t: number): number => Math.max(0, t - shift);
    return this.records.slice(this.at).map((record) => {
      const t = told(record.t);
      if (record.k === 'frame') return { ...record, t, ends: told(record.ends) };
      if (record.k === 'in')
        return {
          ...record,
          t,
          since: Math.max(0, record.since - this.shiftAt(({ came }) => came <= record.since)),
        };
      return { ...record, t };
    });
  }

  private get shift(): number {
    return this.anchors.at(-1)?.shift ?? 0;
  }

  private fits(wanted: TraceRecord, came: TraceRecord, allowed: number): boolean {
    const { shift } = this;
    const isNear = (one: number, other: number, off = shift): boolean =>
      Math.abs(other - off - one) <= allowed;
    if (!isNear(wanted.t, came.t)) return false;
    if (wanted.k === 'frame' && came.k === 'frame') return isNear(wanted.ends, came.ends);
    if (wanted.k !== 'in' || came.k !== 'in') return true;
    // Reads in a row may have begun before what ticks are now counted from.
    return isNear(
      wanted.since,
      came.since,
      this.shiftAt((anchor) => anchor.wanted <= wanted.since),
    );
  }

  private shiftAt(isBefore: (anchor: Anchor) => boolean): number {
    return this.anchors.findLast(isBefore)?.shift ?? 0;
  }
}

/** All but ticks, and the number of reads, which follows from them. */
function hasSameValues(wanted: TraceRecord, came: TraceRecord): boolean {
  if (wanted.k !== came.k) return false;
  const [one, other] = [valuesOf(wanted), valuesOf(came)];
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}

function valuesOf(record: TraceRecord): Readonly<Record<string, unknown>> {
  if (record.k === 'in') return { ...record, t: 0, n: 0, since: 0 };
  return record.k === 'frame' ? { ...record, t: 0, ends: 0 } : { ...record, t: 0 };
}
