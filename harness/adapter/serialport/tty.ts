import type { Side } from '../../ground/side.ts';
import { ticks, toMilliseconds } from '../../ground/ticks.ts';
import type { ComPort } from '../../machine/com-port.ts';
import { RANK, type Slot } from '../../time/clock.ts';
import { type Line, rateOf } from '../../uart/line-settings.ts';
import { FIFO_DEPTH, IER, IIR, MSR, type TriggerLevel } from '../../uart/registers.ts';
import type { PortStatus } from './bindings-interface.ts';
import { BoundedRing } from './bounded-ring.ts';
import { CanceledError } from './canceled.ts';
import { FlowControl } from './flow-control.ts';
import { HostUart, type ModemOutputs } from './host-uart.ts';
import { errorNames, type LineError } from './line-error.ts';
import type { LineTime } from './line-time.ts';
import { type Opening, Requests } from './requests.ts';

/** What a read finds when nobody has read for long; behind it the chip overruns. */
const RECEIVE_BUFFER = 64 * 1024;
/** What a write is done with at once; Linux has as much. */
const SEND_BUFFER = 4096;

export interface TtyOptions {
  readonly path: string;
  readonly machine: Side;
  readonly trigger: TriggerLevel;
  readonly onLineError: ((error: LineError) => void) | undefined;
}

/**
 * A host's port as its kernel has it: a 16550A with its driver, and the bytes between both and whoever has opened it.
 * A character with PE, FE or BI is passed on as it came, as Linux does for node-serialport.
 */
export class Tty {
  readonly path: string;
  readonly openings = new Set<Opening>();
  private readonly time: LineTime;
  private readonly onLineError: TtyOptions['onLineError'];
  private readonly uart: HostUart;
  private readonly interrupt: Slot;
  private readonly end: Slot;
  private readonly received = new BoundedRing(RECEIVE_BUFFER);
  private readonly toSend = new BoundedRing(SEND_BUFFER);
  private readonly requests: Requests;
  private flow: FlowControl | null = null;
  private outputs: ModemOutputs = { dtr: false, rts: false };
  /** XON or XOFF: goes before what waits to be sent. */
  private urgent: number | undefined;
  /** Nobody has it open any more, and what was written is still to leave. */
  private closing: { readonly hupcl: boolean } | null = null;

  constructor(time: LineTime, { path, machine, trigger, onLineError }: TtyOptions) {
    const { clock } = time;
    this.time = time;
    this.path = path;
    this.onLineError = onLineError;
    this.requests = new Requests(this.received, this.toSend, () => time.answered());
    this.uart = new HostUart(clock, machine, trigger, () => clock.book(this.interrupt, clock.now));
    this.interrupt = clock.slot({ name: `${path}'s driver`, rank: RANK.PROGRAM }, () => this.serve());
    this.end = clock.slot({ name: `${path}'s last character`, rank: RANK.PROGRAM }, () => this.lookIfSent());
  }

  /** Where the cable goes. */
  get port(): ComPort {
    return this.uart.port;
  }

  // ---------------------------------------------------------------- what is asked of it

  open(opening: Opening, line: Line): void {
    this.time.catchUp();
    if (this.openings.size === 0) this.startUp();
    this.openings.add(opening);
    this.flow = new FlowControl(opening.openOptions);
    this.uart.setLine(line);
    this.enable();
  }

  /** What was written still leaves, as long as the other end lets it. */
  close(opening: Opening): void {
    this.time.catchUp();
    this.openings.delete(opening);
    this.requests.cancel(opening, () => new CanceledError(`${this.path} has been closed`));
    if (this.openings.size > 0) return;
    this.closing = { hupcl: opening.openOptions.hupcl };
    if (this.maySend) this.lookIfSent();
    else this.shutDown(this.closing.hupcl);
  }

  read(opening: Opening, into: Uint8Array): Promise<number> {
    this.time.catchUp();
    const read = this.requests.read(opening, into);
    this.weighFlow();
    this.enable();
    return read;
  }

  write(opening: Opening, bytes: Uint8Array): Promise<void> {
    this.time.catchUp();
    const written = this.requests.write(opening, bytes);
    this.enable();
    return written;
  }

  drain(opening: Opening): Promise<void> {
    this.time.catchUp();
    const drained = this.requests.drain(opening);
    this.lookIfSent();
    return drained;
  }

  flush(): void {
    this.time.catchUp();
    this.received.clear();
    this.toSend.clear();
    this.uart.empty();
    this.requests.serveWrites();
    this.weighFlow();
    this.enable();
    this.lookIfSent();
  }

  update(divisor: number): void {
    this.time.catchUp();
    this.uart.setDivisor(divisor);
  }

  get baudRate(): number {
    return Math.round(rateOf(this.uart.divisor));
  }

  set(outputs: ModemOutputs, brk: boolean): void {
    this.time.catchUp();
    this.outputs = outputs;
    this.driveOutputs();
    this.uart.setBreak(brk);
  }

  get status(): PortStatus {
    this.time.catchUp();
    this.uart.lookAtModem();
    this.enable();
    const on = (bit: number): boolean => (this.uart.modem & bit) !== 0;
    return { cts: on(MSR.CTS), dsr: on(MSR.DSR), dcd: on(MSR.DCD) };
  }

  // ---------------------------------------------------------------- the driver

  private startUp(): void {
    this.closing = null;
    this.received.clear();
    this.toSend.clear();
    this.urgent = undefined;
    this.uart.empty();
    this.uart.lookAtModem();
    this.outputs = { dtr: true, rts: true };
    this.driveOutputs();
  }

  private shutDown(hupcl: boolean): void {
    this.closing = null;
    this.flow = null;
    this.toSend.clear();
    this.uart.setBreak(false);
    this.uart.turnFifosOff();
    if (hupcl) this.outputs = { dtr: false, rts: false };
    this.driveOutputs();
    this.enable();
  }

  /** Serves causes until IIR shows none: the interrupt controller sees edges. */
  private serve(): void {
    for (;;) {
      const cause = this.uart.cause();
      if (cause === IIR.NONE) break;
      if (cause === IIR.THRE) this.transmit();
      else if (cause === IIR.MODEM_STATUS) this.uart.lookAtModem();
      else this.receive();
      this.enable();
    }
    this.requests.serveReads();
    this.weighFlow();
  }

  private receive(): void {
    const { uart, received } = this;
    while (uart.hasCharacter() && received.free > 0) {
      const byte = uart.take();
      if (uart.errors !== 0) this.report(byte);
      if (this.flow?.takes(byte) === false) received.push(byte);
    }
  }

  private report(byte: number): void {
    const ms = toMilliseconds(ticks(this.time.clock.now));
    this.onLineError?.({ path: this.path, byte, errors: errorNames(this.uart.errors), ms });
    this.uart.errors = 0;
  }

  private transmit(): void {
    const { uart, toSend } = this;
    let room = FIFO_DEPTH;
    if (this.urgent !== undefined) {
      uart.put(this.urgent);
      this.urgent = undefined;
      room -= 1;
    }
    if (!this.maySend) return;
    for (; room > 0 && toSend.count > 0; room -= 1) uart.put(toSend.shift());
    this.requests.serveWrites();
    if (toSend.count === 0) this.lookIfSent();
  }

  /** Looks again at each frame's end, as long as somebody waits for the last one. */
  private lookIfSent(): void {
    if (this.toSend.count > 0 || (this.closing === null && !this.requests.awaitDrain)) return;
    if (!this.uart.hasSentAll()) {
      this.time.clock.book(this.end, this.uart.frameEnds);
      return;
    }
    this.requests.drained();
    if (this.closing !== null) this.shutDown(this.closing.hupcl);
  }

  /** More is unread, or less. */
  private weighFlow(): void {
    if (this.flow === null) return;
    const { throttles } = this.flow;
    const word = this.flow.weigh(this.received.count);
    if (word !== undefined) this.urgent = word;
    if (throttles === this.flow.throttles) return;
    this.driveOutputs();
    this.enable();
  }

  private get maySend(): boolean {
    return this.flow?.maySend((this.uart.modem & MSR.CTS) !== 0) ?? false;
  }

  /** Asks to be interrupted by what there is something to do about. */
  private enable(): void {
    const sends = this.urgent !== undefined || (this.toSend.count > 0 && this.maySend);
    const receives = this.received.free > 0;
    this.uart.interruptOn(
      this.flow === null ? 0 : IER.MODEM | (receives ? IER.RDA | IER.RLS : 0) | (sends ? IER.THRE : 0),
    );
  }

  private driveOutputs(): void {
    const { dtr, rts } = this.outputs;
    this.uart.setOutputs({ dtr, rts: rts && this.flow?.dropsRts !== true });
  }
}
