import { SIDES, type Side } from '../../ground/side.ts';
import { quotedBytes } from '../../report/quantities.ts';
import { bear, flagsIn } from '../../run/flags.ts';
import type { Run } from '../../run/recorded.ts';
import type { Failure } from '../../run/result.ts';
import { flagsInWords } from '../../run/step-words.ts';
import { LSR } from '../../uart/registers.ts';
import { failureAt, type Judged } from './judged.ts';

export interface LineErrors {
  /** LSR bits: all of these. */
  readonly mask: number;
  /** Undefined: any. */
  readonly byte?: number;
  /** Undefined: either. */
  readonly on?: Side;
}

/** A character that came to a UART, kept or lost, with the LSR bits that it raised. */
interface Arrival {
  readonly char: number;
  readonly errors: number;
  readonly at: number;
}

/** How many characters a report shows. */
const SHOWN = 256;

export function lineErrorsInWords({ mask, byte, on }: LineErrors): string {
  const place = byte === undefined ? '' : ` at byte ${byte}`;
  return `raise ${flagsInWords(flagsIn(mask))}${place}${on === undefined ? '' : ` on ${on}`}`;
}

export function judgeLineErrors(run: Run, wanted: LineErrors): Judged {
  const failures: Failure[] = [];
  for (const on of wanted.on === undefined ? receiversIn(run) : [wanted.on]) {
    const arrivals = arrivalsAt(run, on);
    const place = arrivals.findIndex(
      ({ errors }, i) =>
        bear(errors, flagsIn(wanted.mask)) && (wanted.byte === undefined || wanted.byte === i),
    );
    const found = arrivals[place];
    if (found !== undefined) {
      const flags = flagsInWords(flagsIn(found.errors));
      const how = `byte ${place} ${quotedBytes([found.char])} came to ${on} with ${flags}, at tick ${found.at}`;
      return { holds: true, how };
    }
    failures.push(missing(run, wanted, on, arrivals));
  }
  return { holds: false, failures };
}

/** Those to which something came, if there is one. */
function receiversIn(run: Run): readonly Side[] {
  const receivers = SIDES.filter((side) => arrivalsAt(run, side).length > 0);
  return receivers.length === 0 ? SIDES : receivers;
}

function missing(run: Run, { mask, byte }: LineErrors, on: Side, arrivals: readonly Arrival[]): Failure {
  const wanted = flagsIn(mask);
  const shown = byte === undefined ? arrivals.slice(0, SHOWN) : arrivals.slice(byte, byte + 1);
  const cause = {
    kind: 'flags',
    on,
    wanted,
    ...(byte === undefined ? {} : { byte }),
    came: shown.map(({ char }) => char),
    flags: shown.map(({ errors }) => flagsIn(errors)),
    cameCount: arrivals.length,
  } as const;
  return failureAt(run, words(), cause, (shown[0] ?? arrivals.at(-1))?.at);

  function words(): string {
    if (byte === undefined) return `no byte came to ${on} with ${flagsInWords(wanted)}`;
    return shown.length === 0
      ? `byte ${byte} did not come to ${on}`
      : `byte ${byte} came to ${on} with other flags`;
  }
}

function arrivalsAt({ records }: Run, side: Side): readonly Arrival[] {
  const arrivals: Arrival[] = [];
  for (const record of records) {
    if (record.m !== side) continue;
    const { t: at } = record;
    if (record.k === 'char') {
      // A receiver without a FIFO keeps the later character, and that one bears the overrun.
      if ((record.errors & LSR.OE) !== 0) arrivals.pop();
      arrivals.push({ char: record.char, errors: record.errors, at });
    } else if (record.k === 'lost' && record.how === 'overrun')
      arrivals.push({ char: record.char, errors: LSR.OE, at });
  }
  return arrivals;
}
