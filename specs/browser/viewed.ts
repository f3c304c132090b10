import type { TraceRecord } from '../../harness/ground/trace.ts';
import { viewerPage } from '../../harness/report/viewer/page.ts';
import type { Viewed } from '../../harness/report/viewer/viewed.ts';
import { play } from '../../harness/run/play.ts';
import { type Script, scenario } from '../report/results.ts';

const { viewer } = (await import(new URL('../../scripts/bundle.mjs', import.meta.url).href)) as {
  viewer(): Promise<string>;
};

/** The script of a page, made once for all specs. */
let script: Promise<string> | undefined;

export async function pageOf(viewed: Viewed): Promise<string> {
  script ??= viewer();
  return viewerPage(viewed, await script);
}

/** A scenario, played: all that its page shows. */
export async function viewedOf(parts: Script): Promise<Viewed> {
  const own = scenario(parts);
  const records: TraceRecord[] = [];
  const result = await play(own, { seed: 1, sinks: [(record) => records.push(record)] });
  const { name, file, bases } = result;
  const uart = { irq: 4, type: '16550A' } as const;
  return {
    version: '1.2.3',
    header: {
      name,
      seed: 1,
      profile: result.profile,
      machines: { A: { base: bases.A, ...uart }, B: { base: bases.B, ...uart } },
    },
    records: records.toSorted((one, other) => one.t - other.t),
    play: {
      name,
      file,
      entry: {},
      transport: 'cable',
      profile: result.profile,
      replay: REPLAY,
      result,
    },
    cutAt: null,
  };
}

export const REPLAY = "nullmodem run spec.lab7.yaml --grep='spec' --seed=1";
