import { SIDES, type Side } from '../../ground/side.ts';
import { machinesIn } from '../../report/trace/header.ts';
import type { Viewed } from '../../report/viewer/viewed.ts';
import type { Span } from '../state.ts';
import { LineBuilder } from './line-lanes.ts';
import { MachineBuilder } from './machine-lanes.ts';
import { type Marks, MarksBuilder } from './marks.ts';
import type { Steps } from './steps.ts';

/** All that is drawn of one machine. Each is in the order of time, so what a window shows is found without a walk. */
export interface MachineLanes {
  readonly writes: Marks;
  readonly reads: Marks;
  /** While INTR is up. */
  readonly requests: Marks;
  /** IRQs that the machine takes. */
  readonly taken: Marks;
  /** Writes to THR, and what was lost before it could be sent. */
  readonly given: Marks;
  readonly unsent: Marks;
  readonly arrivals: Marks;
  /** Arrivals with OE, PE, FE or BI. */
  readonly faulty: Marks;
  /** What had come and was lost. */
  readonly losses: Marks;
  readonly timeouts: Marks;
  /** What it printed, and what became of its link and its power. */
  readonly notes: Marks;
  readonly off: Marks;
  /** How many characters wait to be sent, how many are unread, and at how many the receiver asks for an interrupt. */
  readonly queued: Steps;
  readonly unread: Steps;
  readonly trigger: Steps;
  readonly frames: Frames;
  /** The level of SOUT. */
  readonly sout: Steps;
  readonly breaks: Marks;
}

/** Frames, with the settings they left with: as `lcr` and the divisor; an `lcr` of UNTOLD where nobody has told. */
export interface Frames extends Marks {
  readonly lcr: Uint16Array;
  readonly divisor: Uint16Array;
  readonly isLooped: Uint8Array;
}

export interface Lanes {
  /** All of the time that the trace tells of. */
  readonly whole: Span;
  readonly steps: Marks;
  readonly verdict: Marks;
  /** Those that the trace tells of. */
  readonly sides: readonly Side[];
  readonly A: MachineLanes;
  readonly B: MachineLanes;
}

/** The last thing that happens has words, which stand behind it. */
const [BEFORE, BEHIND] = [0.02, 0.12];
const SHORTEST = 160;

/** One walk over all records; from then on nobody looks at more than the window shows. */
export function lanesOf(viewed: Viewed): Lanes {
  const { records, header, cutAt } = viewed;
  const steps = new MarksBuilder();
  const verdict = new MarksBuilder();
  const lines = new LineBuilder(viewed);
  const { A: own, B: far = own } = header.machines;
  const machines = { A: new MachineBuilder(own), B: new MachineBuilder(far) };
  let [first, last] = [records[0]?.t ?? 0, cutAt ?? 0];
  records.forEach((record, i) => {
    if (record.k === 'in') first = Math.min(first, record.since);
    last = Math.max(last, record.k === 'frame' ? record.ends : record.t);
    lines.take(record, i);
    if (record.m !== '-') machines[record.m].take(record, i);
    else if (record.k === 'verdict') verdict.add(i, record.t);
    else steps.add(i, record.t, Number.MAX_SAFE_INTEGER);
  });
  lines.end(last);
  steps.endAt(last);
  const lanes = (side: Side): MachineLanes => ({ ...machines[side].lanes(last), ...lines.lanes(side) });
  const [A, B] = SIDES.map(lanes) as [MachineLanes, MachineLanes];
  const length = Math.max(SHORTEST, last - first);
  return {
    whole: { from: Math.floor(first - length * BEFORE), to: Math.ceil(first + length * (1 + BEHIND)) },
    steps: steps.marks,
    sides: machinesIn(header).map(([side]) => side),
    verdict: verdict.marks,
    A,
    B,
  };
}
