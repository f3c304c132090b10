import { HarnessError } from '../ground/errors.ts';
import { farSide, SIDES, type Side } from '../ground/side.ts';
import type { Recorder } from '../ground/trace.ts';
import { parseCommand, runCommand } from '../lab7/command.ts';
import type { Lab7Result } from '../lab7/transfer.ts';
import { ACCESS_TICKS } from '../program/processor.ts';
import type { Duration, Lab7Run, Scenario, Step } from '../scenario/model.ts';
import type { Bench } from './bench.ts';
import { sourceOf } from './byte-source.ts';
import { expectBytes, expectFlags, expectIrq } from './expecting.ts';
import { lab7Message } from './lab7-message.ts';
import { lineBreak } from './line-break.ts';
import type { FailureCause, Lab7Output } from './result.ts';
import { StepFailure } from './step-failure.ts';
import { durationInWords, stepInWords } from './step-words.ts';
import { pass, type Thread, Threads } from './threads.ts';

const LAB7_WITHIN: Duration = { amount: 60, unit: 's' };
/** At the end, and nothing has moved for so long: what has not come by then does not come. */
const PATIENCE: Duration = { amount: 2, unit: 's' };
/** A FIFO is read when it has filled to its trigger, of 14 at most, or at its timeout, of 4 characters. */
const FIFO_PATIENCE: Duration = { amount: 20, unit: 'chars' };
const FIFO_TIMEOUT: Duration = { amount: 5, unit: 'chars' };
const SETTLING: Duration = { amount: 3, unit: 'chars' };

/** Plays a scenario's steps in virtual time, and stops the clock when they are through or one has failed. */
export class Player {
  failure: StepFailure | null = null;
  /** Something that is no failure of the scenario: the world, or we. */
  error: unknown;
  readonly lab7: Lab7Output[] = [];
  private readonly bench: Bench;
  private readonly scenario: Scenario;
  private readonly seed: number;
  private readonly recorder: Recorder | null;
  private readonly threads: Threads;
  private sends = 0;

  constructor(bench: Bench, scenario: Scenario, seed: number, recorder: Recorder | null) {
    this.bench = bench;
    this.scenario = scenario;
    this.seed = seed;
    this.recorder = recorder;
    this.threads = new Threads(bench.clock, (error) => this.fail(error));
  }

  start(): void {
    this.threads.spawn(this.whole(), () => this.bench.clock.stop());
  }

  /** Something has happened that a thread may wait for. */
  progress(): void {
    this.threads.progress();
  }

  fail(error: unknown): void {
    if (this.failure === null && this.error === undefined) {
      if (error instanceof StepFailure) this.failure = error;
      else this.error = error;
    }
    this.bench.clock.stop();
  }

  // ---------------------------------------------------------------- steps

  private *whole(): Thread {
    const { scenario } = this;
    const { listen } = scenario.link;
    if (!powerIsForSteps(scenario.steps)) {
      yield* this.boot(listen);
      yield* this.boot(farSide(listen));
    }
    for (const [index, step] of scenario.steps.entries()) yield* this.step(step, `${index + 1}`);
    yield* this.untilAllIsThere();
  }

  private *step(step: Step, place: string): Thread {
    this.recorder?.record({ t: this.bench.clock.now, m: '-', k: 'step', n: place, what: stepInWords(step) });
    try {
      yield* this.carryOut(step, place);
    } catch (error) {
      throw error instanceof StepFailure && error.step === null
        ? new StepFailure(error.message, error.failure, error.focus, step, place)
        : error;
    }
  }

  private *carryOut(step: Step, place: string): Thread {
    switch (step.verb) {
      case 'send':
        return this.send(step);
      case 'expect':
        return yield* expectBytes(this.bench, step);
      case 'expect-flags':
        return yield* expectFlags(this.bench, step);
      case 'expect-irq':
        return yield* expectIrq(this.bench, step);
      case 'break':
        this.powered(step.from);
        return yield* lineBreak(this.bench, step);
      case 'lab7':
        return yield* this.runLab7(step);
      case 'out':
        return yield* this.writePort(step);
      case 'in':
        return yield* this.readPort(step);
      case 'wait':
        return yield* pass(this.bench.clock, this.bench.ticks(step.for, 'A'));
      case 'parallel':
        return yield* this.parallel(step, place);
      case 'boot':
        return yield* this.bootStep(step);
      case 'stop':
        yield { for: 'world', promise: this.bench.stop(step.machine) };
    }
  }

  private send({ from, payload }: Step & { verb: 'send' }): void {
    const { bench } = this;
    const sender = this.powered(from);
    const source = sourceOf(payload, this.seed, this.sends);
    this.sends += 1;
    const receiver = bench.computers[farSide(from)];
    if (receiver.hasStation) receiver.beStation();
    sender.beStation();
    bench.directions[from].send(source, bench.clock.now);
    sender.send(source);
  }

  private *writePort({ on, port, value }: Step & { verb: 'out' }): Thread {
    const { board } = this.powered(on);
    yield* this.answered((done) => board.write(port, value, done));
    yield* pass(this.bench.clock, ACCESS_TICKS);
  }

  private *readPort({ on, port, mask, is }: Step & { verb: 'in' }): Thread {
    const { board } = this.powered(on);
    let came = 0;
    yield* this.answered((done) =>
      board.read(port, (value) => {
        came = value;
        done();
      }),
    );
    if (is !== undefined && (came & mask) !== is) {
      throw new StepFailure(`${on} read another value than expected`, {
        kind: 'register',
        on,
        base: this.bench.computers[on].setup.base,
        port,
        mask,
        wanted: is,
        came,
      });
    }
    yield* pass(this.bench.clock, ACCESS_TICKS);
  }

  private *parallel({ steps }: Step & { verb: 'parallel' }, place: string): Thread {
    let running = steps.length;
    for (const [index, step] of steps.entries()) {
      this.threads.spawn(this.step(step, `${place}.${index + 1}`), () => {
        running -= 1;
      });
    }
    yield { for: 'condition', holds: () => running === 0, by: Number.POSITIVE_INFINITY };
  }

  private *bootStep({ machine, fails }: Step & { verb: 'boot' }): Thread {
    try {
      yield* this.boot(machine);
    } catch (error) {
      if (fails === 'refused' && error instanceof HarnessError && error.code === 'link-refused') return;
      throw error;
    }
    if (fails !== undefined) {
      throw new StepFailure(`machine ${machine} starts, and its connection should have been refused`, {
        kind: 'boot',
        machine,
      });
    }
  }

  private *boot(side: Side): Thread {
    let booted = false;
    yield {
      for: 'world',
      promise: this.bench.boot(side, () => {
        booted = true;
        this.progress();
      }),
    };
    yield { for: 'condition', holds: () => booted, by: Number.POSITIVE_INFINITY };
  }

  private *runLab7({ runs, within }: Step & { verb: 'lab7' }): Thread {
    const { clock } = this.bench;
    const running = new Set(runs);
    let wrong: unknown;
    const ended = (run: Lab7Run, judge: () => void) => {
      running.delete(run);
      try {
        judge();
      } catch (error) {
        wrong ??= error;
      }
      this.progress();
    };
    for (const run of runs) this.startLab7(run, ended);
    const limit = within ?? LAB7_WITHIN;
    const by = clock.now + this.bench.ticks(limit, runs[0]?.on ?? 'A');
    const inTime = yield { for: 'condition', holds: () => running.size === 0 || wrong !== undefined, by };
    if (wrong !== undefined) throw wrong;
    const [hanging] = running;
    if (inTime || hanging === undefined) return;
    const { on, args } = hanging;
    const { processor } = this.bench.computers[on];
    const printed = processor.output;
    processor.stop();
    throw new StepFailure(`\`${args}\` on ${on} has not ended within ${durationInWords(limit)}`, {
      kind: 'lab7',
      on,
      args,
      printed,
    });
  }

  private startLab7(run: Lab7Run, ended: (run: Lab7Run, judge: () => void) => void): void {
    const { bench } = this;
    const { on, args, terminator, delay } = run;
    const computer = this.powered(on);
    if (computer.processor.busy) {
      throw new StepFailure(`machine ${on} runs a program already`, { kind: 'lab7', on, args, printed: '' });
    }
    const command = parseCommand(args);
    if ('code' in command) {
      ended(run, () => this.endLab7(run, { ok: false, reason: command.what }, `${command.what}\n`));
      return;
    }
    if ('direction' in command && command.direction === 'tx') {
      const message = lab7Message(command.words, terminator, command.line.bits);
      bench.directions[on].send(message, bench.clock.now);
    }
    const options = {
      terminator,
      ...(delay === undefined ? {} : { delay: this.bench.ticks(delay, on) }),
      ...(computer.setup.fifo === undefined ? {} : { trigger: computer.setup.fifo }),
      onByte: (byte: number) => bench.directions[farSide(on)].receive(byte, 0, bench.clock.now),
    };
    computer.run(runCommand(command, options), ({ result, error }) => {
      ended(run, () => {
        if (result === undefined) throw error;
        this.endLab7(run, result, computer.processor.output);
      });
    });
  }

  private endLab7({ on, args, fails, prints }: Lab7Run, result: Lab7Result, printed: string): void {
    this.lab7.push({ on, args, printed, ok: result.ok, ...(result.ok ? {} : { reason: result.reason }) });
    const cause: FailureCause = { kind: 'lab7', on, args, printed };
    if (!result.ok && !fails) throw new StepFailure(`\`${args}\` on ${on} failed: ${result.reason}`, cause);
    if (result.ok && fails)
      throw new StepFailure(`\`${args}\` on ${on} should have failed, and did not`, cause);
    if (prints !== undefined && !printed.includes(prints)) {
      throw new StepFailure(`\`${args}\` on ${on} did not print ${JSON.stringify(prints)}`, cause);
    }
  }

  /** At the end: all that was sent is there, or nothing moves any more. */
  private *untilAllIsThere(): Thread {
    const { clock, directions, computers } = this.bench;
    const both = [directions.A, directions.B];
    if (!both.some((direction) => direction.used)) return;
    const there = () =>
      both.every((direction) => direction.delivered) && computers.A.quiet && computers.B.quiet;
    for (;;) {
      const last = Math.max(directions.A.lastProgress, directions.B.lastProgress);
      const patience = Math.max(
        this.bench.ticks(PATIENCE, 'A'),
        this.bench.ticks(FIFO_PATIENCE, 'A'),
        this.bench.ticks(FIFO_PATIENCE, 'B'),
      );
      if (clock.now >= last + patience || (yield { for: 'condition', holds: there, by: last + patience }))
        break;
    }
    // What the line or a faulty link may add comes right behind.
    yield* pass(this.bench.clock, Math.max(this.bench.ticks(SETTLING, 'A'), this.bench.ticks(SETTLING, 'B')));
    for (const side of SIDES) {
      const { processor, port } = computers[side];
      if (processor.busy && port.chip.inspect().received.length > 0)
        yield* pass(this.bench.clock, this.bench.ticks(FIFO_TIMEOUT, side));
    }
  }

  // ---------------------------------------------------------------- small things

  /** Waits until an access has been answered: at this tick, but perhaps not at once. */
  private *answered(access: (done: () => void) => void): Thread {
    let [isDone, waits] = [false, false];
    access(() => {
      isDone = true;
      if (waits) this.progress();
    });
    waits = true;
    if (!isDone) yield { for: 'condition', holds: () => isDone, by: Number.POSITIVE_INFINITY };
  }

  private powered(side: Side) {
    const computer = this.bench.computers[side];
    if (computer.powered) return computer;
    throw new StepFailure(`machine ${side} is off: a \`boot\` step turns it on`, {
      kind: 'boot',
      machine: side,
    });
  }
}

/** Both machines are on from the start, unless the first step that switches power turns one on. */
function powerIsForSteps(steps: readonly Step[]): boolean {
  return steps.find(({ verb }) => verb === 'boot' || verb === 'stop')?.verb === 'boot';
}
