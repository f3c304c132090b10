import { ACCESS_TICKS } from '../program/processor.ts';
import type { Duration, Step } from '../scenario/model.ts';
import { LCR, OFFSET } from '../uart/registers.ts';
import type { Bench } from './bench.ts';
import { StepFailure } from './step-failure.ts';
import { pass, type Thread } from './threads.ts';

/** Nothing has left for so long: what is to be sent before the break does not leave. */
const PATIENCE: Duration = { amount: 2, unit: 's' };

/** Holds SOUT at space by LCR bit 6, once all has left that the machine has to send. */
export function* lineBreak(bench: Bench, { from, for: length }: Step & { readonly verb: 'break' }): Thread {
  const { clock } = bench;
  const { pc, setup, port } = bench.computers[from];
  yield* untilIdle(bench, from);
  const settings = port.chip.inspect().registers.LCR & ~LCR.BREAK;
  const ticks = bench.ticks(length, from);
  pc.out(setup.base + OFFSET.LCR, settings | LCR.BREAK);
  yield* pass(clock, Math.max(ticks, ACCESS_TICKS));
  pc.out(setup.base + OFFSET.LCR, settings);
  yield* pass(clock, ACCESS_TICKS);
}

function* untilIdle(bench: Bench, from: 'A' | 'B'): Thread {
  const { clock } = bench;
  const computer = bench.computers[from];
  let left = computer.unsent;
  let since = clock.now;
  while (left > 0) {
    yield* pass(clock, bench.ticks({ amount: 1, unit: 'bits' }, from));
    if (computer.unsent < left) since = clock.now;
    else if (
      clock.now - since >
      Math.max(bench.ticks(PATIENCE, from), bench.ticks({ amount: 20, unit: 'chars' }, from))
    ) {
      throw new StepFailure(`machine ${from} cannot send what it has to before the break`, {
        kind: 'program',
        on: from,
      });
    }
    left = computer.unsent;
  }
}
