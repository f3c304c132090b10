import type { Recorder } from '../ground/trace.ts';
import type { ForeignBus } from '../machine/foreign-bus.ts';
import type { Pc } from '../machine/pc.ts';
import type { Watchable } from '../machine/port-bus.ts';
import type { Operation } from './operation.ts';
import { ACCESS_TICKS, type Polling, Processor } from './processor.ts';

/** A processor whose accesses to ports are answered later, at the tick of the access. All else is the same. */
export class AwaitedProcessor extends Processor {
  private readonly bus: ForeignBus;

  constructor(pc: Pc, bus: ForeignBus, recorder: Recorder | null) {
    super(pc, recorder);
    this.bus = bus;
  }

  protected override carryOut(operation: Operation): number {
    switch (operation.op) {
      case 'in':
        return this.answeredLater((answered) => this.bus.read(operation.port, answered));
      case 'out':
        return this.answeredLater((answered) =>
          this.bus.write(operation.port, operation.value, () => answered(0)),
        );
      default:
        return super.carryOut(operation);
    }
  }

  protected override deviceAt(port: number): Watchable | undefined {
    return this.bus.at(port);
  }

  protected override look(polling: Polling): number {
    this.bus.read(polling.op.port, (value) => {
      if (this.polling !== polling) return;
      const cost = this.judge(polling, value);
      if (cost >= 0) this.goOn(cost);
    });
    return -1;
  }

  /** Nothing is answered to a program that has been stopped meanwhile. */
  private answeredLater(access: (answered: (value: number) => void) => void): number {
    const { program } = this;
    access((value) => {
      if (this.program !== program) return;
      this.answer = value;
      this.goOn(ACCESS_TICKS);
    });
    return -1;
  }

  private goOn(cost: number): void {
    const { clock } = this.pc;
    clock.book(this.slot, clock.now + cost);
  }
}
