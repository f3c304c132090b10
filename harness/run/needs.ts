import type { Side } from '../ground/side.ts';
import type { Mode, Step } from '../scenario/model.ts';

/** What a scenario's steps ask of one machine, known before anything is played. */
export interface Needs {
  readonly mode: Mode;
  /** A station sends and receives on it. Else the lab's program has it, or only `in` and `out` touch its registers. */
  readonly hasStation: boolean;
  /** How many times bytes are looked for behind the cursor. */
  readonly expectations: number;
  /** Bytes whose flags are asked for by their number. */
  readonly places: ReadonlySet<number>;
  readonly expectsInterrupts: boolean;
}

export function needsOf(side: Side, all: readonly Step[]): Needs {
  const steps = [...flat(all)];
  const expects = steps.filter(isExpect).filter((step) => step.on === side);
  const irqs = expects.filter((step) => step.verb === 'expect-irq');
  const isLab7 = steps.some((step) => step.verb === 'lab7' && step.runs.some((run) => run.on === side));
  // A send starts a receiver at the other end, unless the lab's program receives there.
  const sends = steps.filter((step) => step.verb === 'send').filter(({ from }) => from === side || !isLab7);
  // An interrupt that is expected starts a receiver too, where nobody else serves the chip.
  const isServed = isLab7 || steps.some((step) => step.verb === 'out' && step.on === side);
  return {
    mode: modeIn([...sends, ...expects]) ?? (irqs.length > 0 ? 'int' : 'poll'),
    hasStation:
      sends.length > 0 ||
      expects.length > irqs.length ||
      irqs.some((step) => step.mode !== undefined || !isServed),
    expectations: expects.filter(({ verb }) => verb === 'expect').length,
    places: new Set(expects.flatMap((step) => (step.verb === 'expect-flags' ? [step.byte] : []))),
    expectsInterrupts: irqs.length > 0,
  };
}

function* flat(steps: readonly Step[]): Generator<Step> {
  for (const step of steps) {
    if (step.verb === 'parallel') yield* flat(step.steps);
    else yield step;
  }
}

type Expect = Step & { readonly verb: 'expect' | 'expect-flags' | 'expect-irq' };

const isExpect = (step: Step): step is Expect =>
  step.verb === 'expect' || step.verb === 'expect-flags' || step.verb === 'expect-irq';

/** The one mode that the steps name; `poll` is also what they say when they name none. */
const modeIn = (steps: readonly { readonly mode?: Mode }[]): Mode | undefined =>
  steps.map(({ mode }) => mode).find((mode) => mode !== undefined && mode !== 'poll');
