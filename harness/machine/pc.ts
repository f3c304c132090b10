import type { Crystal } from '../ground/crystal.ts';
import type { Side } from '../ground/side.ts';
import type { Recorder } from '../ground/trace.ts';
import type { Clock } from '../time/clock.ts';
import type { UartType } from '../uart/types.ts';
import { ComPort } from './com-port.ts';
import { Pic } from './pic.ts';
import { FLOATING, PortBus } from './port-bus.ts';

export interface PcOptions {
  readonly machine: Side;
  readonly ports: readonly {
    readonly base: number;
    readonly irq: number;
    /** 16550A when it does not say. */
    readonly type?: UartType;
    readonly crystal?: Crystal;
  }[];
  /** What each SCR holds at power-on: the book leaves it open. */
  readonly scratch?: number;
  readonly recorder?: Recorder | null;
}

/** A PC as a serial program sees it: port space, interrupt controller, and one UART at each COM port that it has. */
export class Pc {
  readonly machine: Side;
  readonly clock: Clock;
  readonly bus = new PortBus();
  readonly pic = new Pic();
  readonly ports: readonly ComPort[];
  /** While a register is being accessed: what changes then, changes after this tick's polling reads. */
  accessed = false;
  private readonly recorder: Recorder | null;
  /** The run of equal reads that may go on: recorded when something else is done. */
  private reads = { port: -1, value: 0, count: 0, since: 0, last: 0 };

  constructor(clock: Clock, { machine, ports, scratch, recorder }: PcOptions) {
    this.clock = clock;
    this.machine = machine;
    this.recorder = recorder ?? null;
    this.ports = ports.map(({ base, ...chip }) => {
      const port = new ComPort(clock, this.pic, {
        machine,
        ...chip,
        scratch: scratch ?? 0,
        recorder: this.recorder,
      });
      this.bus.attach(base, port);
      return port;
    });
  }

  in(port: number): number {
    const device = this.bus.at(port);
    const serial = this.recorder === null ? null : (device?.serialToRead(port & 7) ?? null);
    this.accessed = true;
    const value = device === undefined ? FLOATING : device.read(port & 7);
    this.accessed = false;
    if (this.recorder !== null) this.noteRead(port, value, serial);
    return value;
  }

  out(port: number, value: number): void {
    const device = this.bus.at(port);
    if (this.recorder !== null) this.noteWrite(port, value, device?.serialToWrite(port & 7) ?? null);
    this.accessed = true;
    device?.write(port & 7, value & 0xff);
    this.accessed = false;
  }

  /** `serial`: of the character that it gives to THR; null where it gives none. */
  noteWrite(port: number, value: number, serial: number | null): void {
    if (this.recorder === null) return;
    this.flushReads();
    const { now: t } = this.clock;
    const [m, v] = [this.machine, value & 0xff];
    this.recorder.record(serial === null ? { t, m, k: 'out', port, v } : { t, m, k: 'out', port, v, serial });
  }

  /** `serial`: of the character that it has taken out of RBR; null where it has taken none. */
  noteRead(port: number, value: number, serial: number | null): void {
    if (this.recorder === null) return;
    const { now } = this.clock;
    if (serial === null) {
      this.noteReads(port, value, 1, now, now);
      return;
    }
    this.flushReads();
    this.recorder.record({ t: now, m: this.machine, k: 'in', port, v: value, n: 1, since: now, serial });
  }

  /** Reads that a polling loop made and that gave what the one before gave: for the trace alone. */
  noteReads(port: number, value: number, count: number, since: number, last: number): void {
    if (this.recorder === null || count === 0) return;
    const { reads } = this;
    if (reads.port === port && reads.value === value) {
      reads.count += count;
      reads.last = last;
      return;
    }
    this.flushReads();
    this.reads = { port, value, count, since, last };
  }

  /** Ends the run of equal reads: before anything else that the machine does is recorded. */
  flushReads(): void {
    const { port, value, count, since, last } = this.reads;
    if (count === 0) return;
    this.reads = { port: -1, value: 0, count: 0, since: 0, last: 0 };
    this.recorder?.record({ t: last, m: this.machine, k: 'in', port, v: value, n: count, since });
  }

  reset(): void {
    this.flushReads();
    for (const port of this.ports) port.reset();
  }
}
