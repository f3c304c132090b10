import type { Comparison } from '../comparison.ts';
import type { Play, Run } from '../run.ts';

interface Circumstances {
  readonly version: string;
  /** The last scenario was broken off. */
  readonly interrupted: boolean;
}

/**
 * A run, as a trace tells it: by no wall clock, and without what `run` has compared with our chips in the place of
 * others'.
 */
export function readRun(plays: readonly Play[], { version, interrupted }: Circumstances): Run {
  const groups = underEachProfile(plays);
  const profiles = Math.max(1, ...groups.map((group) => group.length));
  return {
    version,
    plays,
    comparisons: profiles === 1 ? [] : groups.filter(({ length }) => length === profiles).map(comparisonOf),
    profiles,
    chips: [],
    interrupted,
    startedAt: 0,
    wallMs: 0,
  };
}

type Group = readonly [Play, ...(readonly Play[])];

/** Under several profiles, a scenario is played once for each, one behind the other. */
function underEachProfile(plays: readonly Play[]): readonly Group[] {
  const groups: [Play, ...Play[]][] = [];
  for (const play of plays) {
    const group = groups.at(-1);
    if (group !== undefined && group[0].name === play.name && group[0].file === play.file) group.push(play);
    else groups.push([play]);
  }
  return groups;
}

const comparisonOf = (plays: Group): Comparison => ({
  name: plays[0].name,
  file: plays[0].file,
  plays: plays.map((play) => {
    const { profile, transport } = play;
    return { profile, transport, ...('result' in play ? { result: play.result } : { error: play.error }) };
  }),
});
