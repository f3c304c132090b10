import { expect } from 'chai';
import { Waveform } from '../../../harness/uart/waveform.ts';
import { chipWith, range } from '../../support/chip.ts';
import { LCR, levelsOf, REG, SETTINGS, setting } from '../../support/datasheet.ts';
import { lineOf } from '../../support/line.ts';
import { edgesOf } from './edges.ts';
import { send } from './sender.ts';
import type { Edge } from './vcd.ts';

/** Each tick asked for. */
function edgesTickByTick(line: Waveform, until: number): readonly Edge[] {
  const levels = range(until + 1).map((at) => line.level(at));
  return levels.flatMap((level, at): Edge[] => (level === levels[at - 1] ? [] : [[at, level]]));
}

describe('The edges of a line', () => {
  it('are those that going tick by tick finds, in all 40 settings, with a break in the middle', () => {
    for (const line of SETTINGS) {
      const chip = chipWith({ line: line.name });
      send(chip, [0x55, 0x13], 7);
      chip.write(REG.THR, 0xe7);
      chip.advance(chip.now + 35);
      chip.write(REG.LCR, line.lcr | LCR.BREAK);
      chip.advance(chip.now + 50);
      chip.write(REG.LCR, line.lcr);
      send(chip, [0xff]);
      expect(edgesOf(chip.sout), line.name).to.deep.equal(edgesTickByTick(chip.sout, chip.now));
    }
  });

  it('say that an idle line is mark, and that nothing happens to it', () => {
    expect(edgesOf(new Waveform())).to.deep.equal([[0, 1]]);
  });

  it('are one for each change of level, not for each bit', () => {
    const line = lineOf([{ at: 50, bit: 16, levels: levelsOf(setting('8N1'), 0xf0) }]);
    expect(edgesOf(line)).to.deep.equal([
      [0, 1],
      [50, 0],
      [50 + 5 * 16, 1],
    ]);
  });
});
