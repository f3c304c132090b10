import { expect } from 'chai';
import fc from 'fast-check';
import { type Drive, Waveform } from '../../harness/uart/waveform.ts';
import { chipWith } from '../support/chip.ts';
import { LSR, REG, SETTINGS } from '../support/datasheet.ts';
import { type Frame, lineOf } from '../support/line.ts';
import { type Heard, hear, levelsByTick } from '../support/sampling.ts';

const END = 6000;

/** Anything but a proper frame: up to twelve bits of 1 to 40 ticks, the first low, mark for a while after it. */
const scraps = fc.array(
  fc.record({
    gap: fc.nat({ max: 200 }),
    bit: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constant(16)),
    bits: fc.array(fc.constantFrom<0 | 1>(0, 1), { maxLength: 11 }),
  }),
  { maxLength: 12 },
);

const drives = fc.array(fc.record({ after: fc.integer({ min: 1, max: 600 }), low: fc.boolean() }), {
  maxLength: 6,
});

const framesFrom = (parts: readonly { gap: number; bit: number; bits: readonly (0 | 1)[] }[]): Frame[] => {
  let at = 10;
  return parts.map(({ gap, bit, bits }) => {
    const frame: Frame = { at, bit, levels: [0, ...bits] };
    at += frame.levels.length * bit + gap + 1;
    return frame;
  });
};

/** What a chip hears that is told of each change of its line before it takes that tick's samples. */
function heardLive(
  line: string,
  changes: readonly { readonly at: number; readonly line: Waveform }[],
): Heard[] {
  const chip = chipWith({ line });
  const heard: Heard[] = [];
  const until = (tick: number): void => {
    while (chip.deadline <= tick) {
      chip.advance(chip.deadline);
      const flags = chip.read(REG.LSR);
      if (flags & LSR.DR) {
        heard.push({ at: chip.now, char: chip.read(REG.RBR), flags: flags & (LSR.PE | LSR.FE | LSR.BI) });
      }
    }
    chip.advance(tick);
  };
  for (const change of changes) {
    until(change.at - 1);
    chip.listen(change.line);
  }
  until(END);
  return heard;
}

const overriding = (at: number, drive: Drive): Waveform => {
  const line = new Waveform();
  line.override(at, drive);
  return line;
};

const settings = fc.constantFrom(...SETTINGS);

describe('Any line whatever', () => {
  it('[67] §8.4 is heard as by a receiver going tick by tick', () => {
    fc.assert(
      fc.property(settings, scraps, (mine, parts) => {
        const frames = framesFrom(parts);
        const changes = frames.map((frame) => ({ at: frame.at, line: lineOf([frame]) }));
        expect(heardLive(mine.name, changes)).to.deep.equal(hear(levelsByTick(frames, END), mine, 1));
      }),
      { seed: 67, numRuns: 300 },
    );
  });

  it('[26][30][67] §8.4 §8.1 is heard so under breaks, too, that come and go in the middle of anything', () => {
    fc.assert(
      fc.property(settings, scraps, drives, (mine, parts, held) => {
        const frames = framesFrom(parts);
        const levels = levelsByTick(frames, END);
        let at = 0;
        const turns = held.map(({ after, low }) => {
          at += after;
          return { at, drive: low ? ('low' as const) : ('frames' as const) };
        });
        turns.forEach(({ at: from, drive }, i) => {
          if (drive === 'low') levels.fill(0, from, turns[i + 1]?.at ?? END + 1);
        });
        const changes = [
          ...frames.map((frame) => ({ at: frame.at, line: lineOf([frame]) })),
          ...turns.map((turn) => ({ at: turn.at, line: overriding(turn.at, turn.drive) })),
        ].sort((a, b) => a.at - b.at);
        expect(heardLive(mine.name, changes)).to.deep.equal(hear(levels, mine, 1));
      }),
      { seed: 26, numRuns: 300 },
    );
  });
});
