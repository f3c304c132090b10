import type { ChipEvent } from '../../../harness/ground/chip-event.ts';
import type { Side } from '../../../harness/ground/side.ts';
import { chipRecord, type TraceRecord } from '../../../harness/ground/trace.ts';
import { changesOf } from '../../../harness/report/line/timeline.ts';
import { VcdWriter } from '../../../harness/report/vcd/vcd-writer.ts';
import { Uart } from '../../../harness/uart/chip.ts';
import { LCR, LSR, REG, type Setting } from '../../support/datasheet.ts';

const BASE = 0x3f8;

/** A chip whose program is traced as `run --trace` does it. */
export class Traced {
  readonly records: TraceRecord[];
  readonly chip = new Uart();
  private readonly side: Side;
  private readonly journal: ChipEvent[] = [];

  constructor(side: Side, { line, divisor }: { readonly line: Setting; readonly divisor: number }) {
    this.side = side;
    this.chip.journal = this.journal;
    this.records = [{ t: 0, m: side, k: 'power', on: true }];
    this.out(REG.LCR, LCR.DLAB);
    this.out(REG.THR, divisor & 0xff);
    this.out(REG.IER, divisor >> 8);
    this.out(REG.LCR, line.lcr);
  }

  out(offset: number, v: number): void {
    const { chip, side } = this;
    this.records.push({ t: chip.now, m: side, k: 'out', port: BASE + offset, v });
    chip.write(offset, v);
    this.note();
  }

  wait(ticks: number): void {
    this.chip.advance(this.chip.now + ticks);
    this.note();
  }

  /** Sends them back to back; answers with the ticks at which they began. */
  send(chars: readonly number[]): readonly number[] {
    const from = this.records.length;
    for (const char of chars) {
      this.waitFor(LSR.THRE);
      this.out(REG.THR, char);
    }
    this.waitFor(LSR.TEMT);
    return this.records.slice(from).flatMap((record) => (record.k === 'frame' ? [record.t] : []));
  }

  private waitFor(status: number): void {
    const { chip } = this;
    while ((chip.read(REG.LSR) & status) === 0) this.wait(chip.deadline - chip.now);
  }

  private note(): void {
    for (const event of this.journal.splice(0)) this.records.push(chipRecord(this.side, event));
  }
}

/** What `show --vcd` makes of records. */
export function vcdOf(records: readonly TraceRecord[], until: number): string {
  let text = '';
  const writer = new VcdWriter(
    (piece) => {
      text += piece;
    },
    { from: 0, to: Number.POSITIVE_INFINITY, isWire: true, comment: 'a spec' },
  );
  for (const change of changesOf(records)) writer.tell(change);
  writer.end(until);
  return text;
}
