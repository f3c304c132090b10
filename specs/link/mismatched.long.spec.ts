import { expect } from 'chai';
import fc from 'fast-check';
import { SETTINGS, setting } from '../support/datasheet.ts';
import { expectHeardByBook, heardByBook, mismatched } from './mismatched.ts';
import { type Act, type End, heardOverCable } from './two-chips.ts';

describe('Two chips on a cable, each by its own crystal, at length', () => {
  for (const ofA of SETTINGS) {
    it(`[66][67] §8.2 §8.4 hear of ${ofA.name} in each of the 40 settings what a receiver going tick by tick hears`, async () => {
      for (const [seed, ofB] of SETTINGS.entries()) {
        await fc.assert(fc.asyncProperty(mismatched(fc.constant([ofA, ofB])), expectHeardByBook), {
          seed,
          numRuns: 25,
        });
      }
    });
  }

  for (const divisor of [1000, 65_535]) {
    it(`[31][67] §8.3 §8.4 hear so at divisor ${divisor}`, async () => {
      const end = (name: string, ppm: number): End => ({ line: setting(name), divisor, ppm });
      const ends = { A: end('5O1.5', 20_000), B: end('5N1', -20_000) };
      const acts: readonly Act[] = [{ at: 10, on: 'A', does: 'send', chars: [0x15, 0x0a] }];
      const until = 40 * 16 * divisor;
      const heard = await heardOverCable(ends, acts, until);
      expect(heard).to.deep.equal(heardByBook({ ends, acts, until }));
      expect(heard).to.have.length.above(1);
    });
  }
});
