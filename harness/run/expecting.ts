import { farSide } from '../ground/side.ts';
import type { Duration, Step } from '../scenario/model.ts';
import { align } from './alignment.ts';
import type { Bench } from './bench.ts';
import { bear, flagsIn } from './flags.ts';
import type { FailureCause } from './result.ts';
import { StepFailure } from './step-failure.ts';
import { durationInWords } from './step-words.ts';
import type { Thread } from './threads.ts';

const WITHIN: Duration = { amount: 2, unit: 's' };
/** How much of a long text a report shows. */
const SHOWN = 256;

type Expect = Step & { readonly verb: 'expect' };
type ExpectFlags = Step & { readonly verb: 'expect-flags' };
type ExpectIrq = Step & { readonly verb: 'expect-irq' };

/** The last tick at which it may be there: counted from the start of the direction's last send, or from now. */
function deadline(bench: Bench, { on, within }: Expect | ExpectFlags | ExpectIrq): number {
  const from = bench.directions[farSide(on)].lastSend ?? bench.clock.now;
  return from + bench.ticks(within ?? WITHIN, on);
}

const limitOf = ({ within }: Expect | ExpectFlags | ExpectIrq): string => durationInWords(within ?? WITHIN);

/** Bytes, somewhere behind the cursor. */
export function* expectBytes(bench: Bench, step: Expect): Thread {
  const { on, want } = step;
  const direction = bench.directions[farSide(on)];
  bench.computers[on].beStation();
  let met = false;
  direction.expect(want, () => {
    met = true;
  });
  if (yield { for: 'condition', holds: () => met, by: deadline(bench, step) }) return;
  direction.giveUp();
  const { first, count } = direction.unconsumed;
  const bytes = first.map(({ byte }) => byte);
  const wanted = 'bytes' in want ? [...want.bytes.slice(0, SHOWN)] : [];
  const { from, same } = align(wanted, bytes);
  const what = `${on} did not get what it expects within ${limitOf(step)}`;
  const focus = (first[from + same] ?? first.at(-1))?.at;
  const came = { came: bytes, cameCount: count };
  throw new StepFailure(what, causeOf(), focus);

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
  bench.computers[on].beStation();
  const came = () => direction.receivedAt(place);
  yield { for: 'condition', holds: () => came() !== undefined, by: deadline(bench, step) };
  const found = came();
  if (found !== undefined && bear(found.errors, flags)) return;
  const what =
    found === undefined
      ? `byte ${place} did not come to ${on} within ${limitOf(step)}`
      : `byte ${place} came to ${on} with other flags`;
  const cause: FailureCause = {
    kind: 'flags',
    on,
    wanted: flags,
    byte: place,
    came: found === undefined ? [] : [found.byte],
    cameCount: direction.received,
    flags: found === undefined ? [] : [flagsIn(found.errors)],
  };
  throw new StepFailure(what, cause, found?.at ?? direction.lastProgress);
}

/** An interrupt that the chip asks for at its IRQ line. */
export function* expectIrq(bench: Bench, step: ExpectIrq): Thread {
  const { on, irq } = step;
  const computer = bench.computers[on];
  if (computer.hasStation) computer.beStation();
  let met = false;
  const holds = () => {
    met ||= computer.interrupts.take(irq);
    return met;
  };
  if (yield { for: 'condition', holds, by: deadline(bench, step) }) return;
  const came = computer.interrupts.unconsumed;
  const cause: FailureCause = { kind: 'irq', on, wanted: irq, came };
  throw new StepFailure(`${on}'s chip did not ask for ${irq} within ${limitOf(step)}`, cause);
}
