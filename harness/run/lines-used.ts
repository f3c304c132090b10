import type { Side } from '../ground/side.ts';
import type { TraceRecord } from '../ground/trace.ts';
import { Uart } from '../uart/chip.ts';
import { type Line, lineSettingsOf } from '../uart/line-settings.ts';
import { LCR, OFFSET } from '../uart/registers.ts';
import type { Lines } from './result.ts';
import type { RecordSink } from './trace-writer.ts';

interface Latches {
  readonly isOn: boolean;
  readonly lcr: number;
  readonly divisor: number;
}

/**
 * The line settings with which each machine sent or received its last character up to a tick, told by its trace. What
 * stands in its registers then may be something else: the lab's programs put back what they have found.
 */
export class LinesUsed {
  private readonly bases: Readonly<Record<Side, number>>;
  private readonly until: number;
  private readonly written: Record<Side, Latches>;
  private readonly used: Partial<Record<Side, Latches>> = {};

  constructor(bases: Readonly<Record<Side, number>>, until: number) {
    const { registers, divisor } = new Uart().inspect();
    this.bases = bases;
    this.until = until;
    const off = { isOn: false, lcr: registers.LCR, divisor };
    this.written = { A: off, B: off };
  }

  readonly sink: RecordSink = (record) => {
    if (record.m === '-' || record.t > this.until) return;
    if (record.k === 'out') this.written[record.m] = this.after(record, record.m);
    else if (record.k === 'power')
      this.written[record.m] = { ...this.written[record.m], isOn: record.on, lcr: 0 };
    else if (record.k === 'frame' || record.k === 'char') this.used[record.m] = this.written[record.m];
  };

  /** Of a machine that has had no character, those that are set; none when it is off. */
  get lines(): Lines {
    const { used, written } = this;
    const lineUsed = (side: Side): Line | null =>
      used[side] === undefined && !written[side].isOn ? null : lineOf(used[side] ?? written[side]);
    return { A: lineUsed('A'), B: lineUsed('B') };
  }

  /** Those that are set, whatever was sent with them; none of a machine that is off. */
  get set(): Lines {
    const { written, latched } = this;
    return { A: written.A.isOn ? latched.A : null, B: written.B.isOn ? latched.B : null };
  }

  /** Those that are set, or, of a machine that is off, were set last: a chip's own after a reset. */
  get latched(): Readonly<Record<Side, Line>> {
    const { A, B } = this.written;
    return { A: lineOf(A), B: lineOf(B) };
  }

  get dlab(): Readonly<Record<Side, boolean>> {
    const { A, B } = this.written;
    return { A: (A.lcr & LCR.DLAB) !== 0, B: (B.lcr & LCR.DLAB) !== 0 };
  }

  private after({ port, v }: TraceRecord & { readonly k: 'out' }, side: Side): Latches {
    const before = this.written[side];
    const { divisor } = before;
    const isLatch = (before.lcr & LCR.DLAB) !== 0;
    switch (port - this.bases[side]) {
      case OFFSET.LCR:
        return { ...before, lcr: v };
      case OFFSET.DATA:
        return isLatch ? { ...before, divisor: (divisor & 0xff00) | v } : before;
      case OFFSET.IER:
        return isLatch ? { ...before, divisor: (divisor & 0x00ff) | (v << 8) } : before;
      default:
        return before;
    }
  }
}

const lineOf = ({ lcr, divisor }: Latches): Line => ({ ...lineSettingsOf(lcr), divisor });
