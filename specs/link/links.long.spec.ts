import { expect } from 'chai';
import { FIFOS_ON, SECOND } from '../machine/board.ts';
import { exchange } from './programs.ts';
import { cable, type Join, ledgerOf, overMemory, overSocket, Pair } from './support.ts';

const KIB_256 = 256 * 1024;

/** Bytes in which no two neighbourhoods are alike: a linear congruence, its high bits. */
function noise(seed: number, count: number): number[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}

describe('262 144 bytes each way at once', () => {
  const cases: readonly (readonly [string, Join])[] = [
    ['a cable', cable],
    ['bytes in memory', overMemory()],
    ['bytes over tcp', overSocket('tcp')],
    ['bytes over a pipe', overSocket('pipe')],
  ];
  for (const [name, join] of cases) {
    it(`arrive whole and in order, and balance, over ${name}`, async () => {
      const pair = await Pair.up(join, { fcr: FIFOS_ON });
      const sent = { A: noise(1, KIB_256), B: noise(2, KIB_256) };
      const got = { A: [] as number[], B: [] as number[] };
      await pair.play(
        { A: exchange(sent.A, KIB_256, got.A), B: exchange(sent.B, KIB_256, got.B) },
        60 * SECOND,
      );
      expect(Buffer.from(got.B).equals(Buffer.from(sent.A))).to.equal(true);
      expect(Buffer.from(got.A).equals(Buffer.from(sent.B))).to.equal(true);
      const { written, accounted } = ledgerOf(pair);
      expect([written, accounted]).to.deep.equal([2 * KIB_256, 2 * KIB_256]);
      await pair.down();
    });
  }
});
