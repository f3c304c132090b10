import { join } from 'node:path';
import { nodeProcess, oneEach } from '../processes.ts';
import { takeTurns } from '../rounds.ts';
import type { Check, Row } from '../row.ts';

const ROUNDS = 15;
const ROUNDS_WHEN_QUICK = 5;
const ONE_SCENARIO = 'fixtures/scenarios/uart/break.lab7.yaml';

/** Cold starts of the bundle, beside what Node itself takes. */
export const startUp: Row = {
  name: 'start-up',
  title: 'ms of wall time from start to end of a process',
  async measure({ bundle, pace, quick }) {
    const bin = join(bundle, 'dist', 'nullmodem.js');
    const contestants = [
      nodeProcess({ name: 'node -e 0', args: ['-e', '0'] }),
      nodeProcess({ name: 'nullmodem --help', args: [bin, '--help'] }),
      nodeProcess({ name: 'nullmodem run, one scenario', args: [bin, 'run', ONE_SCENARIO] }),
    ];
    const rounds = Math.min(quick ? ROUNDS_WHEN_QUICK : ROUNDS, 2 * pace.rounds + 1);
    const rates = await takeTurns(contestants, oneEach(rounds), 'wall');
    const [bare = 0, help = 0, run = 0] = rates.map((rate) => 1000 / rate);
    const times = (what: string, value: number, target: number): Check => ({
      what: `${what} / node -e 0`,
      value: value / bare,
      sense: 'at most',
      target,
    });
    return {
      lines: contestants.map(({ name }, i) => ({ name, value: 1000 / (rates[i] as number), unit: 'ms' })),
      checks: [times('nullmodem --help', help, 2.5), times('nullmodem run, one scenario', run, 4)],
    };
  },
};
