import { farSide, SIDES, type Side } from '../../harness/ground/side.ts';
import type { TraceRecord } from '../../harness/ground/trace.ts';
import { ByteLink } from '../../harness/link/byte-link.ts';
import { Cable } from '../../harness/link/cable.ts';
import { MemoryConnector } from '../../harness/link/connector.ts';
import type { Link, LinkListener } from '../../harness/link/link.ts';
import type { ByteProfileName } from '../../harness/link/profile.ts';
import { SocketConnector, type SocketConnectorOptions } from '../../harness/link/socket-connector.ts';
import { Pc } from '../../harness/machine/pc.ts';
import type { Program } from '../../harness/program/operation.ts';
import { Processor } from '../../harness/program/processor.ts';
import { type Clock, RANK } from '../../harness/time/clock.ts';
import { VirtualClock } from '../../harness/time/virtual-clock.ts';
import type { Uart } from '../../harness/uart/chip.ts';
import type { Terminal } from '../../harness/wire/terminal.ts';
import { COM1, DLAB, DLL, DLM, FCR, LCR, SECOND, WORD_8N1 } from '../machine/board.ts';

/** Joins two ports with the link that is to be looked at. */
export type Join = (clock: Clock, a: Terminal, b: Terminal, listener: LinkListener) => Link;

export const cable: Join = (clock, a, b, listener) => new Cable(clock, a, b, listener);

export const overMemory =
  (profile: ByteProfileName = 'virtualbox5'): Join =>
  (clock, a, b, listener) =>
    new ByteLink(clock, a, b, { profile, connector: new MemoryConnector(), listener });

export const overSocket =
  (
    transport: 'tcp' | 'pipe',
    profile: ByteProfileName = 'virtualbox5',
    options: Partial<SocketConnectorOptions> = {},
  ): Join =>
  (clock, a, b, listener) =>
    new ByteLink(clock, a, b, {
      profile,
      connector: new SocketConnector({
        transport,
        listens: 'A',
        secondConnection: profile === 'qemu' ? 'waits' : 'closed',
        ...options,
      }),
      listener,
    });

/** Waits in a row at one tick: more are a clock that stands still for ever. */
const MOST_WAITS = 100_000;
const PATIENCE_MS = 1500;

/** Fails where a promise takes longer than a computer needs for anything that a spec waits for. */
export async function soon<T>(promise: Promise<T>, what: string, patience = PATIENCE_MS): Promise<T> {
  let guard: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, fail) => {
    guard = setTimeout(() => fail(new Error(`waited in vain: ${what}`)), patience);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(guard);
  }
}

export interface Settings {
  readonly divisor?: number;
  readonly lcr?: number;
  readonly fcr?: number;
}

/** Two PCs with COM1 each, under one virtual clock, and the link between them. */
export class Pair {
  readonly clock = new VirtualClock();
  readonly trace: TraceRecord[] = [];
  readonly events: string[] = [];
  readonly pcs: Readonly<Record<Side, Pc>>;
  readonly processors: Readonly<Record<Side, Processor>>;
  readonly link: Link;
  private readonly marker = this.clock.slot({ name: 'the spec', rank: RANK.PLAYER }, () => {});

  constructor(join: Join) {
    const recorder = { record: (record: TraceRecord) => void this.trace.push(record) };
    const pc = (machine: Side) => new Pc(this.clock, { machine, ports: [COM1], recorder });
    this.pcs = { A: pc('A'), B: pc('B') };
    this.processors = {
      A: new Processor(this.pcs.A, recorder),
      B: new Processor(this.pcs.B, recorder),
    };
    this.link = join(this.clock, this.port('A'), this.port('B'), (side, event) =>
      this.events.push(`${side} ${event}`),
    );
  }

  /** Both machines on, A first, and set. */
  static async up(join: Join, settings: Settings = {}): Promise<Pair> {
    const pair = new Pair(join);
    for (const side of SIDES) await pair.powerOn(side);
    for (const side of SIDES) pair.set(side, settings);
    return pair;
  }

  port(side: Side): Terminal {
    return this.pcs[side].ports[0] as Terminal;
  }

  chip(side: Side): Uart {
    return this.port(side).chip;
  }

  async powerOn(side: Side): Promise<void> {
    await this.link.open(side);
    this.pcs[side].reset();
  }

  async powerOff(side: Side): Promise<void> {
    this.processors[side].stop();
    await this.link.close(side);
    this.pcs[side].reset();
  }

  async down(): Promise<void> {
    for (const side of ['B', 'A'] as const) await this.powerOff(side);
  }

  out(side: Side, register: number, value: number): void {
    this.pcs[side].out(COM1.base + register, value);
  }

  in(side: Side, register: number): number {
    return this.pcs[side].in(COM1.base + register);
  }

  /** Line and FIFO settings; without any, 115 200 8N1 and no FIFO. */
  set(side: Side, { divisor = 1, lcr = WORD_8N1, fcr = 0 }: Settings = {}): void {
    this.out(side, LCR, DLAB);
    this.out(side, DLL, divisor & 0xff);
    this.out(side, DLM, divisor >> 8);
    this.out(side, LCR, lcr);
    this.out(side, FCR, fcr);
  }

  /** Lets so many ticks pass, to the last one. */
  async pass(ticks: number): Promise<void> {
    const until = this.clock.now + ticks;
    this.clock.book(this.marker, until);
    for (let waits = 0, since = -1; waits < MOST_WAITS; waits += 1) {
      const step = this.clock.runOpen(until);
      if (typeof step === 'string') return;
      if (this.clock.now > since) waits = 0;
      since = this.clock.now;
      await soon(step, `a gate at tick ${since}`);
    }
    throw new Error(`the clock stands still at tick ${this.clock.now}`);
  }

  /** Runs a program on each machine named, until all have ended. */
  async play(programs: Partial<Record<Side, Program>>, limit = 10 * SECOND): Promise<void> {
    let running = 0;
    for (const side of SIDES) {
      const program = programs[side];
      if (program === undefined) continue;
      running += 1;
      this.processors[side].start(program, ({ error }) => {
        running -= 1;
        if (error !== undefined) throw error;
        if (running === 0) this.clock.stop();
      });
    }
    await this.pass(limit);
    if (running > 0) throw new Error(`${running} programs have not ended by tick ${this.clock.now}`);
    this.clock.cancel(this.marker);
  }

  /** The trace's records of one kind, as `machine tick char`. */
  arrivals(): string[] {
    return this.trace.flatMap((record) =>
      record.k === 'char' ? [`${record.m} ${record.t} ${record.char}`] : [],
    );
  }

  received(side: Side): readonly number[] {
    return this.chip(side).inspect().received;
  }
}

/** What has been written to both THRs, and what became of it: equal, or the ledger does not balance. */
export function ledger({ chip, link }: { chip: (side: Side) => Uart; link: Link }): {
  readonly written: number;
  readonly accounted: number;
} {
  let written = 0;
  let accounted = link.tally.lostWithoutPeer + link.tally.lostAtClose + link.tally.flushed + link.underWay;
  for (const side of SIDES) {
    const { tally, held } = chip(side);
    const { read, readWithError, overrun, cleared } = tally.sourced;
    written += tally.written;
    accounted += tally.overwritten + tally.fifoFull + tally.clearedBeforeSending;
    accounted += tally.unseenLoopback + tally.unseenBreak + tally.unseenMismatch + tally.unseenReset;
    accounted += read + readWithError + overrun + cleared;
    accounted += held.toSend + held.onTheLine + held.unread.sourced;
  }
  return { written, accounted };
}

export const ledgerOf = (pair: Pair) => ledger({ chip: (side) => pair.chip(side), link: pair.link });

/** Every byte value once. */
export const ALL_BYTES: readonly number[] = Array.from({ length: 256 }, (_, byte) => byte);

export const reversed = (bytes: readonly number[]): number[] => [...bytes].reverse();

export { farSide, SIDES };
