import type { Recorder } from '../ground/trace.ts';
import type { Pc } from '../machine/pc.ts';
import type { Watchable } from '../machine/port-bus.ts';
import { RANK, type Slot } from '../time/clock.ts';
import { BELL, GAVE_UP, type Operation, type Program, RANG } from './operation.ts';

/** A port access takes about a microsecond on the ISA bus. */
export const ACCESS_TICKS = 2;
/** From the edge at the interrupt controller to the program that waits for it. */
export const INTERRUPT_TICKS = 2;

type Until = Extract<Operation, { op: 'until' }>;

/** A polling loop that waits for its register to change. */
export interface Polling {
  readonly op: Until;
  readonly every: number;
  readonly endsAt: number;
  readonly device: Watchable | undefined;
  value: number;
  lastPoll: number;
}

export interface ProgramEnd<Result> {
  readonly result?: Result;
  /** What the program threw. */
  readonly error?: unknown;
}

/**
 * Carries out one program on one PC, in the time that each operation takes, and keeps the kernel's side of
 * interrupts: a line is closed when its interrupt is noted and opens again at once only if its policy says so; noted
 * interrupts merge into one mask until the program asks for them.
 */
export class Processor {
  /** What the program has printed, where nobody is told of it. */
  output = '';
  /** Told of each text that the program prints: for a program that may print without end. */
  onPrint: ((text: string) => void) | null = null;
  /** Told before the program waits for something, by a polling loop, an interrupt or asleep. */
  onWait: (() => void) | null = null;
  protected readonly pc: Pc;
  private readonly recorder: Recorder | null;
  protected readonly slot: Slot;
  protected program: Program<unknown> | null = null;
  private ended: (end: ProgramEnd<unknown>) => void = () => {};
  protected answer = 0;
  protected polling: Polling | null = null;
  private receiving = false;
  private noted = 0;
  private rang = false;
  private readonly policies = new Map<number, { readonly reenable: boolean }>();

  constructor(pc: Pc, recorder: Recorder | null = null) {
    this.pc = pc;
    this.recorder = recorder;
    this.slot = pc.clock.slot({ name: `${pc.machine}'s program`, rank: RANK.PROGRAM }, () => this.wake());
    pc.pic.onRequest = () => this.takeInterrupts();
  }

  get busy(): boolean {
    return this.program !== null;
  }

  /** Starts a program now; `ended` is called when it returns or throws. */
  start<Result>(program: Program<Result>, ended: (end: ProgramEnd<Result>) => void): void {
    this.stop();
    this.output = '';
    this.program = program;
    this.ended = ended as (end: ProgramEnd<unknown>) => void;
    this.answer = 0;
    this.pc.clock.book(this.slot, this.pc.clock.now);
  }

  /** The machine's power goes: the program is not asked, and no `ended` follows. */
  stop(): void {
    this.suspendPolling();
    this.pc.flushReads();
    this.pc.clock.cancel(this.slot);
    this.program = null;
    this.receiving = false;
    this.noted = 0;
    this.rang = false;
    for (const irq of this.policies.keys()) this.pc.pic.mask(irq);
    this.policies.clear();
  }

  /** Tells the program that there is something for it: ends its `receive`, and an `until` that asks for the bell. */
  ring(): void {
    if (this.polling?.op.bell) {
      const { endsAt } = this.polling;
      this.rang = true;
      this.pollNext(this.pc.clock.now, endsAt);
    } else {
      this.note(BELL);
    }
  }

  private wake(): void {
    if (this.polling !== null) {
      const cost = this.poll(this.polling);
      if (cost >= 0 && this.passes(cost)) this.resume(this.answer);
    } else if (this.receiving) this.resume(this.takeNoted());
    else this.resume(this.answer);
  }

  private takeNoted(): number {
    const { noted } = this;
    this.receiving = false;
    this.noted = 0;
    return noted;
  }

  /** Runs the program on until an operation takes it past what is due elsewhere. */
  private resume(first: number): void {
    let answer = first;
    for (;;) {
      let step: IteratorResult<Operation, unknown>;
      try {
        step = (this.program as Program<unknown>).next(answer);
      } catch (error) {
        return void this.end({ error });
      }
      if (step.done) {
        this.end({ result: step.value });
        return;
      }
      const cost = this.carryOut(step.value);
      if (cost < 0 || !this.passes(cost)) return;
      answer = this.answer;
    }
  }

  /** Lets an operation's ticks pass: true when they have, false when something else is due and a wake is booked. */
  private passes(cost: number): boolean {
    const { clock } = this.pc;
    if (cost === 0 || clock.runAhead(clock.now + cost)) return true;
    clock.book(this.slot, clock.now + cost);
    return false;
  }

  private end(end: ProgramEnd<unknown>): void {
    const { ended } = this;
    this.stop();
    ended(end);
  }

  /** Does what can be done at once, leaves the answer in `answer`, and returns the ticks it takes; -1: it waits. */
  protected carryOut(operation: Operation): number {
    const { pc } = this;
    switch (operation.op) {
      case 'in':
        this.answer = pc.in(operation.port);
        return ACCESS_TICKS;
      case 'out':
        this.answer = 0;
        pc.out(operation.port, operation.value);
        return ACCESS_TICKS;
      case 'until':
        this.onWait?.();
        return this.startPolling(operation);
      case 'sleep':
        this.onWait?.();
        this.answer = 0;
        return Math.max(1, Math.ceil(operation.ticks));
      case 'print':
        this.answer = 0;
        this.print(operation.text);
        return ACCESS_TICKS;
      case 'receive':
        this.onWait?.();
        return this.startReceiving(operation.limit ?? Number.POSITIVE_INFINITY);
      case 'irq-policy':
        this.policies.set(operation.irq, { reenable: operation.reenable });
        return this.kernelCall(() => pc.pic.unmask(operation.irq));
      case 'irq-remove':
        this.policies.delete(operation.irq);
        return this.kernelCall(() => pc.pic.mask(operation.irq));
      case 'irq-enable':
        return this.kernelCall(() => pc.pic.unmask(operation.irq));
      case 'irq-disable':
        return this.kernelCall(() => pc.pic.mask(operation.irq));
    }
  }

  private kernelCall(call: () => void): number {
    this.answer = 0;
    call();
    return ACCESS_TICKS;
  }

  private print(text: string): void {
    if (this.onPrint === null) this.output += text;
    else this.onPrint(text);
    if (this.recorder === null) return;
    this.pc.flushReads();
    this.recorder.record({ t: this.pc.clock.now, m: this.pc.machine, k: 'print', text });
  }

  // ---------------------------------------------------------------- interrupts

  private startReceiving(limit: number): number {
    if (this.noted !== 0) {
      this.answer = this.takeNoted();
      return INTERRUPT_TICKS;
    }
    this.pc.flushReads();
    this.receiving = true;
    this.pc.clock.book(this.slot, this.pc.clock.now + limit);
    return -1;
  }

  private takeInterrupts(): void {
    const { pic } = this.pc;
    for (let irq = pic.acknowledge(); irq >= 0; irq = pic.acknowledge()) {
      const policy = this.policies.get(irq);
      if (!policy?.reenable) pic.mask(irq);
      if (policy === undefined) continue;
      this.recorder?.record({ t: this.pc.clock.now, m: this.pc.machine, k: 'irq', irq });
      this.note(1 << irq);
    }
  }

  private note(bits: number): void {
    const { clock } = this.pc;
    const first = this.noted === 0;
    this.noted |= bits;
    if (this.receiving && first) clock.book(this.slot, clock.now + INTERRUPT_TICKS);
  }

  // ---------------------------------------------------------------- polling

  private startPolling(op: Until): number {
    const { pc } = this;
    const now = pc.clock.now;
    const every = Math.max(ACCESS_TICKS, Math.ceil(op.every ?? ACCESS_TICKS));
    const endsAt = now + Math.max(ACCESS_TICKS, op.limit ?? Number.POSITIVE_INFINITY);
    this.polling = { op, every, endsAt, device: this.deviceAt(op.port), value: 0, lastPoll: now };
    this.rang = op.bell === true && (this.noted & BELL) !== 0;
    this.noted &= ~(this.rang ? BELL : 0);
    return this.poll(this.polling);
  }

  protected deviceAt(port: number): Watchable | undefined {
    return this.pc.bus.at(port);
  }

  /** One read of the loop: the ticks it takes when the loop ends with it; else -1, and the next one that matters is booked. */
  private poll(polling: Polling): number {
    const { now } = this.pc.clock;
    if (now > polling.lastPoll) this.noteSkipped(polling, now);
    if (now >= polling.endsAt) return this.endPolling(polling, GAVE_UP, 0);
    return this.look(polling);
  }

  protected look(polling: Polling): number {
    return this.judge(polling, this.pc.in(polling.op.port));
  }

  protected judge(polling: Polling, value: number): number {
    const { pc } = this;
    const { op } = polling;
    const { now } = pc.clock;
    polling.value = value;
    polling.lastPoll = now;
    if (((value & op.mask) === op.is) !== (op.differs === true))
      return this.endPolling(polling, value, ACCESS_TICKS);
    if (this.rang) return this.endPolling(polling, RANG, ACCESS_TICKS);
    pc.clock.book(this.slot, polling.endsAt);
    polling.device?.watch(op.port & 7, value, () =>
      this.pollNext(pc.clock.now + (pc.accessed ? 1 : 0), polling.endsAt),
    );
    return -1;
  }

  /** Books the first read of the loop at or after `from`. */
  private pollNext(from: number, endsAt: number): void {
    const { polling } = this;
    if (polling === null) return;
    const steps = Math.max(1, Math.ceil((from - polling.lastPoll) / polling.every));
    this.pc.clock.book(this.slot, Math.min(endsAt, polling.lastPoll + steps * polling.every));
  }

  /** The reads between the last one and this tick, which nobody made since their result was known. */
  private noteSkipped(polling: Polling, now: number): void {
    const count = Math.ceil((now - polling.lastPoll) / polling.every) - 1;
    const first = polling.lastPoll + polling.every;
    this.pc.noteReads(polling.op.port, polling.value, count, first, polling.lastPoll + count * polling.every);
  }

  private endPolling(polling: Polling, answer: number, cost: number): number {
    this.polling = null;
    polling.device?.unwatch();
    if (this.rang && answer !== RANG) this.noted |= BELL;
    this.rang = false;
    this.answer = answer;
    return cost;
  }

  /** The machine stops in the middle of a polling loop: the reads made so far stand in the trace. */
  private suspendPolling(): void {
    const { polling } = this;
    if (polling === null) return;
    polling.device?.unwatch();
    this.noteSkipped(polling, this.pc.clock.now + 1);
    this.polling = null;
  }
}
