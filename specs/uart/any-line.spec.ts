import { expect } from 'chai';
import fc from 'fast-check';
import type { Uart } from '../../harness/uart/chip.ts';
import { type Drive, Waveform } from '../../harness/uart/waveform.ts';
import { chipWith, setDivisor } from '../support/chip.ts';
import { LSR, REG, SETTINGS } from '../support/datasheet.ts';
import { type Frame, lineOf } from '../support/line.ts';
import { type Heard, hear, hearAs, levelsByTick } from '../support/sampling.ts';
import type { LineAt } from '../support/sending.ts';

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
  sets: readonly SetAt[] = [],
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
  const acts = [
    ...changes.map((change) => ({ at: change.at - 1, do: () => chip.listen(change.line) })),
    // A program comes last in its tick.
    ...sets.map((set) => ({ at: set.at, do: () => setLine(chip, set) })),
  ];
  for (const act of acts.sort((a, b) => a.at - b.at)) {
    until(act.at);
    act.do();
  }
  until(END);
  return heard;
}

interface SetAt extends LineAt {
  readonly at: number;
}

function setLine(chip: Uart, { line, divisor }: LineAt): void {
  chip.write(REG.LCR, line.lcr);
  setDivisor(chip, divisor);
}

const overriding = (at: number, drive: Drive): Waveform => {
  const line = new Waveform();
  line.override(at, drive);
  return line;
};

const settings = fc.constantFrom(...SETTINGS);

/** How long the line stays as it is, in turn mark and low: seldom as long as a bit. */
const noise = fc.array(fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 300 })), {
  maxLength: 60,
  size: 'max',
});

/** Set anew so long after the line has changed for the nth time: at once, where a start bit is verified, and later. */
const sets = fc.array(
  fc.record({
    nth: fc.nat({ max: 60 }),
    after: fc.oneof(fc.constantFrom(0, 8, 16, 40), fc.nat({ max: 600 })),
    line: settings,
    divisor: fc.constantFrom(1, 1, 2, 5),
  }),
  { maxLength: 8, size: 'max' },
);

/** The times at which all that lasts so long is over. */
const timesOf = (lasting: readonly number[]): number[] => {
  let at = 0;
  return lasting.map((each) => (at += each)).filter((time) => time < END);
};

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

  it('[67] §8.4 is heard so when it is noise, and the settings change in the midst of it', () => {
    fc.assert(
      fc.property(settings, noise, sets, (mine, lasting, setting) => {
        const levels = new Uint8Array(END + 1).fill(1);
        const times = timesOf(lasting);
        const changes = times.map((at, i) => {
          const low = i % 2 === 0;
          levels.fill(low ? 0 : 1, at);
          return { at, line: overriding(at, low ? 'low' : 'frames') };
        });
        const at = setting
          .map(({ nth, after, ...set }): SetAt => ({ ...set, at: (times[nth % times.length] ?? 0) + after }))
          .filter((set) => set.at < END)
          .sort((one, other) => one.at - other.at);
        const settingsAt = (tick: number): LineAt =>
          at.findLast((set) => set.at < tick) ?? { line: mine, divisor: 1 };
        expect(heardLive(mine.name, changes, at)).to.deep.equal(hearAs(levels, settingsAt));
      }),
      { seed: 670, numRuns: 400 },
    );
  });
});
