import sinon from 'sinon';
import type { Recorder, TraceRecord } from '../../harness/ground/trace.ts';
import { Cable } from '../../harness/link/cable.ts';
import { Pc } from '../../harness/machine/pc.ts';
import type { Program } from '../../harness/program/operation.ts';
import { Processor, type ProgramEnd } from '../../harness/program/processor.ts';
import { VirtualClock } from '../../harness/time/virtual-clock.ts';

/** As the book has it: COM1. */
export const PORT = { base: 0x3f8, irq: 4 } as const;
export const SECOND = 1_843_200;

/** One PC of the pair, with what runs on it. */
export class Machine {
  readonly pc: Pc;
  readonly processor: Processor;

  constructor(clock: VirtualClock, machine: 'A' | 'B', recorder: Recorder) {
    this.pc = new Pc(clock, { machine, ports: [PORT], recorder });
    this.processor = new Processor(this.pc, recorder);
  }

  get chip() {
    const [port] = this.pc.ports;
    if (port === undefined) throw new Error('there is one port');
    return port;
  }

  /** Writes registers from outside of any program, by offset. */
  out(...writes: readonly (readonly [offset: number, value: number])[]): void {
    for (const [offset, value] of writes) this.pc.out(PORT.base + offset, value);
  }

  setLine(lcr: number, divisor: number): void {
    this.out([3, lcr | 0x80], [0, divisor & 0xff], [1, divisor >> 8], [3, lcr]);
  }

  /** What a program is to leave as it was. */
  get state() {
    const { registers, divisor, fifosEnabled } = this.chip.chip.inspect();
    const { LCR, IER, MCR } = registers;
    return { lcr: LCR, divisor, ier: IER, mcr: MCR, fifos: fifosEnabled };
  }

  get unread(): string {
    return text(this.chip.chip.inspect().received);
  }
}

export const text = (bytes: Iterable<number>): string => String.fromCharCode(...bytes);

/** Two PCs on one clock, joined by a null-modem cable, and the trace of all that they do. */
export class Pair {
  readonly clock = new VirtualClock();
  readonly trace: TraceRecord[] = [];
  private readonly recorder: Recorder = { record: (record) => this.trace.push(record) };
  readonly a = new Machine(this.clock, 'A', this.recorder);
  readonly b = new Machine(this.clock, 'B', this.recorder);

  static async joined(): Promise<Pair> {
    const pair = new Pair();
    const cable = new Cable(pair.clock, pair.a.chip, pair.b.chip);
    await cable.open('A');
    await cable.open('B');
    return pair;
  }

  /** Runs a program on A and one on B until both have ended, for a virtual minute at most. */
  async run<ResultA, ResultB>(a: Program<ResultA>, b: Program<ResultB>): Promise<[ResultA, ResultB]> {
    const ends = [this.start(this.a, a), this.start(this.b, b)] as const;
    await this.until(() => !this.a.processor.busy && !this.b.processor.busy, 60 * SECOND);
    return [resultOf(ends[0]), resultOf(ends[1])];
  }

  async runAlone<Result>(machine: Machine, program: Program<Result>): Promise<Result> {
    const end = this.start(machine, program);
    await this.until(() => !machine.processor.busy, 60 * SECOND);
    return resultOf(end);
  }

  /** Starts a program; what it comes to stands in the answer once it has ended. */
  start<Result>(machine: Machine, program: Program<Result>): { end?: ProgramEnd<Result> } {
    const holder: { end?: ProgramEnd<Result> } = {};
    machine.processor.start(program, (end) => {
      holder.end = end;
      this.clock.stop();
    });
    return holder;
  }

  /** Lets time pass, at most so many ticks, as long as programs end and the condition does not hold. */
  async until(holds: () => boolean, within: number): Promise<void> {
    const last = this.clock.now + within;
    while (!holds() && (await this.clock.run(last)) === 'stopped');
  }

  async pass(ticks: number): Promise<void> {
    const until = this.clock.now + ticks;
    while ((await this.clock.run(until)) === 'stopped');
  }

  records<Kind extends TraceRecord['k']>(machine: 'A' | 'B', kind: Kind) {
    return this.trace.filter(
      (record): record is Extract<TraceRecord, { k: Kind }> => record.k === kind && record.m === machine,
    );
  }
}

export function resultOf<Result>({ end }: { end?: ProgramEnd<Result> }): Result {
  if (end === undefined) throw new Error('the program has not ended');
  if (end.error !== undefined) throw end.error;
  return end.result as Result;
}

/** Spies on a PC's port accesses: from then on, in order, `out 3FB 9B` and `in 3F8 0C`. */
export function accesses({ pc }: Machine): () => string[] {
  const list: string[] = [];
  const hex = (value: number, digits: number) => value.toString(16).toUpperCase().padStart(digits, '0');
  const read = pc.in.bind(pc);
  const write = pc.out.bind(pc);
  sinon.replace(pc, 'in', (port) => {
    const value = read(port);
    list.push(`in ${hex(port, 3)} ${hex(value, 2)}`);
    return value;
  });
  sinon.replace(pc, 'out', (port, value) => {
    list.push(`out ${hex(port, 3)} ${hex(value, 2)}`);
    write(port, value);
  });
  return () => list;
}

export const writesTo = (list: readonly string[], ...ports: readonly string[]): string[] =>
  list.filter((access) => ports.some((port) => access.startsWith(`out ${port} `)));
