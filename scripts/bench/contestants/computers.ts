import {
  type Clock,
  type Link,
  lcrFor,
  OFFSET,
  outb,
  Pc,
  Processor,
  type Program,
  type Side,
  VirtualClock,
} from '../../../harness/index.ts';
import { COM1 } from '../../../harness/lab7/port.ts';
import { writeLine } from '../../../harness/lab7/set.ts';
import { FCR } from '../../../harness/uart/registers.ts';
import type { Terminal } from '../../../harness/wire/terminal.ts';

export type Join = (clock: Clock, a: Terminal, b: Terminal) => Link;

const SIDES: readonly Side[] = ['A', 'B'];
const LCR_8N1 = lcrFor({ bits: 8, parity: 'none', stop: 1 });

/** Two PCs of ours with COM1 each, a processor on each, joined and switched on. */
export class Computers {
  readonly clock: VirtualClock;
  readonly pcs: Readonly<Record<Side, Pc>>;
  readonly processors: Readonly<Record<Side, Processor>>;
  private readonly link: Link;

  private constructor(join: Join, clock: VirtualClock) {
    this.clock = clock;
    const pc = (machine: Side): Pc => new Pc(clock, { machine, ports: [COM1] });
    this.pcs = { A: pc('A'), B: pc('B') };
    this.processors = { A: new Processor(this.pcs.A), B: new Processor(this.pcs.B) };
    this.link = join(clock, terminalOf(this.pcs.A), terminalOf(this.pcs.B));
  }

  static async joined(join: Join, clock = new VirtualClock()): Promise<Computers> {
    const computers = new Computers(join, clock);
    for (const side of SIDES) await computers.link.open(side);
    for (const side of SIDES) computers.pcs[side].reset();
    return computers;
  }

  /** 115 200 8N1, FIFOs on with trigger 14. */
  async setUp(): Promise<void> {
    await this.run({ A: boot(), B: boot() });
  }

  /** Runs a program on each until both have ended. */
  async run(programs: Readonly<Record<Side, Program<unknown>>>): Promise<void> {
    let running = SIDES.length;
    let failed: unknown;
    for (const side of SIDES) {
      this.processors[side].start(programs[side], ({ error }) => {
        failed ??= error;
        running -= 1;
        if (running === 0) this.clock.stop();
      });
    }
    await this.clock.run(Number.POSITIVE_INFINITY);
    if (failed !== undefined) throw failed;
    if (running > 0) throw new Error('time is over, and a program still waits');
  }

  async close(): Promise<void> {
    for (const side of SIDES) {
      this.processors[side].stop();
      await this.link.close(side);
    }
  }
}

const terminalOf = (pc: Pc): Terminal => pc.ports[0] as Terminal;

function* boot(): Program {
  yield* writeLine(COM1.base, LCR_8N1, 1);
  yield* outb(COM1.base + OFFSET.IIR, FCR.ENABLE | FCR.CLEAR_RECEIVE | FCR.CLEAR_TRANSMIT | FCR.TRIGGER);
}
