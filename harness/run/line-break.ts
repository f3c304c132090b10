import type { Side } from '../ground/side.ts';
import { ACCESS_TICKS } from '../program/processor.ts';
import type { Duration, Step } from '../scenario/model.ts';
import { LCR, OFFSET } from '../uart/registers.ts';
import type { Bench } from './bench.ts';
import { StepFailure } from './step-failure.ts';
import { pass, type Thread } from './threads.ts';

/** Nothing has left for so long: what is to be sent before the break does not leave. */
const PATIENCE: readonly Duration[] = [
  { amount: 2, unit: 's' },
  { amount: 20, unit: 'chars' },
];

/**
 * Holds SOUT at space by LCR bit 6, once all has left that the machine has to send; what is to be sent meanwhile waits
 * behind it, another break too. The other bits of LCR are left to whoever writes them.
 */
export function* lineBreak(bench: Bench, { from, for: length }: Step & { readonly verb: 'break' }): Thread {
  const { clock } = bench;
  const computer = bench.computers[from];
  while (computer.isHeld)
    yield { for: 'condition', holds: () => !computer.isHeld, by: Number.POSITIVE_INFINITY };
  yield* untilIdle(bench, from);
  computer.hold(true);
  bench.directions[from].lastSend = clock.now;
  const ticks = Math.max(bench.ticks(length, from), ACCESS_TICKS);
  drive(LCR.BREAK);
  yield* pass(clock, ticks);
  drive(0);
  yield* pass(clock, ACCESS_TICKS);
  computer.hold(false);

  function drive(bit: number): void {
    const { registers } = computer.port.chip.inspect();
    if (computer.powered)
      computer.pc.out(computer.setup.base + OFFSET.LCR, (registers.LCR & ~LCR.BREAK) | bit);
  }
}

/** Sleeps as long as what is left takes at least, and looks again. */
function* untilIdle(bench: Bench, from: Side): Thread {
  const { clock } = bench;
  const computer = bench.computers[from];
  let left = computer.unsent;
  let since = clock.now;
  while (left > 0) {
    const sooner = left > 1 ? bench.ticks({ amount: left - 1, unit: 'chars' }, from) : 0;
    yield* pass(clock, Math.max(sooner, bench.ticks({ amount: 1, unit: 'bits' }, from)));
    if (computer.unsent < left) since = clock.now;
    else if (clock.now - since > Math.max(...PATIENCE.map((duration) => bench.ticks(duration, from)))) {
      throw new StepFailure(`machine ${from} cannot send what it has to before the break`, {
        kind: 'program',
        on: from,
      });
    }
    left = computer.unsent;
  }
}
