import type { Side } from '../../../ground/side.ts';
import type { Failure } from '../../../run/result.ts';
import { onOneLine } from '../../harmless.ts';
import type { Viewed } from '../viewed.ts';
import type { Moment, Rule } from './finding.ts';
import { allAsSent, cameWithErrors, dlabLeftOn, nothingSent, settingsDiffer, stillOnTheWay } from './line.ts';
import { cleared, overrun, writtenTooSoon } from './losses.ts';
import { isOff, nobodyThere } from './power.ts';
import { Scene } from './scene.ts';
import { belowTrigger, gateClosed, noFurtherEdge, notEnabled, timeoutNotServed } from './waiting.ts';

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

/** What keeps everything else from working comes first. */
const RULES: readonly Rule[] = [
  isOff,
  dlabLeftOn,
  settingsDiffer,
  writtenTooSoon,
  overrun,
  cleared,
  cameWithErrors,
  nobodyThere,
  gateClosed,
  notEnabled,
  timeoutNotServed,
  noFurtherEdge,
  belowTrigger,
  stillOnTheWay,
  nothingSent,
  allAsSent,
];

/** Null where nothing failed, or the trace does not say so. */
export function happenedIn(viewed: Viewed): Happened | null {
  const { play } = viewed;
  if (play === null || 'error' in play) return null;
  const { result } = play;
  const failure = result.failures.find(({ cause }) => cause.kind !== 'golden') ?? result.failures[0];
  if (failure === undefined) return null;
  const headline = onOneLine(failure.what);
  const end: Moment = { t: failure.at, words: headline };
  for (const side of sidesOf(failure)) {
    const scene = new Scene(viewed, result, failure, side);
    for (const rule of RULES) {
      const finding = rule(scene);
      if (finding === undefined) continue;
      const { cause, fix, moments } = finding;
      return { headline, at: failure.at, cause, fix, moments: inOrder([...moments, end]) };
    }
  }
  return { headline, at: failure.at, cause: null, fix: null, moments: [end] };
}

const inOrder = (moments: readonly Moment[]): readonly Moment[] => [...moments].sort((a, b) => a.t - b.t);

/** The machine that did not get what it should; both, where nobody says. */
function sidesOf({ cause }: Failure): readonly Side[] {
  switch (cause.kind) {
    case 'expect':
    case 'pattern':
    case 'flags':
    case 'irq':
    case 'unread':
    case 'register':
    case 'lab7':
    case 'program':
      return [cause.on];
    case 'delivery':
      return [cause.to];
    case 'boot':
      return [cause.machine];
    case 'ledger':
    case 'golden':
      return ['B', 'A'];
  }
}
