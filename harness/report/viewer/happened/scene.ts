import { farSide, type Side } from '../../../ground/side.ts';
import type { TraceRecord } from '../../../ground/trace.ts';
import type { Failure, ScenarioResult } from '../../../run/result.ts';
import type { LineTiming } from '../../../uart/line-timing.ts';
import type { UartType } from '../../../uart/types.ts';
import { recordInWords } from '../../story.ts';
import { basesOf } from '../../trace/header.ts';
import { type MachineSeen, registerOf } from '../machine-seen.ts';
import { type BothSeen, MachinesAt, timingOf } from '../machines-at.ts';
import type { Viewed } from '../viewed.ts';
import type { Moment } from './finding.ts';

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

  typeOf(side: Side): UartType {
    const { A, B = A } = this.viewed.header.machines;
    return (side === 'A' ? A : B).type;
  }

  timingOf(side: Side): LineTiming | null {
    return timingOf(this.seen[side]);
  }

  first<K extends Kind>(kind: K, side: Side, test: Test<K> = () => true): OfKind<K> | undefined {
    return this.before.find((record): record is OfKind<K> => isIt(record, kind, side, test));
  }

  last<K extends Kind>(kind: K, side: Side, test: Test<K> = () => true): OfKind<K> | undefined {
    return this.before.findLast((record): record is OfKind<K> => isIt(record, kind, side, test));
  }

  all<K extends Kind>(kind: K, side: Side, test: Test<K> = () => true): readonly OfKind<K>[] {
    return this.before.filter((record): record is OfKind<K> => isIt(record, kind, side, test));
  }

  /** A step of the scenario that began before it failed, the last. */
  lastStep(test: (what: string) => boolean): OfKind<'step'> | undefined {
    return this.before.findLast(
      (record): record is OfKind<'step'> => record.k === 'step' && test(record.what),
    );
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
    return registerOf(this.machines.before(count)[side], access, side, basesOf(this.viewed.header));
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

function isIt<K extends Kind>(record: TraceRecord, kind: K, side: Side, test: Test<K>): boolean {
  return record.k === kind && record.m === side && test(record as OfKind<K>);
}
