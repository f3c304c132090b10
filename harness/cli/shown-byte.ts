import { HarnessError } from '../ground/errors.ts';
import { farSide, SIDES, type Side } from '../ground/side.ts';
import type { TraceRecord } from '../ground/trace.ts';
import { counted } from '../report/quantities.ts';
import type { WantedByte } from './show-arguments.ts';

/** A part of a trace, in ticks. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** How much is shown before a byte begins and behind its arrival: a part of its length. */
const MARGIN = 0.25;
/** A character of 8N1 at 115 200: what is shown of one that was lost before it left. */
const SHORTEST = 160;

/** Looks for where a byte was on its way: from its frame, or its loss, to its arrival at the other machine. */
export class ShownByte {
  private readonly wanted: WantedByte;
  private readonly ways: Record<Side, Window | null> = { A: null, B: null };
  private readonly sent: Record<Side, number> = { A: 0, B: 0 };

  constructor(wanted: WantedByte) {
    this.wanted = wanted;
  }

  readonly take = (record: TraceRecord): void => {
    const { m, t } = record;
    if (m === '-') return;
    if (record.k === 'frame') {
      this.sent[m] = Math.max(this.sent[m], record.serial);
      if (this.isIt(record.serial)) this.widen(m, t, Math.max(record.ends, t + 1));
    } else if ((record.k === 'char' || record.k === 'lost') && this.isIt(record.serial)) {
      // A loss may be the sender's own; what stands at the far end follows a frame.
      const sender = record.k === 'lost' && this.ways[farSide(m)] === null ? m : farSide(m);
      if (record.serial > 0) this.widen(sender, t, t + 1);
    }
  };

  get window(): Window {
    const { side, serial } = this.wanted;
    const machines = side === undefined ? SIDES : [side];
    const way = machines.map((one) => this.ways[one]).find((one) => one !== null);
    if (way === undefined || way === null) {
      const sent = machines.map((one) => `${one} has sent ${counted(this.sent[one], 'byte')}`).join(', ');
      throw new HarnessError('usage', `there is no byte #${serial}: ${sent}`, 'Their numbers begin with 1.');
    }
    const margin = Math.ceil(MARGIN * Math.max(SHORTEST, way.to - way.from));
    return { from: Math.max(0, way.from - margin), to: way.to + margin };
  }

  private isIt(serial: number): boolean {
    return Math.abs(serial) === this.wanted.serial;
  }

  private widen(side: Side, from: number, to: number): void {
    const way = this.ways[side];
    this.ways[side] = { from: way?.from ?? from, to: Math.max(way?.to ?? to, to) };
  }
}
