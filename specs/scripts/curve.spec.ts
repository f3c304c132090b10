import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { shareRight, soundBetween } from '../../scripts/curve/share.ts';

const PARITY = { N: 'none', E: 'even' } as const;
/** The rows of docs/crystal.md: a line, and three limits in per cent. */
const ROWS = readFileSync(new URL('../../docs/crystal.md', import.meta.url), 'utf8').matchAll(
  /^\| ([5-8])([NE])([12]) \| ([\d.]+) % \| ([\d.]+) % \| ([\d.]+) % \|$/gm,
);
const LIMITS = [...ROWS].map(([, bits, parity, stop, ...limits]) => ({
  name: `${bits}${parity}${stop}`,
  settings: {
    bits: Number(bits) as 5 | 7 | 8,
    parity: PARITY[parity as 'N' | 'E'],
    stop: Number(stop) as 1 | 2,
  },
  limits: limits.map(Number) as [number, number, number],
}));

describe('docs/crystal.md', () => {
  it('has six lines', () => {
    expect(LIMITS).to.have.length(6);
  });

  for (const { name, settings, limits } of LIMITS) {
    it(`[67] §8.4 has the limits of ${name}, within which all comes right, and just beyond which not`, () => {
      const [slower, ...faster] = limits;
      for (const [i, divisor] of [1, 12].entries()) {
        const line = { ...settings, divisor };
        expect(soundBetween(line).map((limit) => Number(limit.toFixed(2)))).to.deep.equal([
          -slower,
          faster[i],
        ]);
        const [low, high] = soundBetween(line);
        for (const sound of [low + 0.01, low / 2, 0, high / 2, high - 0.01]) {
          expect(shareRight(line, sound, 64), `${sound} %`).to.equal(1);
        }
        // Wherever an edge lies between two ticks, this is enough.
        const tick = 100 / (16 * divisor * (line.bits + 1));
        for (const broken of [low - tick - 0.1, high + tick + 0.1]) {
          expect(shareRight(line, broken, 64), `${broken} %`).to.be.below(1);
        }
      }
    });
  }
});
