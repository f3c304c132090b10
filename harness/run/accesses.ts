import type { Side } from '../ground/side.ts';
import type { TraceRecord } from '../ground/trace.ts';
import type { Interrupt } from '../scenario/model.ts';
import { LCR, OFFSET } from '../uart/registers.ts';
import { interruptIn } from './interrupt-log.ts';
import type { RecordSink } from './trace-writer.ts';

/** What one machine's programs did with its chip, in numbers. */
export interface Account {
  readonly reads: number;
  readonly writes: number;
  /** Interrupts that the kernel has noted for them. */
  readonly interrupts: number;
  /** What they have read from IIR, no interrupt left out. */
  readonly causes: Readonly<Partial<Record<Interrupt, number>>>;
  /** The tick at which RBR was read last. */
  readonly lastByte: number | null;
}

/** A write, or reads of one register in a row: each value that is another than the one before. */
export interface Access {
  readonly offset: number;
  /** LCR.DLAB was set. */
  readonly dlab: boolean;
  readonly at: number;
  /** Of a write. */
  readonly written?: number;
  readonly read: readonly { readonly value: number; readonly at: number }[];
}

interface Noted extends Access {
  readonly read: { readonly value: number; readonly at: number }[];
}

/** Enough for all that a comparison can show. */
const MOST = 50_000;

/** Watches what one machine's programs do with its chip, by the trace. */
export class Accesses {
  readonly sequence: Noted[] = [];
  private readonly side: Side;
  private readonly base: number;
  private dlab = false;
  private counts = { reads: 0, writes: 0, interrupts: 0 };
  private readonly causes: Partial<Record<Interrupt, number>> = {};
  private lastByte: number | null = null;

  constructor(side: Side, base: number) {
    this.side = side;
    this.base = base;
  }

  get account(): Account {
    return { ...this.counts, causes: { ...this.causes }, lastByte: this.lastByte };
  }

  readonly sink: RecordSink = (record) => {
    if (record.m !== this.side) return;
    if (record.k === 'in') this.noteReads(record);
    else if (record.k === 'out') this.noteWrite(record);
    else if (record.k === 'irq') this.counts.interrupts += 1;
    else if (record.k === 'power') this.dlab = false;
  };

  private noteReads({ port, v: value, n, t, since: at }: TraceRecord & { readonly k: 'in' }): void {
    const offset = port - this.base;
    if (offset < 0 || offset > 7) return;
    this.counts.reads += n;
    if (offset === OFFSET.DATA && !this.dlab) this.lastByte = t;
    const cause = offset === OFFSET.IIR ? interruptIn(value) : undefined;
    if (cause !== undefined) this.causes[cause] = (this.causes[cause] ?? 0) + n;
    const last = this.sequence.at(-1);
    if (last?.written === undefined && last?.offset === offset) last.read.push({ value, at });
    else this.note({ offset, dlab: this.dlab, at, read: [{ value, at }] });
  }

  private noteWrite({ port, v: written, t: at }: TraceRecord & { readonly k: 'out' }): void {
    const offset = port - this.base;
    if (offset < 0 || offset > 7) return;
    this.counts.writes += 1;
    this.note({ offset, dlab: this.dlab, at, written, read: [] });
    if (offset === OFFSET.LCR) this.dlab = (written & LCR.DLAB) !== 0;
  }

  private note(access: Noted): void {
    if (this.sequence.length < MOST) this.sequence.push(access);
  }
}
