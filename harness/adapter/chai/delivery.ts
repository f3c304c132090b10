import { farSide, SIDES, type Side } from '../../ground/side.ts';
import { counted, quotedBytes } from '../../report/quantities.ts';
import { align } from '../../run/alignment.ts';
import { LinesUsed } from '../../run/lines-used.ts';
import type { Run } from '../../run/recorded.ts';
import type { Failure } from '../../run/result.ts';
import { durationInWords } from '../../run/step-words.ts';
import type { Duration } from '../../scenario/model.ts';
import { durationTicks } from '../../scenario/units.ts';
import { bitTicks, characterTicks } from '../../uart/line-settings.ts';
import { failureAt, type Judged } from './judged.ts';

export interface Delivery {
  readonly bytes: Uint8Array;
  /** Undefined: either. */
  readonly from?: Side;
  readonly within?: Duration;
}

/** How much of a long text a report shows. */
const SHOWN = 256;

export function deliveryInWords({ bytes, from, within }: Delivery): string {
  const way = from === undefined ? '' : ` from ${from} to ${farSide(from)}`;
  const limit = within === undefined ? '' : ` within ${durationInWords(within)}`;
  return `deliver ${quotedBytes([...bytes])}${way}${limit}`;
}

/** Whether the bytes were read one behind the other, the first time in time. */
export function judgeDelivery(run: Run, delivery: Delivery): Judged {
  const failures: Failure[] = [];
  for (const from of delivery.from === undefined ? sendersIn(run) : [delivery.from]) {
    const found = oneWay(run, delivery, from);
    if (typeof found === 'string') return { holds: true, how: found };
    failures.push(found);
  }
  return { holds: false, failures };
}

/** Those whose failure is worth telling. */
function sendersIn({ directions }: Run): readonly Side[] {
  return directions.length === 0 ? SIDES : directions.map(({ from }) => from);
}

/** How it came, or why it did not. */
function oneWay(run: Run, { bytes, within }: Delivery, from: Side): string | Failure {
  const on = farSide(from);
  const read = run.read[on];
  const place = Buffer.from(read.map((one) => one.byte)).indexOf(bytes);
  const [first, last] = [read[place], read[place + bytes.length - 1]];
  const text = quotedBytes([...bytes]);
  if (first === undefined || last === undefined) return notThere(run, bytes, from);
  const came = `${on} read ${text} from ${from}, until tick ${last.at}`;
  if (within === undefined) return came;
  const begun = run.sends[from].findLast((at) => at <= first.at) ?? 0;
  const limit = durationTicks(within, lengthsAt(run, on, last.at));
  const late = last.at - begun - limit;
  if (late <= 0) return came;
  const what = `${on} read ${text} from ${from} ${counted(late, 'tick')} too late: from tick ${begun} to ${last.at}, and ${durationInWords(within)} are ${counted(limit, 'tick')}`;
  const count = { wantedCount: bytes.length, cameCount: bytes.length };
  return failureAt(run, what, { kind: 'expect', on, wanted: [], came: [...bytes], ...count }, last.at);
}

function notThere(run: Run, bytes: Uint8Array, from: Side): Failure {
  const on = farSide(from);
  const read = run.read[on];
  const [shown, came] = [read.slice(0, SHOWN), read.slice(0, SHOWN).map((one) => one.byte)];
  const wanted = [...bytes.slice(0, SHOWN)];
  const { from: start, same } = align(wanted, came);
  const cause = {
    kind: 'expect',
    on,
    wanted,
    wantedCount: bytes.length,
    came,
    cameCount: read.length,
  } as const;
  const focus = (shown[start + same] ?? shown.at(-1))?.at;
  return failureAt(run, `${on} did not read ${quotedBytes(wanted)} from ${from}`, cause, focus);
}

/** A bit and a character of a machine at a tick, in ticks. */
function lengthsAt(run: Run, side: Side, at: number): { readonly bit: number; readonly character: number } {
  const used = new LinesUsed(run.bases, at);
  for (const record of run.records) used.sink(record);
  const line = used.lines[side];
  if (line === null) return { bit: 0, character: 0 };
  const faster = 1 + (run.setups[side].crystal ?? 0) / 1e6;
  return { bit: bitTicks(line.divisor) / faster, character: characterTicks(line) / faster };
}
