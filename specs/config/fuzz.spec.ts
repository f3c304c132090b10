import { expect } from 'chai';
import { verdictsOn } from './fuzz.ts';

const ROUNDS = 2000;

describe(`each of ${ROUNDS} mutations of the configurations`, () => {
  it('gets an answer that keeps all promises, and a good part of them can be understood', () => {
    const { 'not-understood': not, ...others } = verdictsOn(ROUNDS, 16_550);
    expect(not).to.be.below((ROUNDS * 2) / 3);
    for (const count of Object.values(others)) expect(count).to.be.above(ROUNDS / 40);
  });
});
