import { SIDES, type Side } from '../../ground/side.ts';
import type { TraceRecord } from '../../ground/trace.ts';
import type { Bases } from '../story.ts';
import type { ChipSettings } from './chip-settings.ts';
import type { LineChange } from './line-change.ts';
import { LineFollower } from './line-follower.ts';

/**
 * Both machines' lines and pins, told change by change in the order of time. Records come in the order of time too:
 * `InOrder` puts those of a file into it.
 */
export class Timeline {
  private readonly followers: Readonly<Record<Side, LineFollower>>;

  /** `settings`: what is known before the first record. */
  constructor(
    tell: (change: LineChange) => void,
    bases?: Bases,
    settings?: Readonly<Record<Side, ChipSettings>>,
  ) {
    const follower = (side: Side) => new LineFollower(side, tell, bases, settings?.[side]);
    this.followers = { A: follower('A'), B: follower('B') };
  }

  take(record: TraceRecord): void {
    this.advance(record.t);
    if (record.m !== '-') this.followers[record.m].take(record);
  }

  /** Both lines up to and including this tick. */
  advance(now: number): void {
    const { A, B } = this.followers;
    for (let due = Math.min(A.due, B.due); due <= now; due = Math.min(A.due, B.due)) {
      for (const side of SIDES) this.followers[side].advance(due);
    }
  }
}

/** All changes of a short trace, or of a piece of one; its frames are played to their ends. */
export function changesOf(records: readonly TraceRecord[], bases?: Bases): readonly LineChange[] {
  const changes: LineChange[] = [];
  const timeline = new Timeline((change) => changes.push(change), bases);
  for (const record of [...records].sort((a, b) => a.t - b.t)) timeline.take(record);
  timeline.advance(Number.MAX_SAFE_INTEGER);
  return changes;
}
