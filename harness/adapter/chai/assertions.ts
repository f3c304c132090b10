/// <reference types="chai" preserve="true" />
import { bytesOf } from '../../ground/bytes.ts';
import { HarnessError } from '../../ground/errors.ts';
import { farSide, SIDES, type Side } from '../../ground/side.ts';
import { departureInWords } from '../../report/golden/departure-words.ts';
import { textPicture } from '../../report/golden/text-picture.ts';
import { onOneLine } from '../../report/harmless.ts';
import { goldenOf } from '../../run/golden.ts';
import { comparedGolden, type GoldenComparison } from '../../run/golden-comparison.ts';
import { rulesOf, withTolerance } from '../../run/golden-rules.ts';
import type { Run } from '../../run/recorded.ts';
import type { Duration } from '../../scenario/model.ts';
import { LSR } from '../../uart/registers.ts';
import { type Delivery, deliveryInWords, judgeDelivery } from './delivery.ts';
import { failedInWords } from './failed.ts';
import type { Judged } from './judged.ts';
import { judgeLineErrors, type LineErrors, lineErrorsInWords } from './line-errors.ts';
import type { Place } from './measures.ts';

export { bits, byte, chars, ms, type Place, s, ticks, us } from './measures.ts';
export type { Duration, Run, Side };

/** What may stand behind `deliver`: each asks for more. */
export interface Delivered {
  from(side: Side): Delivered;
  to(side: Side): Delivered;
  /** From the last `send` before its first byte was read to its last byte, the first time that it came. */
  within(limit: Duration): Delivered;
  readonly and: Chai.Assertion;
}

/** What may stand behind `raise`: each asks for more. */
export interface Raised {
  at(place: Place): Raised;
  on(side: Side): Raised;
  readonly and: Chai.Assertion;
}

/** How far each event's time may be off: in bits and characters, of the line that its machine has set there. */
export interface Tolerance {
  readonly within?: Duration;
}

declare global {
  namespace Chai {
    interface Assertion {
      /** The run passed. */
      pass(): Assertion;
      /** A program read these bytes, one behind the other. */
      deliver(text: string | Uint8Array): Delivered;
      /** A character came to a UART with all of these LSR bits: OE, PE, FE, BI. */
      raise(mask: number): Raised;
      /** The run's trace is this golden text, event by event and tick by tick, as far as its rules ask for it. */
      keepTime(golden: string, tolerance?: Tolerance): Assertion;
    }
  }
}

/** Where a run leaves a golden text, in words and as a picture. */
function departed({ difference, departure }: GoldenComparison, run: Run): readonly string[] {
  const words =
    departure === null ? [] : [...departureInWords(departure, run.bases), ...textPicture(departure)];
  return [
    `  line ${difference.line} of the golden text: ${difference.what}`,
    ...words.map((line) => `  ${line}`),
  ];
}

/** `chai.use(runAssertions)`: what a run of `playRecorded` did, in assertions. */
export const runAssertions: Chai.ChaiPlugin = ({ Assertion }, { flag }) => {
  const runOf = (assertion: Chai.AssertionStatic, method: string): Run =>
    playedRun(flag(assertion, 'object'), method);

  Assertion.addMethod('pass', function (this: Chai.AssertionStatic) {
    const run = runOf(this, 'pass');
    this.assert(
      run.outcome === 'passed',
      () => told(run, 'pass', failedInWords(run, run.failures)),
      () => `expected ${nameOf(run)} not to pass, and it did`,
    );
  });

  Assertion.addMethod('deliver', function (this: Chai.AssertionStatic, text: string | Uint8Array) {
    const run = runOf(this, 'deliver');
    const bytes = typeof text === 'string' ? bytesOf(text) : text;
    if (!(bytes instanceof Uint8Array) || bytes.length === 0)
      throw misused('deliver() wants a text or a Uint8Array, of one byte at least');
    return delivered(this, run, { bytes });
  });

  Assertion.addMethod('raise', function (this: Chai.AssertionStatic, mask: number) {
    const run = runOf(this, 'raise');
    if ((mask & LSR.ERRORS) === 0 || (mask & ~LSR.ERRORS) !== 0)
      throw misused('raise() wants LSR bits of OE, PE, FE and BI', 'Write it like raise(LSR.PE).');
    return raised(this, run, { mask });
  });

  Assertion.addMethod(
    'keepTime',
    function (this: Chai.AssertionStatic, golden: string, { within }: Tolerance = {}) {
      const run = runOf(this, 'keepTime');
      if (typeof golden !== 'string')
        throw misused('keepTime() wants a golden text, as goldenOf(run) makes it');
      const rules = withTolerance(rulesOf(golden), within);
      const found = comparedGolden(golden, goldenOf(run), rules, run.bases);
      const its = rules.length === 0 ? 'its trace is the golden text' : 'its trace is as the rules let it be';
      this.assert(
        found === null,
        () => told(run, 'keep its time', found === null ? [] : departed(found, run)),
        () => `expected ${nameOf(run)} not to keep its time, and it did: ${its}`,
      );
    },
  );

  function delivered(assertion: Chai.AssertionStatic, run: Run, delivery: Delivery): Delivered {
    judged(assertion, run, deliveryInWords(delivery), judgeDelivery(run, delivery));
    const narrowed = (more: Partial<Delivery>): Delivered => {
      refuseNegated(assertion, 'deliver');
      return delivered(assertion, run, { ...delivery, ...more });
    };
    const from = (side: Side): Delivered => {
      if (delivery.from !== undefined && delivery.from !== side)
        throw misused(`what ${delivery.from} sends goes to ${farSide(delivery.from)}`);
      return narrowed({ from: side });
    };
    return {
      from: (side) => from(named(side)),
      to: (side) => from(farSide(named(side))),
      within: (limit) => narrowed({ within: limit }),
      and: assertion as unknown as Chai.Assertion,
    };
  }

  function raised(assertion: Chai.AssertionStatic, run: Run, wanted: LineErrors): Raised {
    judged(assertion, run, lineErrorsInWords(wanted), judgeLineErrors(run, wanted));
    const narrowed = (more: Partial<LineErrors>): Raised => {
      refuseNegated(assertion, 'raise');
      return raised(assertion, run, { ...wanted, ...more });
    };
    return {
      at: ({ byte }) => narrowed({ byte }),
      on: (side) => narrowed({ on: named(side) }),
      and: assertion as unknown as Chai.Assertion,
    };
  }

  function judged(assertion: Chai.AssertionStatic, run: Run, wanted: string, found: Judged): void {
    assertion.assert(
      found.holds,
      () => told(run, wanted, found.holds ? [] : failedInWords(run, found.failures)),
      () => `expected ${nameOf(run)} not to ${wanted}, and it did: ${found.holds ? found.how : ''}`,
    );
  }

  /** What was found wrong at the first word cannot be taken back at the second. */
  function refuseNegated(assertion: Chai.AssertionStatic, method: string): void {
    if (flag(assertion, 'negate') !== true) return;
    throw misused(
      `nothing may stand behind a negated ${method}(): it asks about both machines and all the time`,
    );
  }
};

const nameOf = ({ name }: Run): string => `"${onOneLine(name)}"`;

const told = (run: Run, wanted: string, lines: readonly string[]): string =>
  [`expected ${nameOf(run)} to ${wanted}`, ...lines].join('\n');

function playedRun(subject: unknown, method: string): Run {
  if (subject instanceof Promise)
    throw misused(`${method}() was given a promise of a run`, 'Write expect(await playRecorded(...)).');
  if (typeof subject !== 'object' || subject === null || !('records' in subject) || !('read' in subject))
    throw misused(`${method}() asks about a run, as playRecorded() gives it`);
  const run = subject as Run;
  if (run.outcome === 'skipped') throw misused(`${nameOf(run)} was not played: it ${run.reason}`);
  return run;
}

function named(side: Side): Side {
  if (SIDES.includes(side)) return side;
  throw misused(`there is no machine ${JSON.stringify(side)}: there are A and B`);
}

const misused = (what: string, fix?: string): HarnessError => new HarnessError('usage', what, fix);
