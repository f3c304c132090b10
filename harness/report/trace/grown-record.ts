import type { Side } from '../../ground/side.ts';
import type { TraceRecord } from '../../ground/trace.ts';
import type { ChipSettings } from '../line/chip-settings.ts';
import { type Additions, NOTHING } from './additions.ts';
import type { TraceBeginning, TraceHeader } from './header.ts';
import { MachineSoFar } from './machine-so-far.ts';

/** Follows a trace, record by record in the order of its file. */
export class Growth {
  private readonly machines: Readonly<Record<Side, MachineSoFar>>;
  private t = 0;

  constructor(machines: TraceHeader['machines']) {
    const followed = (side: Side) => new MachineSoFar(side, machines[side] ?? machines.A);
    this.machines = { A: followed('A'), B: followed('B') };
  }

  /** What follows from the next record. */
  take(record: TraceRecord): Additions {
    const { t, m } = record;
    if (t > this.t) this.t = t;
    return m === '-' ? NOTHING : this.machines[m].take(record);
  }

  /** Where it has come to, for a trace that begins here. */
  get reached(): TraceBeginning {
    const { A, B } = this.machines;
    const settings: Readonly<Record<Side, ChipSettings>> = { A: A.settings, B: B.settings };
    return { t: this.t, settings };
  }
}
