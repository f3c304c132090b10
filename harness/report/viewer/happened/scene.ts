import { farSide, type Side } from '../../../ground/side.ts';
import type { TraceRecord } from '../../../ground/trace.ts';
import type { Failure, ScenarioResult } from '../../../run/result.ts';
import type { LineTiming } from '../../../uart/line-timing.ts';
import { LCR } from '../../../uart/registers.ts';
import type { UartType } from '../../../uart/types.ts';
import { type Bases, recordInWords } from '../../story.ts';
import { basesOf, type TracedMachine } from '../../trace/header.ts';
import { type MachineSeen, registerOf } from '../machine-seen.ts';
import { type BothSeen, MachinesAt, timingOf } from '../machines-at.ts';
import type { Viewed } from '../viewed.ts';
import type { Moment } from './finding.ts';
import { type Want, wantOf } from './want.ts';

type Kind = TraceRecord['k'];
type OfKind<K extends Kind> = TraceRecord & { readonly k: K };
type Test<K extends Kind> = (record: OfKind<K>) => boolean;

/** A failure, seen from the machine that did not get what it should, with all that came before it. */
export class Scene {
  readonly result: ScenarioResult;
  readonly failure: Failure;
  /** The machine that misses something, and the other one. */
  readonly on: Side;
  readonly from: Side;
  /** Both machines at the failure. */
  readonly seen: BothSeen;
  /** What is missing; null where neither chips nor line can be why. */
  readonly want: Want | null;
  /** What was before this tick has been looked at by a step that passed, and explains nothing. */
  readonly since: number;
  private readonly viewed: Viewed;
  private readonly machines: MachinesAt;
  private readonly before: readonly TraceRecord[];

  constructor(viewed: Viewed, result: ScenarioResult, failure: Failure, on: Side) {
    this.viewed = viewed;
    this.result = result;
    this.failure = failure;
    this.on = on;
    this.from = farSide(on);
    this.machines = new MachinesAt(viewed);
    const { A, B } = this.machines.at(failure.at);
    this.seen = { A: completed(A, failure, 'A'), B: completed(B, failure, 'B') };
    this.before = viewed.records.slice(0, this.machines.countUpTo(failure.at));
    this.want = wantOf(failure, result, ((this.seen[on].told.LCR?.value ?? 0) & LCR.DLAB) !== 0);
    this.since = sinceCheck(this.before, failure, on);
  }

  /** When it failed. */
  get at(): number {
    return this.failure.at;
  }

  get receiver(): MachineSeen {
    return this.seen[this.on];
  }

  get sender(): MachineSeen {
    return this.seen[this.from];
  }

  /** The trace tells all from the first tick on: what it does not tell has not happened. */
  get isWhole(): boolean {
    return this.viewed.header.begins === undefined;
  }

  get bases(): Bases {
    return basesOf(this.viewed.header);
  }

  machineOf(side: Side): TracedMachine {
    const { A, B = A } = this.viewed.header.machines;
    return side === 'A' ? A : B;
  }

  typeOf(side: Side): UartType {
    return this.machineOf(side).type;
  }

  timingOf(side: Side): LineTiming | null {
    return timingOf(this.seen[side]);
  }

  /** The line that a machine was set to at a tick. */
  timingAt(side: Side, tick: number): LineTiming | null {
    return timingOf(this.seenAt(side, tick));
  }

  seenAt(side: Side, tick: number): MachineSeen {
    return this.machines.at(tick)[side];
  }

  /** Of those that can explain the failure, the first. */
  first<K extends Kind>(kind: K, side: Side, test: Test<K> = () => true): OfKind<K> | undefined {
    return this.before.find(
      (record): record is OfKind<K> => record.t >= this.since && isIt(record, kind, side, test),
    );
  }

  last<K extends Kind>(kind: K, side: Side, test: Test<K> = () => true): OfKind<K> | undefined {
    return this.before.findLast(
      (record): record is OfKind<K> => record.t >= this.since && isIt(record, kind, side, test),
    );
  }

  all<K extends Kind>(kind: K, side: Side, test: Test<K> = () => true): readonly OfKind<K>[] {
    return this.ever(kind, side, (record) => record.t >= this.since && test(record));
  }

  /** All up to the failure. */
  ever<K extends Kind>(kind: K, side: Side, test: Test<K> = () => true): readonly OfKind<K>[] {
    return this.before.filter((record): record is OfKind<K> => isIt(record, kind, side, test));
  }

  /** The last step that began before it failed, and can explain it. */
  lastStep(test: (what: string) => boolean): OfKind<'step'> | undefined {
    return this.before.findLast(
      (record): record is OfKind<'step'> =>
        record.k === 'step' && record.t >= this.since && test(record.what),
    );
  }

  get firstStep(): OfKind<'step'> | undefined {
    return this.before.find((record): record is OfKind<'step'> => record.k === 'step');
  }

  /** What a machine's program has done before it failed. */
  accesses(side: Side): readonly OfKind<'in' | 'out'>[] {
    return this.before.filter(
      (record): record is OfKind<'in' | 'out'> =>
        record.m === side && (record.k === 'in' || record.k === 'out'),
    );
  }

  registerOf(access: OfKind<'in' | 'out'>, side: Side): ReturnType<typeof registerOf> {
    const count = this.machines.countUpTo(access.t - 1);
    return registerOf(this.machines.before(count)[side], access, side, this.bases);
  }

  moment(record: TraceRecord): Moment {
    const { header } = this.viewed;
    const latched =
      record.m !== '-' && (this.machines.at(record.t - 1)[record.m].told.LCR?.value ?? 0) >= 0x80;
    return { t: record.t, words: recordInWords(record, basesOf(header), latched) };
  }
}

/** Where the trace begins in the middle, the registers that were kept of the failure tell what it does not. */
function completed(seen: MachineSeen, { registers, around }: Failure, side: Side): MachineSeen {
  if (registers === null || seen.isOn !== null) return seen;
  const { IER, FCR, LCR, MCR } = registers[side].registers;
  const { divisor } = registers[side];
  const values = { IER, FCR, LCR, MCR, DLL: divisor & 0xff, DLM: divisor >> 8 };
  const kept = Object.entries(values).map(([name, value]) => [name, { value, at: around, by: 'read' }]);
  return { ...seen, told: { ...Object.fromEntries(kept), ...seen.told } };
}

/** Where the step begins that follows the last one which looked at this machine, and found what it should. */
function sinceCheck(before: readonly TraceRecord[], { step }: Failure, on: Side): number {
  if (step === undefined) return Number.NEGATIVE_INFINITY;
  const steps = before.filter((record): record is OfKind<'step'> => record.k === 'step');
  const earlier = steps.filter(({ n }) => groupOf(n) !== groupOf(step));
  const check = earlier.findLast(({ what }) => looksAt(what, on));
  if (check === undefined) return Number.NEGATIVE_INFINITY;
  const next = steps.find(({ t, n }) => t >= check.t && groupOf(n) > groupOf(check.n));
  return next?.t ?? check.t;
}

/** Steps of one `parallel` run at the same time. */
const groupOf = (place: string): number => Number.parseInt(place, 10);

const looksAt = (what: string, on: Side): boolean =>
  what.startsWith(`expect on ${on}:`) ||
  (what.startsWith(`in on ${on}:`) && what.includes(' is ')) ||
  what.includes(`lab7 on ${on}:`);

function isIt<K extends Kind>(record: TraceRecord, kind: K, side: Side, test: Test<K>): boolean {
  return record.k === kind && record.m === side && test(record as OfKind<K>);
}
