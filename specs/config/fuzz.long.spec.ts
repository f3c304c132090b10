import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { node } from '../scripts/processes.ts';
import type { Verdicts } from './fuzz.ts';

const ROUNDS = 100_000;
/** Each has a seed of its own: so all of them are the same on any computer. */
const SHARES = 20;
const SCRIPT = fileURLToPath(new URL('./fuzz-process.ts', import.meta.url));

describe(`each of ${ROUNDS} mutations of the configurations`, () => {
  for (let seed = 1; seed <= SHARES; seed += 2) {
    it(`of seeds ${seed} and ${seed + 1} gets an answer that keeps all promises`, async () => {
      for (const verdicts of await Promise.all([played(seed), played(seed + 1)]))
        expect(verdicts['will-talk']).to.be.above(ROUNDS / SHARES / 40);
    });
  }
});

async function played(seed: number): Promise<Verdicts> {
  const { code, stdout, stderr } = await node(['--import', 'tsx', SCRIPT, `${ROUNDS / SHARES}`, `${seed}`])
    .ended;
  if (code !== 0) throw new Error(`seed ${seed}: ${stderr}`);
  return JSON.parse(stdout) as Verdicts;
}
