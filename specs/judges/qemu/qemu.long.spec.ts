import { expect } from 'chai';
import { DEPARTURES } from './departures.ts';
import { randomSequences } from './random-sequence.ts';
import { agree, shortestDifference } from './verdict.ts';
import { describeWithJudge } from './with-judge.ts';

const OPERATIONS = 1_000_000;

describeWithJudge((judge) => {
  it('agrees with ours in 1 000 000 random operations', async () => {
    const since = performance.now();
    // Seeds of its own: the quick specs have the first.
    for (let seed = 1_000_000; judge().operations < OPERATIONS; seed += 64) {
      await agree(judge(), randomSequences(seed, 64));
    }
    const rate = judge().operations / (performance.now() - since);
    console.log(`      ${rate.toFixed(0)} thousand operations a second`);
  });

  // What holds at the start only, no random sequence sees: each sets MCR first.
  for (const rule of DEPARTURES.filter(({ begins }) => begins === undefined)) {
    it(`meets by chance, and cuts down to few operations: ${rule.name}`, async () => {
      const others = DEPARTURES.filter((one) => one !== rule);
      let found = null;
      for (let seed = 0; found === null && seed < 20_000; seed += 16) {
        found = await judge().differenceIn(randomSequences(seed, 16), others);
      }
      expect(found, 'no random sequence shows it').not.to.equal(null);
      if (found === null) return;
      expect(await shortestDifference(judge(), found, others)).to.have.length.at.most(24);
    });
  }
});
