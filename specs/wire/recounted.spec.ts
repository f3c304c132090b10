import { expect } from 'chai';
import { Crystal } from '../../harness/ground/crystal.ts';
import { recounted } from '../../harness/wire/recounted.ts';
import { range } from '../support/chip.ts';
import { lineOf } from '../support/line.ts';

describe('A line as another crystal counts it', () => {
  it('[67] §8.2 has every frame and override of the first, which is empty then', () => {
    const line = lineOf([
      { at: 100, bit: 16, levels: [0, 1, 0, 0, 1], serial: 7 },
      { at: 300, bit: 32, levels: [0, 1], serial: 8 },
    ]);
    line.override(1000, 'low');
    line.override(2000, 'frames');
    const seen = recounted(line, new Crystal(0), new Crystal(250_000));
    expect([line.count, line.overrides]).to.deep.equal([0, []]);
    expect(
      range(seen.count).map((i) => [
        seen.start(i),
        seen.bit(i),
        seen.pattern(i),
        seen.length(i),
        seen.serial(i),
      ]),
    ).to.deep.equal([
      [125, 20, 0b10010, 5, 7],
      [375, 40, 0b10, 2, 8],
    ]);
    expect(seen.overrides).to.deep.equal([
      { at: 1250, drive: 'low' },
      { at: 2500, drive: 'frames' },
    ]);
  });
});
