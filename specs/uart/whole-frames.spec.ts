import { expect } from 'chai';
import fc from 'fast-check';
import type { ChipEvent } from '../../harness/ground/chip-event.ts';
import type { Uart } from '../../harness/uart/chip.ts';
import { type Drive, Waveform } from '../../harness/uart/waveform.ts';
import { chipWith } from '../support/chip.ts';
import { characterTicks, LSR, levelsOf, REG, SETTINGS, type Setting, setting } from '../support/datasheet.ts';
import { type Frame, lineOf } from '../support/line.ts';
import { type Heard, hear, levelsByTick } from '../support/sampling.ts';

const whole = (frame: Frame): Frame => frame;

/** The same levels in bits half as long, which the receiver cannot take as they are: it has to sample them. */
const halved = (frame: Frame): Frame => ({
  ...frame,
  bit: frame.bit / 2,
  levels: frame.levels.flatMap((level) => [level, level]),
});

interface Act {
  readonly at: number;
  readonly do: (chip: Uart) => void;
}

/** Polls a chip from event to event while things are done to it, and tells all that can be seen meanwhile. */
function story(mine: Setting, acts: readonly Act[], until: number) {
  const chip = chipWith({ line: mine.name });
  const journal: ChipEvent[] = [];
  chip.journal = journal;
  const heard: Heard[] = [];
  const seen: unknown[] = [];
  const look = () => seen.push([chip.now, chip.deadline, chip.held, structuredClone(chip.tally)]);
  const poll = () => {
    const flags = chip.read(REG.LSR);
    if ((flags & LSR.DR) === 0) return;
    heard.push({ at: chip.now, char: chip.read(REG.RBR), flags: flags & (LSR.PE | LSR.FE | LSR.BI) });
  };
  for (const act of [...acts].sort((a, b) => a.at - b.at)) {
    for (; chip.deadline < act.at; look()) {
      chip.advance(chip.deadline);
      poll();
    }
    // A line's change comes before the samples of its tick.
    chip.advance(act.at - 1);
    act.do(chip);
    look();
  }
  for (; chip.deadline <= until; look()) {
    chip.advance(chip.deadline);
    poll();
  }
  return { heard, journal, seen };
}

/** The chip is told of a frame so long before it begins, and of a break that begins or ends with it. */
const saying = (frame: Frame, ahead: number, drive: Drive | null = null): Act => {
  const at = Math.floor(frame.at) - ahead;
  return {
    at,
    do: (chip) => {
      const line = lineOf([frame]);
      if (drive !== null) line.override(at, drive);
      chip.listen(line);
    },
  };
};

interface Said {
  readonly line: Setting;
  readonly char: number;
  readonly gap: number;
  /** The chip is told of it so long before it begins. */
  readonly ahead: number;
  /** Or so long after. */
  readonly late: number;
  /** What begins to hold the line as the chip is told. */
  readonly drive: Drive | null;
  /** How far behind a whole tick it begins. */
  readonly between: number;
  readonly bit: number;
}

const settings = fc.constantFrom(...SETTINGS);
/** Close together as often as not, so that one may begin before the one before it was sampled. */
const gaps = fc.oneof(fc.constant(0), fc.integer({ min: -16, max: 16 }), fc.nat({ max: 300 }));

const spoken = (mine: Setting): fc.Arbitrary<Said[]> =>
  fc.array(
    fc.record({
      line: fc.oneof({ weight: 3, arbitrary: fc.constant(mine) }, settings),
      char: fc.nat({ max: 255 }),
      gap: gaps,
      ahead: fc.oneof(fc.constant(0), fc.nat({ max: 60 })),
      late: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat({ max: 30 })),
      drive: fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, fc.constantFrom<Drive>('low', 'frames')),
      between: fc.constantFrom(0, 0, 0, 0.25, 2 ** -16),
      bit: fc.constantFrom(16, 16, 16, 16, 17, 15.5, 16 + 2 ** -16),
    }),
    { minLength: 1, maxLength: 12 },
  );

/** One after another, and never one over the other's bits. */
function framesOf(said: readonly Said[]): Frame[] {
  let free = 100;
  return said.map(({ line, char, gap, between, bit }, i) => {
    const levels = levelsOf(line, char);
    const frame: Frame = { at: free + between, bit, levels, serial: i + 1 };
    const bits = Math.ceil(frame.at + levels.length * bit);
    free = Math.max(bits, bits + line.stop * 16 + gap);
    return frame;
  });
}

const END = 8000;
const one = settings.chain((mine) => fc.tuple(fc.constant(mine), spoken(mine)));

/** A line that is driven low, or let go. */
const driven = (at: number, drive: Drive): Waveform => {
  const line = new Waveform();
  line.override(at, drive);
  return line;
};

const change = fc.oneof(
  settings.map(
    ({ lcr }) =>
      (chip: Uart) =>
        chip.write(REG.LCR, lcr),
  ),
  fc
    .constantFrom<Drive>('low', 'frames')
    .map((drive) => (chip: Uart) => chip.listen(driven(chip.now, drive))),
  fc.constant((chip: Uart) => chip.reset(chip.now)),
);
const changes: fc.Arbitrary<Act[]> = fc.array(fc.record({ at: fc.nat({ max: 2500 }), do: change }), {
  maxLength: 4,
});

describe('A frame that its receiver takes whole', () => {
  it('[67] §8.4 gives what a receiver going tick by tick hears', () => {
    fc.assert(
      fc.property(one, ([mine, said]) => {
        const frames = framesOf(said);
        const acts = said.map(({ ahead }, i) => saying(frames[i] as Frame, ahead));
        expect(story(mine, acts, END).heard).to.deep.equal(hear(levelsByTick(frames, END), mine, 1));
      }),
      { seed: 67, numRuns: 400 },
    );
  });

  it('[63][67] §8.4 cannot be told, at any tick, from one that it samples, whatever comes before and after it', () => {
    fc.assert(
      fc.property(one, changes, ([mine, said], changed) => {
        const frames = framesOf(said);
        const toldOf = (form: (frame: Frame) => Frame) => [
          ...said.map(({ ahead, late, drive }, i) => saying(form(frames[i] as Frame), ahead - late, drive)),
          ...changed,
        ];
        expect(story(mine, toldOf(whole), END)).to.deep.equal(story(mine, toldOf(halved), END));
      }),
      { seed: 16, numRuns: 400 },
    );
  });

  it('stands on the line until its stop bit is sampled', () => {
    const chip = chipWith();
    chip.listen(lineOf([{ at: 0, bit: 16, levels: levelsOf(setting('8N1'), 0x41), serial: 1 }]));
    const onTheLine = [0, 151, 152].map((at) => {
      chip.advance(at);
      return chip.held.onTheLine;
    });
    expect(onTheLine).to.deep.equal([1, 1, 0]);
  });

  for (const { at, heard } of [
    { at: 251, heard: [0x55] },
    { at: 252, heard: [0x55, 0xff] },
  ]) {
    it(`lets a start bit at ${at} be ${heard.length === 1 ? 'missed' : 'seen'} when its stop bit is sampled at 252`, () => {
      const frames = [
        { at: 100, char: 0x55 },
        { at, char: 0xff },
      ].map(({ at, char }): Frame => ({ at, bit: 16, levels: levelsOf(setting('8N1'), char) }));
      // The chip is told of the second when the first has been sampled.
      const acts = frames.map((frame) => saying(frame, frame.at === at ? at - 254 : 0));
      expect(story(setting('8N1'), acts, END).heard.map(({ char }) => char)).to.deep.equal(heard);
    });
  }

  it('is met with the settings that hold when it begins, if it was told of before', () => {
    const chip = chipWith({ line: '8N1' });
    const line = setting('7E1');
    chip.listen(lineOf([{ at: 50, bit: 16, levels: levelsOf(line, 0x41), serial: 1 }]));
    chip.advance(40);
    chip.write(REG.LCR, setting('7O1').lcr);
    chip.advance(50 + characterTicks(line));
    expect([chip.read(REG.LSR) & LSR.PE, chip.read(REG.RBR)]).to.deep.equal([LSR.PE, 0x41]);
  });
});
