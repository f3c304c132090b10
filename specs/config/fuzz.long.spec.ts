import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { node } from '../scripts/processes.ts';
import type { Verdicts } from './fuzz.ts';

const ROUNDS = 100_000;
/** Each has a seed of its own, whoever plays it: so all of them are the same on any computer. */
const SHARES = 20;
const SCRIPT = fileURLToPath(new URL('./fuzz-process.ts', import.meta.url));

describe(`each of ${ROUNDS} mutations of the configurations`, () => {
  it('gets an answer that keeps all promises, and a good part of them can be understood', async () => {
    const seeds = Array.from({ length: SHARES }, (_, index) => index + 1);
    const all: Verdicts[] = [];
    const playOn = async (): Promise<void> => {
      for (let seed = seeds.pop(); seed !== undefined; seed = seeds.pop()) all.push(await played(seed));
    };
    await Promise.all(Array.from({ length: availableParallelism() }, playOn));
    const talking = all.reduce((sum, verdicts) => sum + verdicts['will-talk'], 0);
    expect(talking).to.be.above(ROUNDS / 40);
  });
});

async function played(seed: number): Promise<Verdicts> {
  const { code, stdout, stderr } = await node(['--import', 'tsx', SCRIPT, `${ROUNDS / SHARES}`, `${seed}`])
    .ended;
  if (code !== 0) throw new Error(`seed ${seed}: ${stderr}`);
  return JSON.parse(stdout) as Verdicts;
}
