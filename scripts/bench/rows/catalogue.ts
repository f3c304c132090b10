import { join } from 'node:path';
import { nodeProcess } from '../processes.ts';
import { median, timed } from '../rounds.ts';
import type { Row } from '../row.ts';

const ROUNDS = 3;
const LONGEST_S = 10;

/** All scenarios of the catalogue in one process, from the bundle: as CI runs them. */
export const catalogue: Row = {
  name: 'catalogue',
  title: 'seconds of wall time for the whole catalogue, in one process',
  async measure({ bundle, pace, quick }) {
    const run = nodeProcess({ name: 'nullmodem run', args: [join(bundle, 'dist', 'nullmodem.js'), 'run'] });
    const rounds = quick ? 1 : Math.min(ROUNDS, pace.rounds);
    const took: number[] = [];
    for (let round = 0; round < rounds; round += 1) took.push(await timed(run, 1, 'wall'));
    const seconds = median(took) / 1000;
    return {
      lines: [{ name: run.name, value: seconds, unit: 's' }],
      checks: [{ what: 'seconds for the catalogue', value: seconds, sense: 'at most', target: LONGEST_S }],
    };
  },
};
