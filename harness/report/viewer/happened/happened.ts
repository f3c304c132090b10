import type { Side } from '../../../ground/side.ts';
import type { GoldenDeparture } from '../../../run/golden-departure.ts';
import type { Failure, ScenarioResult } from '../../../run/result.ts';
import { departureInWords } from '../../golden/departure-words.ts';
import { onOneLine } from '../../harmless.ts';
import type { Bases } from '../../story.ts';
import { basesOf } from '../../trace/header.ts';
import type { Viewed } from '../viewed.ts';
import type { Finding, Moment } from './finding.ts';
import { RULES } from './rules.ts';
import { Scene } from './scene.ts';

/** What led to a failure, in plain words. */
export interface Happened {
  /** What failed. */
  readonly headline: string;
  readonly at: number;
  /** Why, where the trace shows it. */
  readonly cause: string | null;
  readonly fix: string | null;
  /** In the order of time, the failure among them. */
  readonly moments: readonly Moment[];
}

/** Null where nothing failed, or the trace does not say so. */
export function happenedIn(viewed: Viewed): Happened | null {
  const { play, cutAt } = viewed;
  if (play === null || 'error' in play) return null;
  const { result } = play;
  const failure = result.failures.find(({ cause }) => cause.kind !== 'golden') ?? result.failures[0];
  if (failure === undefined) return null;
  const headline = onOneLine(failure.what);
  const end: Moment = { t: failure.at, words: headline };
  const isCut = cutAt !== null && cutAt <= failure.at;
  const found = isCut ? undefined : findingOf(viewed, result, failure);
  const { cause, fix, moments } = found ?? NOTHING_FOUND;
  return { headline, at: failure.at, cause, fix, moments: inOrder([...moments, end]) };
}

const NOTHING_FOUND = { cause: null, fix: null, moments: [] };

function findingOf(viewed: Viewed, result: ScenarioResult, failure: Failure): Finding | undefined {
  if (failure.cause.kind === 'golden') return departed(failure.cause.departure, basesOf(viewed.header));
  const on = missing(failure);
  if (on === null) return undefined;
  const scene = new Scene(viewed, result, failure, on);
  const { want } = scene;
  if (want === null) return undefined;
  for (const [rule, explains] of RULES) {
    const finding = explains.includes(want) ? rule(scene) : undefined;
    if (finding !== undefined) return finding;
  }
  return undefined;
}

/** A trace that departs from its golden one says itself where. */
function departed(departure: GoldenDeparture | undefined, bases: Bases): Finding | undefined {
  if (departure === undefined) return undefined;
  const [first] = departureInWords(departure, bases).map(onOneLine);
  return first === undefined
    ? undefined
    : { cause: `${first[0]?.toUpperCase() ?? ''}${first.slice(1)}.`, fix: null, moments: [] };
}

const inOrder = (moments: readonly Moment[]): readonly Moment[] => [...moments].sort((a, b) => a.t - b.t);

/** The machine that did not get what it should. */
function missing({ cause }: Failure): Side | null {
  switch (cause.kind) {
    case 'expect':
    case 'pattern':
    case 'flags':
    case 'irq':
    case 'unread':
    case 'register':
    case 'lab7':
    case 'program':
      return cause.on;
    case 'delivery':
      return cause.to;
    case 'boot':
      return cause.machine;
    case 'ledger':
    case 'golden':
      return null;
  }
}
