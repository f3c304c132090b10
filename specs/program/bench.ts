import type { TraceRecord } from '../../harness/ground/trace.ts';
import { Pc } from '../../harness/machine/pc.ts';
import type { Program } from '../../harness/program/operation.ts';
import { Processor, type ProgramEnd } from '../../harness/program/processor.ts';
import { RANK } from '../../harness/time/clock.ts';
import type { Rank } from '../../harness/time/event-queue.ts';
import { VirtualClock } from '../../harness/time/virtual-clock.ts';
import { COM1, COM2 } from '../machine/board.ts';

/** One PC with COM1 and COM2, and its processor. */
export class Bench {
  readonly clock = new VirtualClock({ eventsPerTick: 1000 });
  readonly trace: TraceRecord[] = [];
  readonly recorder = { record: (record: TraceRecord) => void this.trace.push(record) };
  readonly pc = new Pc(this.clock, { machine: 'A', ports: [COM1, COM2], recorder: this.recorder });
  readonly processor = new Processor(this.pc, this.recorder);

  /** Has something done at a tick, by default as a player does it: after the programs. */
  at(tick: number, does: () => void, rank: Rank = RANK.PLAYER): void {
    this.clock.book(this.clock.slot({ name: 'the spec', rank }, does), tick);
  }

  start<Result>(program: Program<Result>): { end: ProgramEnd<Result> | undefined; at: number } {
    const outcome: { end: ProgramEnd<Result> | undefined; at: number } = { end: undefined, at: -1 };
    this.processor.start(program, (end) => {
      outcome.end = end;
      outcome.at = this.clock.now;
    });
    return outcome;
  }

  /** Runs a program to its end: what it gave or threw, and the tick at which it ended. */
  async run<Result>(
    program: Program<Result>,
    until = 10_000_000,
  ): Promise<ProgramEnd<Result> & { at: number }> {
    const outcome = this.start(program);
    await this.clock.run(until);
    if (outcome.end === undefined) throw new Error(`the program has not ended by tick ${this.clock.now}`);
    return { ...outcome.end, at: outcome.at };
  }
}
