import { SIDES } from '../ground/side.ts';
import type { TraceRecord } from '../ground/trace.ts';
import { goldenLine, goldenLines } from './golden.ts';
import { Allowances } from './golden-allowance.ts';
import { Follower, type Refusal } from './golden-follower.ts';
import { goldenRecord } from './golden-record.ts';
import { type GoldenRule, isLeftOut, names, ruleLines, rulesFrom } from './golden-rules.ts';
import type { ScenarioResult } from './result.ts';

export interface Retold {
  /** The kept text wherever the rules let it stand; from each machine's first record that they do not, the run's. */
  readonly text: string;
  readonly refusals: readonly Refusal[];
}

/** A run's golden text, told in the ticks and in the order of the kept one as far as its rules go. */
export function retold(
  kept: string,
  now: string,
  rules: readonly GoldenRule[],
  bases: ScenarioResult['bases'],
): Retold {
  const [wanted, came] = [goldenLines(kept), goldenLines(now)];
  const [from, cameFrom] = [rulesFrom(wanted), rulesFrom(came)];
  const records = came.slice(cameFrom).flatMap((line) => goldenRecord(line) ?? []);
  const isKept = (record: TraceRecord): boolean => !isLeftOut(rules, record);
  const followers = new Map(
    ([...SIDES, '-'] as const).map((m) => [
      m,
      new Follower(
        m,
        records.filter((one) => one.m === m && isKept(one)),
      ),
    ]),
  );
  const anchors = rules.filter(({ rule }) => rule === 'counted from');
  const allowances = new Allowances(rules, bases);
  const ruling = ruleLines(wanted);
  const told = wanted.slice(from + ruling.length).map((line): Told => {
    const record = goldenRecord(line);
    if (record === undefined) return { line, record, stands: false };
    const allowed = allowances.next(record);
    if (!isKept(record)) return { line, record, stands: true };
    const isAnchor = anchors.some((rule) => names(rule, record));
    const came = followers.get(record.m)?.take(record, allowed, isAnchor) ?? null;
    if (came !== null && isAnchor && record.m === '-')
      for (const side of SIDES) followers.get(side)?.countFrom(record.t, came.t);
    return { line, record, stands: came !== null };
  });
  const rests = new Map([...followers].map(([m, follower]) => [m, [...follower.rest]]));
  const body = merged(told, rests);
  return {
    text: `${[...came.slice(0, cameFrom), ...ruling, ...body].join('\n')}\n`,
    refusals: [...followers.values()].flatMap(({ refusal }) => refusal ?? []),
  };
}

interface Told {
  readonly line: string;
  /** Undefined where a person has written what is none. */
  readonly record: TraceRecord | undefined;
  readonly stands: boolean;
}

type Rests = ReadonlyMap<TraceRecord['m'], TraceRecord[]>;

/** What stands of golden's, and behind the first that does not what is left of the run, by its ticks. */
function merged(told: readonly Told[], rests: Rests): readonly string[] {
  const parts = told.findIndex(({ stands }) => !stands);
  const same = parts < 0 ? told.length : parts;
  const m = told[same]?.record?.m;
  const instead = m === undefined ? undefined : rests.get(m)?.shift();
  const standing = told
    .slice(same)
    .flatMap(({ stands, record }) => (stands && record !== undefined ? [record] : []));
  return [
    ...told.slice(0, same).map(({ line }) => line),
    ...(instead === undefined ? [] : [goldenLine(instead)]),
    ...byTick([standing, ...rests.values()]).map(goldenLine),
  ];
}

/** In one order, and each list in its own. */
function byTick(lists: readonly (readonly TraceRecord[])[]): readonly TraceRecord[] {
  const places = lists.map(() => 0);
  const merging: TraceRecord[] = [];
  for (;;) {
    const heads = lists.map((list, i) => list[places[i] ?? 0]);
    const first = Math.min(...heads.map((head) => head?.t ?? Number.POSITIVE_INFINITY));
    const which = heads.findIndex((head) => head?.t === first);
    const head = heads[which];
    if (head === undefined) return merging;
    merging.push(head);
    places[which] = (places[which] ?? 0) + 1;
  }
}
