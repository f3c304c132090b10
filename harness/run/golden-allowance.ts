import type { Side } from '../ground/side.ts';
import type { TraceRecord } from '../ground/trace.ts';
import { durationTicks } from '../scenario/units.ts';
import { bitTicks, characterTicks, type Line } from '../uart/line-settings.ts';
import { type GoldenRule, names } from './golden-rules.ts';
import { LinesUsed } from './lines-used.ts';

/** How far a record's ticks may be off, and the rule that says so; null: none does. */
export interface Allowance {
  readonly rule: (GoldenRule & { readonly rule: 'within' }) | null;
  readonly ticks: number;
}

const NOTHING: Allowance = { rule: null, ticks: 0 };

/**
 * What the rules allow each record of a golden trace, told one after the other. Bits and characters are those that the
 * machine has set there; A's for the run itself.
 */
export class Allowances {
  private readonly rules: readonly GoldenRule[];
  private readonly lines: LinesUsed;
  /** As it was before a divisor was half written: while DLAB is set, that is nobody's rate. */
  private readonly settled: Record<Side, Line>;
  private readonly known: Record<Side, Map<string, Allowance>> = { A: new Map(), B: new Map() };

  constructor(rules: readonly GoldenRule[], bases: Readonly<Record<Side, number>>) {
    this.rules = rules;
    this.lines = new LinesUsed(bases, Number.POSITIVE_INFINITY);
    this.settled = { ...this.lines.latched };
  }

  next(record: TraceRecord): Allowance {
    const side = record.m === '-' ? 'A' : record.m;
    const key = `${record.m}${record.k}`;
    const allowance = this.known[side].get(key) ?? this.allowanceFor(record, side);
    this.known[side].set(key, allowance);
    this.lines.sink(record);
    if ((record.k === 'out' || record.k === 'power') && !this.lines.dlab[side]) {
      this.settled[side] = this.lines.latched[side];
      this.known[side].clear();
    }
    return allowance;
  }

  private allowanceFor(record: TraceRecord, side: Side): Allowance {
    const rule = this.rules.findLast((one) => one.rule === 'within' && names(one, record));
    if (rule?.rule !== 'within') return NOTHING;
    const line = this.settled[side];
    const lengths = { bit: bitTicks(line.divisor), character: characterTicks(line) };
    return { rule, ticks: durationTicks(rule.within, lengths) };
  }
}
