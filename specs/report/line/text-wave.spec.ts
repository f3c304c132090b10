import { expect } from 'chai';
import { lineOf, shapeOf } from '../../../harness/report/line/frame-parts.ts';
import { textWave } from '../../../harness/report/line/text-wave.ts';

const wave = (lcr: number, char: number, ends: number) =>
  textWave(shapeOf({ t: 0, ends, char }, lineOf({ lcr, dll: 1, dlm: 0, looped: false })).parts);

describe('A frame in characters', () => {
  it('is its bits’ names above its level', () => {
    expect(wave(0x1b, 0x70, 176)).to.deep.equal([
      '   S  0  1  2  3  4  5  6  7  P  E',
      '──┐              ┌────────┐  ┌─────',
      '  └──────────────┘        └──┘',
    ]);
  });

  it('is as long as its stop bits', () => {
    expect(wave(0x04, 0x00, 120)[1]).to.equal('──┐                 ┌────');
    expect(wave(0x07, 0x00, 176)[1]).to.equal('──┐                          ┌─────');
  });

  it('is nothing where nobody knows the bits', () => {
    expect(textWave([])).to.deep.equal([]);
  });
});
