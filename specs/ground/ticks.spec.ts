import { expect } from 'chai';
import {
  CRYSTAL_HZ,
  fromSeconds,
  NEVER,
  ticks,
  toMilliseconds,
  toSeconds,
} from '../../harness/ground/ticks.ts';

describe('Ticks', () => {
  it('are periods of a crystal of 1.8432 MHz', () => {
    expect(CRYSTAL_HZ).to.equal(1_843_200);
    expect(fromSeconds(1)).to.equal(1_843_200);
  });

  for (const { seconds, wanted } of [
    { seconds: 0, wanted: 0 },
    { seconds: 0.001, wanted: 1844 },
    { seconds: 0.02, wanted: 36_864 },
    { seconds: 0.000_087, wanted: 161 },
    { seconds: 1 / 1_843_200, wanted: 1 },
    { seconds: 1e-9, wanted: 1 },
    { seconds: 0.1, wanted: 184_320 },
    { seconds: 0.3, wanted: 552_960 },
  ]) {
    it(`are ${wanted} in ${seconds} s, rounded up to a whole one`, () => {
      expect(fromSeconds(seconds)).to.equal(wanted);
    });
  }

  it('survive the way to seconds and back, one by one', () => {
    for (let count = 0; count < 20_000; count += 7)
      expect(fromSeconds(toSeconds(ticks(count)))).to.equal(count);
  });

  it('are shown in milliseconds: a character at 115200 takes 86.8 us', () => {
    expect(toMilliseconds(ticks(160))).to.be.closeTo(0.0868, 0.000_01);
  });

  it('never reach NEVER', () => {
    expect(NEVER).to.be.greaterThan(Number.MAX_SAFE_INTEGER);
    expect(toSeconds(NEVER)).to.equal(Number.POSITIVE_INFINITY);
  });
});
