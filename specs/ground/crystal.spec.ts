import { expect } from 'chai';
import fc from 'fast-check';
import { Crystal } from '../../harness/ground/crystal.ts';
import { range } from '../support/chip.ts';

const ppm = fc.double({ min: -100_000, max: 100_000, noNaN: true });
const tick = fc.nat({ max: 2 ** 31 - 1 }).map((n) => n * 64);

describe('a crystal', () => {
  it('that is right counts the ticks of the line', () => {
    const right = new Crystal();
    expect([right.ticksAt(12_345), right.timeOf(12_345), right.lengthOf(7)]).to.deep.equal([
      12_345, 12_345, 7,
    ]);
  });

  it('of +200 ppm counts 1 000 200 ticks in 1 000 000, and of -200 ppm 999 800', () => {
    expect(new Crystal(200).ticksAt(1_000_000)).to.equal(1_000_200);
    expect(new Crystal(-200).ticksAt(1_000_000)).to.equal(999_800);
  });

  it('counts a whole number where that is what it comes to: 14 847 in 15 625 ticks at -49 792 ppm', () => {
    expect(new Crystal(-49_792).ticksAt(15_625)).to.equal(14_847);
    for (const ppm of range(200, -100).map((n) => n * 997)) {
      // After a million ticks of the line each crystal has counted a whole number.
      for (const millions of [1, 3, 1000]) {
        expect(new Crystal(ppm).ticksAt(millions * 1e6), `${ppm}`).to.equal(millions * (1e6 + ppm));
        expect(new Crystal(ppm).ticksAt(millions * 1e6 - 1), `${ppm}`).to.be.below(millions * (1e6 + ppm));
      }
    }
  });

  it('has counted n at its time of n, and not one tick of the line sooner', () => {
    fc.assert(
      fc.property(ppm, tick, (off, n) => {
        const crystal = new Crystal(off);
        const time = crystal.timeOf(n);
        expect(crystal.ticksAt(time)).to.be.at.least(n);
        expect(crystal.ticksAt(time - 1)).to.be.below(n);
      }),
    );
  });

  it('never counts back', () => {
    fc.assert(
      fc.property(ppm, tick, (off, time) => {
        const crystal = new Crystal(off);
        expect(crystal.ticksAt(time + 1)).to.be.at.least(crystal.ticksAt(time));
      }),
    );
  });

  it('has no time of never', () => {
    expect(new Crystal(500).timeOf(Number.POSITIVE_INFINITY)).to.equal(Number.POSITIVE_INFINITY);
  });

  it('counts an edge of another one on a grid of 65 536 a tick, and never before it is there', () => {
    fc.assert(
      fc.property(ppm, ppm, fc.nat({ max: 2 ** 31 - 1 }), (a, b, n) => {
        const seen = new Crystal(a).asCountedBy(new Crystal(b))(n);
        expect(seen * 65_536).to.satisfy(Number.isInteger);
        expect(seen).to.be.closeTo((n * (1e6 + b)) / (1e6 + a), 1 / 32_768);
      }),
    );
  });
});
