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
  readonly read: readonly Seen[];
}

/** A value that was read. */
export interface Seen {
  readonly value: number;
  readonly at: number;
}

interface Noted extends Access {
  readonly read: Seen[];
}

/** What a machine's programs did with its chip, one access after the other. */
export interface AccessSequence {
  readonly sequence: readonly Access[];
  /** They have done more than is kept. */
  readonly isCut: boolean;
}

/** Of writes and values that were read, together: enough for all that a comparison can show. */
const MOST = 50_000;

/** Watches what one machine's programs do with its chip, by the trace. */
export class Accesses implements AccessSequence {
  readonly sequence: Noted[] = [];
  isCut = false;
  private room: number;
  private readonly side: Side;
  private readonly base: number;
  private dlab = false;
  private counts = { reads: 0, writes: 0, interrupts: 0 };
  private readonly causes: Partial<Record<Interrupt, number>> = {};
  private lastByte: number | null = null;

  /** Keeps no more than `most` of them one by one; all are counted. */
  constructor(side: Side, base: number, most = MOST) {
    this.side = side;
    this.base = base;
    this.room = most;
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
    this.keepRead(offset, { value, at });
  }

  private noteWrite({ port, v: written, t: at }: TraceRecord & { readonly k: 'out' }): void {
    const offset = port - this.base;
    if (offset < 0 || offset > 7) return;
    this.counts.writes += 1;
    this.keep({ offset, dlab: this.dlab, at, written, read: [] });
    if (offset === OFFSET.LCR) this.dlab = (written & LCR.DLAB) !== 0;
  }

  private keepRead(offset: number, read: Seen): void {
    if (this.isCut) return;
    const last = this.sequence.at(-1);
    if (last?.written !== undefined || last?.offset !== offset)
      this.keep({ offset, dlab: this.dlab, at: read.at, read: [read] });
    else if (last.read.at(-1)?.value !== read.value) {
      if (this.findsRoom()) last.read.push(read);
      // Half a row of reads cannot be compared.
      else this.sequence.pop();
    }
  }

  private keep(access: Noted): void {
    if (this.findsRoom()) this.sequence.push(access);
  }

  private findsRoom(): boolean {
    if (this.room === 0) this.isCut = true;
    else this.room -= 1;
    return !this.isCut;
  }
}
