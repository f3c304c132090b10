import { expect } from 'chai';
import { Waveform } from '../../harness/uart/waveform.ts';
import { range } from '../support/chip.ts';
import { type Frame, lineOf } from '../support/line.ts';

const NEVER = Number.POSITIVE_INFINITY;
/** Low for bits 0, 2 and 3: falls at 100 and 120. */
const FRAME: Frame = { at: 100, bit: 10, levels: [0, 1, 0, 0, 1], serial: 7 };
const frames = (count: number): Frame[] =>
  range(count).map((i) => ({ ...FRAME, at: 100 * i, serial: i + 1 }));

describe('Waveform', () => {
  it('is mark where nothing is known', () => {
    expect([-1, 0, 1e9].map((at) => new Waveform().level(at))).to.deep.equal([1, 1, 1]);
    expect(new Waveform().nextFall(0)).to.equal(NEVER);
  });

  it('has the new level on the tick of an edge', () => {
    const line = lineOf([FRAME]);
    expect([99, 100, 109, 110, 119, 120, 139, 140, 150, 151].map((at) => line.level(at))).to.deep.equal([
      1, 0, 0, 1, 1, 0, 0, 1, 1, 1,
    ]);
  });

  it('finds the next fall strictly after a tick, in frames and between them', () => {
    const line = lineOf([FRAME, { ...FRAME, at: 200 }]);
    const falls = [0, 99, 100, 119, 120, 199, 200, 219, 220].map((after) => line.nextFall(after));
    expect(falls).to.deep.equal([100, 100, 120, 120, 200, 200, 220, 220, NEVER]);
  });

  it('keeps its frames in order when it grows around its end', () => {
    const line = lineOf(frames(8));
    for (const _ of range(5)) line.shift();
    for (const { at, bit, levels, serial } of frames(40).slice(8))
      line.push(at, bit, 0b10010, levels.length, serial ?? 0);
    expect(range(line.count).map((i) => [line.start(i), line.serial(i)])).to.deep.equal(
      range(35, 5).map((i) => [100 * i, i + 1]),
    );
  });

  it('moves all that it holds to the end of another', () => {
    const [from, to] = [lineOf(frames(9).slice(3)), lineOf(frames(3))];
    from.override(5000, 'low');
    from.moveTo(to);
    expect([from.count, from.overrides.length, to.count]).to.deep.equal([0, 0, 9]);
    expect(range(9).map((i) => [to.start(i), to.bit(i), to.length(i), to.serial(i)])).to.deep.equal(
      range(9).map((i) => [100 * i, 10, 5, i + 1]),
    );
    expect([to.level(4999), to.level(5000)]).to.deep.equal([1, 0]);
  });

  it('tells what was put into it, frame by frame, and of the first when no other is asked for', () => {
    const line = lineOf([FRAME, { at: 200, bit: 7, levels: [0, 0, 1], serial: 8 }]);
    const told = range(2).map((i) => [
      line.start(i),
      line.bit(i),
      line.pattern(i),
      line.length(i),
      line.serial(i),
    ]);
    expect(told).to.deep.equal([
      [100, 10, 0b10010, 5, 7],
      [200, 7, 0b100, 3, 8],
    ]);
    expect([line.start(), line.bit(), line.pattern(), line.length(), line.serial()]).to.deep.equal(told[0]);
  });

  it('is mark again once it is cleared', () => {
    const line = lineOf([FRAME]);
    line.override(110, 'low');
    line.clear();
    expect([line.count, line.overrides, line.blank, line.level(120)]).to.deep.equal([0, [], true, 1]);
  });

  it('gives the serial number of the frame at a tick once, and 0 outside frames', () => {
    const line = lineOf([FRAME]);
    expect([99, 150, 149, 149, 100].map((at) => line.takeSerial(at))).to.deep.equal([0, 0, 7, 0, 0]);
  });

  it('counts, of the frames it forgets, those that nobody took', () => {
    const line = lineOf([...frames(4), { ...FRAME, at: 400, serial: 0 }]);
    line.takeSerial(120);
    expect([line.prune(149), line.count]).to.deep.equal([1, 4]);
    expect([line.prune(150), line.count]).to.deep.equal([0, 3]);
    expect([line.prune(NEVER), line.count]).to.deep.equal([2, 0]);
  });

  it('gives samples in one go as it gives them one by one, in frames, between them and overridden', () => {
    const line = lineOf(frames(4));
    for (const step of [10, 7, 10.5, 3, 40]) {
      for (const first of range(50, -20)) {
        const samples = line.samples(first, step, 12);
        const one = range(12).map((k) => line.level(first + k * step));
        expect(range(12).map((k) => (samples >> k) & 1)).to.deep.equal(one);
      }
    }
    line.override(110, 'low');
    expect(line.samples(90, 10, 4) & 0b1111).to.equal(0b0001);
  });

  it('counts the frames that nobody took', () => {
    const line = lineOf([...frames(4), { ...FRAME, at: 400, serial: 0 }]);
    line.takeSerial(120);
    expect(line.unclaimed).to.equal(3);
  });

  describe('overridden', () => {
    function driven(
      ...drives: ReadonlyArray<readonly [at: number, drive: 'low' | 'high' | 'frames']>
    ): Waveform {
      const line = lineOf([FRAME]);
      for (const [at, drive] of drives) line.override(at, drive);
      return line;
    }

    it('is low, high or as the frames are, from the tick of each override on', () => {
      const line = driven([95, 'high'], [105, 'low'], [112, 'frames'], [125, 'high']);
      expect([94, 100, 104, 105, 111, 112, 120, 124, 125, 139].map((at) => line.level(at))).to.deep.equal([
        1, 1, 1, 0, 0, 1, 0, 0, 1, 1,
      ]);
    });

    it('falls where an override or a frame under none makes it fall', () => {
      const line = driven([95, 'high'], [105, 'low'], [112, 'frames'], [300, 'low']);
      const falls = [0, 104, 105, 119, 120, 299, 300].map((after) => line.nextFall(after));
      expect(falls).to.deep.equal([105, 105, 120, 120, 300, 300, NEVER]);
    });

    it('does not fall where low follows low', () => {
      const line = driven([125, 'low'], [130, 'low'], [135, 'frames']);
      expect(line.nextFall(120)).to.equal(NEVER);
    });

    it('forgets overrides that are over, and keeps the one that stands', () => {
      const line = driven([10, 'low'], [20, 'frames'], [30, 'low']);
      line.prune(25);
      expect(line.overrides).to.deep.equal([{ at: 30, drive: 'low' }]);
      line.prune(1000);
      expect([line.level(1000), line.count]).to.deep.equal([0, 0]);
    });

    it('forgets none that is to come, and a release from its own tick on', () => {
      const line = driven([10, 'frames'], [30, 'low'], [40, 'frames']);
      line.prune(9);
      expect(line.overrides.map(({ at }) => at)).to.deep.equal([10, 30, 40]);
      line.prune(10);
      expect(line.overrides.map(({ at }) => at)).to.deep.equal([30, 40]);
    });
  });
});
