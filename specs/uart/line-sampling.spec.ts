import { expect } from 'chai';
import type { Uart } from '../../harness/uart/chip.ts';
import { chipWith, range, setDivisor } from '../support/chip.ts';
import {
  BY_WORD_LENGTH,
  bitTicks,
  characterTicks,
  LSR,
  levelsOf,
  REG,
  SETTINGS,
  type Setting,
  setting,
} from '../support/datasheet.ts';
import { type Frame, lineOf } from '../support/line.ts';
import { endOf, type Heard, hear, levelsByTick } from '../support/sampling.ts';

/** Frames of one setting with a gap after each; `bit` may be any length, whole or not. */
function framesOf(line: Setting, chars: readonly number[], bit: number, gap = 0): Frame[] {
  const length = (characterTicks(line) / 16) * bit + gap;
  return chars.map((char, i) => ({ at: 20 + i * length, bit, levels: levelsOf(line, char) }));
}

/** What the chip makes of them, character by character, LSR and RBR read as each comes. */
function heardBy(chip: Uart, frames: readonly Frame[], until: number): Heard[] {
  const heard: Heard[] = [];
  chip.listen(lineOf(frames));
  while (chip.deadline <= until) {
    chip.advance(chip.deadline);
    const status = chip.read(REG.LSR);
    if ((status & LSR.DR) === 0) continue;
    heard.push({
      at: chip.now,
      char: chip.read(REG.RBR),
      flags: status & (LSR.PE | LSR.FE | LSR.BI | LSR.OE),
    });
  }
  return heard;
}

function compare(frames: readonly Frame[], mine: Setting, divisor: number, title: string): Heard[] {
  const until = endOf(frames, mine, divisor);
  const heard = heardBy(chipWith({ line: mine.name, divisor }), frames, until);
  expect(heard, title).to.deep.equal(hear(levelsByTick(frames, until), mine, divisor));
  return heard;
}

const CHARS = [0x00, 0xff, 0x55, 0x2a, 0x01, 0x80, 0xfe, 0x7f, 0x33, 0x0f];
const ALL = range(256);
const through = (from: string, to: string, gap = 0, chars = ALL) =>
  compare(framesOf(setting(from), chars, 16, gap), setting(to), 1, `${from} into ${to}`);

describe('Line sampling', () => {
  for (const { bits, lines } of BY_WORD_LENGTH) {
    it(`[66] §8.4 makes of ${bits}-bit words in all 40 settings what a receiver going tick by tick makes`, () => {
      for (const from of lines) {
        for (const to of SETTINGS) {
          for (const gap of [0, 37])
            compare(framesOf(from, CHARS, 16, gap), to, 1, `${from.name} into ${to.name}`);
        }
      }
    });
  }

  for (const [theirs, mine] of [
    [1, 2],
    [2, 1],
    [2, 3],
    [3, 2],
    [1, 12],
    [12, 1],
    [12, 13],
  ] as const) {
    it(`[67] §8.4 makes of divisor ${theirs} at divisor ${mine} what a receiver going tick by tick makes`, () => {
      for (const name of ['8N1', '8E1', '7O2', '5N1.5']) {
        for (const gap of [0, 100]) {
          const frames = framesOf(setting(name), CHARS, bitTicks(theirs), gap);
          compare(frames, setting(name), mine, `${name}, gap ${gap}`);
        }
      }
    });
  }

  const UNEVEN = [15.05, 15.7, 16.0032, 16.5, 17.01, 23.9];

  it('[67] §8.4 makes the same of bits that are no whole number of ticks', () => {
    for (const bit of UNEVEN) {
      for (const name of ['8N1', '7E2']) {
        const frames = framesOf(setting(name), CHARS, bit).map((frame) => ({
          ...frame,
          at: Math.ceil(frame.at),
        }));
        compare(frames, setting(name), 1, `${name}, ${bit}`);
      }
    }
  });

  it('[67] §8.4 samples on whole ticks of its own when frames start between them', () => {
    for (const bit of UNEVEN) {
      for (const name of ['8N1', '7E2']) {
        compare(framesOf(setting(name), CHARS, bit, 3.25), setting(name), 1, `${name}, ${bit}`);
      }
    }
  });

  it('[65] §8.1 takes 256 characters of its own settings back to back without a flag', () => {
    const heard = through('8N1', '8N1');
    expect(heard.map(({ char }) => char)).to.deep.equal(ALL);
    expect(heard.every(({ flags }) => flags === 0)).to.equal(true);
  });

  for (const [from, to] of [
    ['8E1', '8O1'],
    ['8O1', '8E1'],
    ['7M1', '7S1'],
  ] as const) {
    it(`[66] §8.4 gives PE on every character of ${from} into ${to}, and the right data`, () => {
      const chars = range(128);
      const heard = through(from, to, 0, chars);
      expect(heard.map(({ char, flags }) => [char, flags])).to.deep.equal(
        chars.map((char) => [char, LSR.PE]),
      );
    });
  }

  it('[66] §8.4 gives PE on 128 of the 256 characters of 8N1 into 8E1 when the line is mark between them', () => {
    const heard = through('8N1', '8E1', 160);
    expect(heard.filter(({ flags }) => flags === LSR.PE)).to.have.length(128);
    expect(heard.filter(({ flags }) => flags === 0)).to.have.length(128);
  });

  it('[66] §8.4 gives FE as well for 8N1 into 8E1 back to back', () => {
    expect(through('8N1', '8E1').filter(({ flags }) => (flags & LSR.FE) !== 0)).not.to.have.length(0);
  });

  it('[66] §8.4 makes 276 characters of those from 00 to FF that are 8E1 back to back into 8N1', () => {
    expect(through('8E1', '8N1')).to.have.length(276);
  });

  it('[66] §8.4 gives FE for 8E1 into 8N1 exactly where the parity bit is 0', () => {
    for (const char of ALL) {
      const [first] = through('8E1', '8N1', 0, [char]);
      const parity = levelsOf(setting('8E1'), char).at(-1);
      expect((first?.flags ?? 0) & LSR.FE, `${char}`).to.equal(parity === 0 ? LSR.FE : 0);
    }
  });

  it('[66] §8.4 gives NO flag for 7E1 into 8N1: bit 7 is the parity bit', () => {
    const heard = through('7E1', '8N1', 0, range(128));
    expect(heard.every(({ flags }) => flags === 0)).to.equal(true);
    expect(heard.map(({ char }) => [char & 0x7f, char >> 7])).to.deep.equal(
      range(128).map((char) => [char, levelsOf(setting('7E1'), char).at(-1)]),
    );
  });

  it('[67] §8.4 takes two stop bits into one, and one into two, without an error', () => {
    for (const [from, to] of [
      ['8N2', '8N1'],
      ['8N1', '8N2'],
      ['5O1.5', '5O1'],
      ['5O1', '5O1.5'],
    ] as const) {
      expect(through(from, to, 0, range(32)).map(({ char, flags }) => [char, flags])).to.deep.equal(
        range(32).map((char) => [char, 0]),
      );
    }
  });

  for (const { ticks, heard } of [
    { ticks: 1, heard: [] },
    { ticks: 7, heard: [] },
    { ticks: 8, heard: [] },
    { ticks: 9, heard: [0xff] },
    { ticks: 16, heard: [0xff] },
  ]) {
    it(`[67] §8.4 takes the line's being low for ${ticks} of 16 ticks for ${heard.length === 0 ? 'noise' : 'FF'}`, () => {
      const came = heardBy(chipWith(), [{ at: 50, bit: ticks, levels: [0] }], 500);
      expect(came.map(({ char }) => char)).to.deep.equal(heard);
      expect(came.every(({ at, flags }) => at === 50 + 152 && flags === 0)).to.equal(true);
    });
  }

  it('[67] §8.4 receives by its new settings what begins after noise, decided by then or not', () => {
    for (const changed of [19, 60, 150]) {
      const chip = chipWith({ line: '5N1', divisor: 3 });
      // FF and 00 of a sender three times as fast: the start bit of FF is over before its middle here.
      const frames = [0x7f, 0x00].map((char, i) => ({
        at: 16 + 144 * i,
        bit: 16,
        levels: levelsOf(setting('7N1'), char),
      }));
      chip.listen(lineOf(frames));
      chip.advance(changed);
      setDivisor(chip, 1);
      expect(heardBy(chip, [], 500)[0], `${changed}`).to.deep.equal({
        at: 160 + 104,
        char: 0x00,
        flags: LSR.FE | LSR.BI,
      });
    }
  });

  it('[67] §8.4 keeps the settings of a start bit that is not half over when they change, taken whole or sampled', () => {
    for (const bit of [16, 8]) {
      const chip = chipWith();
      const levels = levelsOf(setting('8N1'), 0xc1).flatMap((level) =>
        bit === 8 ? [level, level] : [level],
      );
      chip.listen(lineOf([{ at: 20, bit, levels }]));
      chip.advance(24);
      setDivisor(chip, 2);
      expect(heardBy(chip, [], 500), `bits of ${bit}`).to.deep.equal([
        { at: 20 + 152, char: 0xc1, flags: 0 },
      ]);
    }
  });

  it('[67] §8.4 sees a start bit at the tick of the stop sample before it, told of it after that', () => {
    const chip = chipWith();
    const levels = levelsOf(setting('8N1'), 0x41).flatMap((level) => [level, level]);
    expect(heardBy(chip, [{ at: 0, bit: 8, levels }], 152)).to.have.lengthOf(1);
    const next = { at: 152, bit: 16, levels: levelsOf(setting('8N1'), 0x42) };
    expect(heardBy(chip, [next], 500)).to.deep.equal([{ at: 304, char: 0x42, flags: 0 }]);
  });

  it('[67] §8.4 sees no start bit in what falls just before a stop sample that is mark', () => {
    const frames: Frame[] = [
      { at: 20, bit: 16, levels: [0] },
      { at: 20 + 151, bit: 1, levels: [0] },
      { at: 20 + 156, bit: 16, levels: levelsOf(setting('8N1'), 0x42) },
    ];
    const [, second] = compare(frames, setting('8N1'), 1, 'a tick of noise');
    expect(second).to.deep.equal({ at: 176 + 152, char: 0x42, flags: 0 });
  });

  it('[67] §8.4 looks for a start bit again right after noise', () => {
    const noise: Frame = { at: 50, bit: 4, levels: [0] };
    const [came] = heardBy(
      chipWith(),
      [noise, { at: 59, bit: 16, levels: levelsOf(setting('8N1'), 0x41) }],
      500,
    );
    expect(came).to.deep.equal({ at: 59 + 152, char: 0x41, flags: 0 });
  });

  it('[67] §8.4 counts from the first edge when the line is low again at the middle of the start bit', () => {
    const frames: Frame[] = [
      { at: 50, bit: 2, levels: [0] },
      { at: 54, bit: 16, levels: levelsOf(setting('8N1'), 0x41) },
    ];
    const [came] = heardBy(chipWith(), frames, 500);
    expect(came).to.deep.equal({ at: 50 + 152, char: 0x41, flags: 0 });
  });

  for (const { bit, flags, char } of [
    { bit: 16.88, flags: 0, char: 0x41 },
    { bit: 16.9, flags: LSR.FE, char: 0x41 },
    { bit: 15.12, flags: 0, char: 0x41 },
    { bit: 15.1, flags: 0, char: 0xc1 },
  ]) {
    const right = flags === 0 && char === 0x41;
    it(`[67] §8.4 ${right ? 'stands' : 'does not stand'} a sender whose bits take ${bit} ticks instead of 16`, () => {
      const [came] = heardBy(chipWith(), framesOf(setting('8N1'), [0x41], bit), 500);
      expect(came).to.deep.equal({ at: 20 + 152, char, flags });
    });
  }
});
