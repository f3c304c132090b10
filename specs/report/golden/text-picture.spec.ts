import { expect } from 'chai';
import { textPicture } from '../../../harness/report/golden/text-picture.ts';
import { departure, frame, out, setUp } from './departures.ts';

describe('A departure from a golden trace, as a picture in characters', () => {
  it('has both frames on one scale of time', () => {
    expect(
      textPicture(departure([...setUp(), frame(16, 176)], [...setUp(0x07), frame(32, 208)])),
    ).to.deep.equal([
      'golden:  A, tick 16 to 176, 115200 8N1',
      '     S  0  1  2  3  4  5  6  7  E',
      '  ──┐  ┌──┐              ┌──┐  ┌──',
      '    └──┘  └──────────────┘  └──┘',
      'this run: A, tick 32 to 208, 115200 8N2',
      '        S  0  1  2  3  4  5  6  7  E',
      '  ─────┐  ┌──┐              ┌──┐  ┌─────',
      '       └──┘  └──────────────┘  └──┘',
    ]);
  });
  it('has each on its own scale where one would not fit into a terminal', () => {
    const lines = textPicture(departure([...setUp(), frame(16, 176)], [...setUp(0x03, 12), frame(16, 1936)]));
    expect(lines[4]).to.equal('this run: A, tick 16 to 1936, 9600 8N1');
    expect(lines.slice(5)).to.deep.equal(lines.slice(1, 4));
  });
  it('is none where the frames are the same', () => {
    expect(textPicture(departure(setUp(), [...setUp(), out(8, 'A', 0x3fc, 3)]))).to.deep.equal([]);
  });
});
