import type { Side } from '../ground/side.ts';
import type { Recorder } from '../ground/trace.ts';
import { FASTEST } from '../lab7/line-request.ts';
import { writeLine } from '../lab7/set.ts';
import { station } from '../lab7/station.ts';
import type { Pc } from '../machine/pc.ts';
import type { Program } from '../program/operation.ts';
import type { Processor, ProgramEnd } from '../program/processor.ts';
import type { MachineSetup, Mode } from '../scenario/model.ts';
import type { Clock } from '../time/clock.ts';
import { lcrFor } from '../uart/line-settings.ts';
import { fcrFor, OFFSET } from '../uart/registers.ts';
import { type Board, boardOf, type ForeignChips } from './board.ts';
import type { ByteSource } from './byte-source.ts';
import { InterruptLog } from './interrupt-log.ts';

/** The trigger of a station in fifo mode on a machine whose setup names none. */
const USUAL_TRIGGER = 14;

export interface ComputerOptions {
  readonly side: Side;
  readonly setup: MachineSetup;
  /** How its station waits for the chip. */
  readonly mode: Mode;
  /** Whether a station is to send and receive here. */
  readonly hasStation: boolean;
  /** Told of each interrupt that its chip asks for; null when no step expects any. */
  readonly onInterrupt: (() => void) | null;
  readonly scratch: number;
  readonly recorder: Recorder | null;
  readonly chips: ForeignChips;
  /** A byte that the station has read, with OE, PE, FE and BI as LSR showed them. */
  readonly onByte: (byte: number, errors: number) => void;
  /** A program of ours threw: we are wrong, or the scenario asked for the impossible. */
  readonly onError: (error: unknown) => void;
}

/** One of a scenario's two PCs with the program that it runs: boot, then a station, or a program of the lab. */
export class Computer {
  readonly board: Board;
  readonly setup: MachineSetup;
  readonly interrupts = new InterruptLog();
  powered = false;
  private readonly options: ComputerOptions;
  private readonly clock: Clock;
  private readonly toSend: { readonly source: ByteSource; at: number }[] = [];
  private queued = 0;
  private held = false;
  private booting = false;
  private isStation = false;
  private stationRuns = false;

  constructor(clock: Clock, options: ComputerOptions) {
    const { side, setup, scratch, recorder, chips } = options;
    this.clock = clock;
    this.options = options;
    this.setup = setup;
    this.board = boardOf(clock, { machine: side, setup, scratch, recorder, chips });
    const { onInterrupt } = options;
    if (onInterrupt === null) return;
    this.port.onInterrupt = (cause) => {
      this.interrupts.note(cause, clock.now);
      onInterrupt();
    };
  }

  get pc(): Pc {
    return this.board.pc;
  }

  get port(): Board['port'] {
    return this.board.port;
  }

  get processor(): Processor {
    return this.board.processor;
  }

  get hasStation(): boolean {
    return this.options.hasStation;
  }

  /** What it has to send and what has not left the chip yet. */
  get unsent(): number {
    const { chip } = this.port;
    return this.queued + chip.held.toSend + (chip.transmitDeadline === Number.POSITIVE_INFINITY ? 0 : 1);
  }

  /** Nothing is left to send, here or in the chip. */
  get quiet(): boolean {
    const { chip } = this.port;
    return this.toSend.length === 0 && chip.held.toSend === 0;
  }

  /** The power comes on, the link being open: reset, then the boot program; `booted` is called at its end. */
  start(booted: () => void): void {
    this.powered = true;
    this.board.reset();
    this.options.recorder?.record({ t: this.clock.now, m: this.options.side, k: 'power', on: true });
    this.booting = true;
    this.run(boot(this.setup), ({ error }) => {
      this.booting = false;
      if (error !== undefined) this.options.onError(error);
      if (this.isStation) this.startStation();
      booted();
    });
  }

  /** The power goes off: what the chip holds is lost, and programs are not asked. */
  stop(): void {
    this.processor.stop();
    this.stationRuns = false;
    this.booting = false;
    this.board.reset();
    this.options.recorder?.record({ t: this.clock.now, m: this.options.side, k: 'power', on: false });
    this.powered = false;
  }

  /** From now on a station sends and receives here. */
  beStation(): void {
    this.isStation = true;
    if (this.powered && !this.booting && !this.stationRuns) this.startStation();
  }

  send(source: ByteSource): void {
    if (source.length > 0) this.toSend.push({ source, at: 0 });
    this.queued += source.length;
    if (this.stationRuns) this.processor.ring();
  }

  /** Keeps back what has not been given to the chip, as long as a break lasts; or lets it go. */
  hold(held: boolean): void {
    this.held = held;
    if (!held && this.toSend.length > 0 && this.stationRuns) this.processor.ring();
  }

  get isHeld(): boolean {
    return this.held;
  }

  run<Result>(program: Program<Result>, ended: (end: ProgramEnd<Result>) => void): void {
    this.processor.start(program, ended);
  }

  private startStation(): void {
    const { base, irq, fifo } = this.setup;
    const { mode, onByte, onError } = this.options;
    this.stationRuns = true;
    const program = station({
      base,
      irq,
      mode,
      trigger: fifo ?? USUAL_TRIGGER,
      fifoReady: fifo !== undefined,
      next: () => this.next(),
      onByte,
    });
    this.run(program, ({ error }) => onError(error));
  }

  private next(): number | undefined {
    const first = this.toSend[0];
    if (first === undefined || this.held) return undefined;
    const byte = first.source.at(first.at);
    first.at += 1;
    this.queued -= 1;
    if (first.at === first.source.length) this.toSend.shift();
    return byte;
  }
}

/** What a machine's setup says of its line and FIFOs, written as a BIOS would. */
function* boot({ base, line, fifo }: MachineSetup): Program {
  if (line !== undefined) yield* writeLine(base, lcrFor(line), FASTEST / line.rate);
  if (fifo !== undefined) yield { op: 'out', port: base + OFFSET.IIR, value: fcrFor(fifo) };
}
