import { farSide } from '../ground/side.ts';
import type { Duration, Step } from '../scenario/model.ts';
import { align } from './alignment.ts';
import type { Bench } from './bench.ts';
import type { Direction } from './direction.ts';
import { bear, flagsIn } from './flags.ts';
import type { FailureCause } from './result.ts';
import { StepFailure } from './step-failure.ts';
import { durationInWords } from './step-words.ts';
import type { Thread } from './threads.ts';

const WITHIN: Duration = { amount: 2, unit: 's' };
/** How much of a long text a report shows. */
const SHOWN = 256;

const NOTHING: Direction['unconsumed'] = { first: [], count: 0 };

type Expect = Step & { readonly verb: 'expect' };
type ExpectFlags = Step & { readonly verb: 'expect-flags' };
type ExpectIrq = Step & { readonly verb: 'expect-irq' };

const limitOf = ({ within }: Expect | ExpectFlags | ExpectIrq): string => durationInWords(within ?? WITHIN);

/**
 * The last tick at which it may come. `within` counts from the start of the direction's last send; where none is given,
 * nobody is late before the step has lasted that long itself. A machine that is off receives no more.
 */
function deadline(bench: Bench, step: Expect | ExpectFlags | ExpectIrq): number {
  const { on, within } = step;
  const { now } = bench.clock;
  if (!bench.computers[on].powered) return now;
  const { A, B } = bench.directions;
  const sends =
    step.verb === 'expect-irq' ? [A.lastSend, B.lastSend] : [bench.directions[farSide(on)].lastSend];
  const last = Math.max(...sends.map((at) => at ?? Number.NEGATIVE_INFINITY));
  const from = within === undefined || last === Number.NEGATIVE_INFINITY ? now : last;
  return from + bench.ticks(within ?? WITHIN, on);
}

/** Why it is not there. */
function missed(bench: Bench, step: Expect | ExpectFlags | ExpectIrq, otherwise: string): string {
  const { on } = step;
  if (!bench.computers[on].powered) return `machine ${on} is off: a \`boot\` step turns it on`;
  return otherwise;
}

const late = (what: string, by: number, at: number, limit: string): string =>
  `${what} ${at - by} ${at - by === 1 ? 'tick' : 'ticks'} too late: within ${limit}`;

/** Bytes, somewhere behind the cursor. */
export function* expectBytes(bench: Bench, step: Expect): Thread {
  const { on, want } = step;
  const direction = bench.directions[farSide(on)];
  const by = deadline(bench, step);
  bench.computers[on].beStation();
  let met: { readonly at: number; readonly came: Direction['unconsumed'] } | undefined;
  const expectation = direction.expect(want, (at) => {
    met = { at, came: direction.unconsumed };
  });
  yield { for: 'condition', holds: () => met !== undefined, by: Math.max(by, bench.clock.now) };
  if (met !== undefined && met.at <= by) return;
  const waits = direction.waitsItsTurn(expectation);
  const { first, count } = met?.came ?? (waits ? NOTHING : direction.unconsumed);
  direction.giveUp();
  const bytes = first.map(({ byte }) => byte);
  const came = { came: bytes, cameCount: count };
  const wanted = 'bytes' in want ? [...want.bytes.slice(0, SHOWN)] : [];
  const { from, same } = align(wanted, bytes);
  const focus = (('bytes' in want ? first[from + same] : undefined) ?? first.at(-1))?.at;
  throw new StepFailure(words(), causeOf(), focus);

  function words(): string {
    if (met !== undefined) return late(`${on} got what it expects`, by, met.at, limitOf(step));
    const what = `${on} did not get what it expects within ${limitOf(step)}`;
    return missed(bench, step, waits ? `${what}: an expect that began before has not ended` : what);
  }

  function causeOf(): FailureCause {
    if ('bytes' in want) return { kind: 'expect', on, wanted, wantedCount: want.bytes.length, ...came };
    if ('count' in want) return { kind: 'expect', on, wanted, wantedCount: want.count, ...came };
    if ('pattern' in want) return { kind: 'pattern', on, pattern: want.pattern.source, ...came };
    const flags = first.map(({ errors }) => flagsIn(errors));
    return { kind: 'flags', on, wanted: want.flags, ...came, flags };
  }
}

/** One byte of all that came, and what it came with. */
export function* expectFlags(bench: Bench, step: ExpectFlags): Thread {
  const { on, byte: place, flags } = step;
  const direction = bench.directions[farSide(on)];
  const by = deadline(bench, step);
  bench.computers[on].beStation();
  const came = () => direction.receivedAt(place);
  yield { for: 'condition', holds: () => came() !== undefined, by: Math.max(by, bench.clock.now) };
  const found = came();
  if (found !== undefined && found.at <= by && bear(found.errors, flags)) return;
  const cause: FailureCause = {
    kind: 'flags',
    on,
    wanted: flags,
    byte: place,
    came: found === undefined ? [] : [found.byte],
    cameCount: direction.received,
    flags: found === undefined ? [] : [flagsIn(found.errors)],
  };
  throw new StepFailure(words(), cause, found?.at ?? direction.lastProgress);

  function words(): string {
    if (found === undefined)
      return missed(bench, step, `byte ${place} did not come to ${on} within ${limitOf(step)}`);
    if (!bear(found.errors, flags)) return `byte ${place} came to ${on} with other flags`;
    return late(`byte ${place} came to ${on}`, by, found.at, limitOf(step));
  }
}

/** An interrupt that the chip asks for at its IRQ line. */
export function* expectIrq(bench: Bench, step: ExpectIrq): Thread {
  const { on, irq } = step;
  const computer = bench.computers[on];
  const by = deadline(bench, step);
  if (computer.hasStation) computer.beStation();
  let at: number | undefined;
  const holds = () => {
    at ??= computer.interrupts.take(irq);
    return at !== undefined;
  };
  yield { for: 'condition', holds, by: Math.max(by, bench.clock.now) };
  if (at !== undefined && at <= by) return;
  const came = computer.interrupts.unconsumed;
  const cause: FailureCause = {
    kind: 'irq',
    on,
    wanted: irq,
    came: at === undefined ? came : [irq, ...came],
  };
  const what = `no ${irq} interrupt came from ${on} within ${limitOf(step)}`;
  throw new StepFailure(
    at === undefined
      ? missed(bench, step, what)
      : late(`${on}'s chip asked for ${irq}`, by, at, limitOf(step)),
    cause,
    at,
  );
}
