import type { TraceRecord } from '../../ground/trace.ts';
import { isUnsent } from '../../report/trace/byte-of.ts';
import type { TracedMachine } from '../../report/trace/header.ts';
import { FifoControl } from '../../uart/fifo-control.ts';
import { LCR, OFFSET } from '../../uart/registers.ts';
import { TRAITS } from '../../uart/types.ts';
import type { MachineLanes } from './lanes.ts';
import { MarksBuilder } from './marks.ts';
import { StepsBuilder } from './steps.ts';

type FromLine = 'frames' | 'sout' | 'breaks' | 'unread';

/** One machine's records, kind by kind. */
export class MachineBuilder {
  private readonly machine: TracedMachine;
  private readonly fifo = new FifoControl();
  private readonly marks = {
    writes: new MarksBuilder(),
    reads: new MarksBuilder(),
    requests: new MarksBuilder(),
    taken: new MarksBuilder(),
    given: new MarksBuilder(),
    unsent: new MarksBuilder(),
    arrivals: new MarksBuilder(),
    faulty: new MarksBuilder(),
    losses: new MarksBuilder(),
    timeouts: new MarksBuilder(),
    notes: new MarksBuilder(),
    off: new MarksBuilder(),
  };
  private readonly queued = new StepsBuilder(0);
  private readonly trigger = new StepsBuilder(1);
  private lcr = 0;
  private isRequesting = false;
  private isOff = false;

  constructor(machine: TracedMachine) {
    this.machine = machine;
  }

  take(record: TraceRecord, i: number): void {
    const { marks, queued } = this;
    const { t } = record;
    switch (record.k) {
      case 'out':
        marks.writes.add(i, t);
        this.written(record.port - this.machine.base, record.v, t);
        if (record.serial === undefined) break;
        marks.given.add(i, t);
        queued.set(t, queued.last + 1);
        break;
      case 'in':
        marks.reads.add(i, record.since, t);
        break;
      case 'frame':
        if (record.serial !== 0) this.leaves(t);
        break;
      case 'char':
        marks.arrivals.add(i, t);
        if (record.errors !== 0) marks.faulty.add(i, t);
        break;
      case 'lost':
        (isUnsent(record.how) ? marks.unsent : marks.losses).add(i, t);
        if (isUnsent(record.how)) this.leaves(t);
        break;
      case 'timeout':
        marks.timeouts.add(i, t);
        break;
      case 'intr':
        if (record.level === 1) marks.requests.add(i, t, Number.MAX_SAFE_INTEGER);
        else if (this.isRequesting) marks.requests.endAt(t);
        this.isRequesting = record.level === 1;
        break;
      case 'irq':
        marks.taken.add(i, t);
        break;
      case 'power':
        this.powered(record.on, t, i);
        break;
      case 'link':
      case 'print':
        marks.notes.add(i, t);
        break;
      case 'step':
      case 'verdict':
        break;
    }
  }

  /** `last`: what has not ended then ends with the trace. */
  lanes(last: number): Omit<MachineLanes, FromLine> {
    const { marks } = this;
    if (this.isRequesting) marks.requests.endAt(last);
    if (this.isOff) marks.off.endAt(last);
    const made = Object.entries(marks).map(([name, builder]) => [name, builder.marks]);
    return { ...Object.fromEntries(made), queued: this.queued.steps, trigger: this.trigger.steps };
  }

  private leaves(t: number): void {
    this.queued.set(t, Math.max(0, this.queued.last - 1));
  }

  private written(offset: number, v: number, t: number): void {
    if (offset === OFFSET.LCR) this.lcr = v;
    const traits = TRAITS[this.machine.type];
    if (offset !== OFFSET.IIR || !traits.fifoControlRegister) return;
    this.fifo.write(v, (this.lcr & LCR.DLAB) !== 0, traits);
    this.followFifo(t);
  }

  private followFifo(t: number): void {
    this.trigger.set(t, (this.fifo.value & 1) === 0 ? 1 : this.fifo.trigger);
  }

  private powered(on: boolean, t: number, i: number): void {
    const { marks } = this;
    marks.notes.add(i, t);
    if (!on) marks.off.add(i, t, Number.MAX_SAFE_INTEGER);
    else if (this.isOff) marks.off.endAt(t);
    this.isOff = !on;
    if (this.isRequesting) marks.requests.endAt(t);
    this.isRequesting = false;
    this.lcr = 0;
    this.fifo.set(0, TRAITS[this.machine.type]);
    this.followFifo(t);
    this.queued.set(t, 0);
  }
}
