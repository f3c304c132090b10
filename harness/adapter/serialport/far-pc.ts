import { HarnessError } from '../../ground/errors.ts';
import { parseCommand, runCommand } from '../../lab7/command.ts';
import { COM1, type Port } from '../../lab7/port.ts';
import type { Lab7Result, TransferOptions } from '../../lab7/transfer.ts';
import type { ComPort } from '../../machine/com-port.ts';
import { Pc } from '../../machine/pc.ts';
import type { Program } from '../../program/operation.ts';
import { Processor } from '../../program/processor.ts';
import type { UartType } from '../../uart/types.ts';
import type { LineTime } from './line-time.ts';

/** An emulated PC with the cable in its COM1. It runs one program at a time, and none at the beginning. */
export class FarPc {
  /** Where its programs find the UART. */
  readonly port: Port = COM1;
  readonly pc: Pc;
  private readonly time: LineTime;
  private readonly processor: Processor;
  private stopped: (() => void) | null = null;

  constructor(time: LineTime, type: UartType = '16550A') {
    this.time = time;
    this.pc = new Pc(time.clock, { machine: 'B', ports: [{ ...COM1, type }] });
    this.processor = new Processor(this.pc);
  }

  get com1(): ComPort {
    return this.pc.ports[0] as ComPort;
  }

  /** What the program has printed. */
  get output(): string {
    return this.processor.output;
  }

  /** Runs a program: settled when it has come to its end, or is stopped. */
  run<Result>(program: Program<Result>): Promise<Result> {
    return new Promise((done, fail) => {
      if (this.processor.busy) {
        fail(new HarnessError('usage', 'the PC runs a program already', 'Await it, or stop it.'));
        return;
      }
      this.time.catchUp();
      this.stopped = () => fail(new HarnessError('world', 'the program was stopped'));
      this.processor.start(program, (end) => {
        this.stopped = null;
        if ('error' in end) fail(end.error);
        else done(end.result as Result);
        this.time.answered();
      });
    });
  }

  /** Runs one of the lab's functions: `poll 1 tx 8 1 none 9600 hello`. */
  async lab7(command: string, options: TransferOptions = {}): Promise<Lab7Result> {
    const parsed = parseCommand(command);
    if (!('name' in parsed)) throw new HarnessError('usage', parsed.what, parsed.fix);
    if (parsed.port.base !== this.port.base)
      throw new HarnessError('usage', 'the cable is in COM1', 'Write 1 for the port.');
    return this.run(runCommand(parsed, options));
  }

  /** Stops its program: `run` rejects. */
  stop(): void {
    this.time.catchUp();
    this.processor.stop();
    this.stopped?.();
    this.stopped = null;
  }
}
