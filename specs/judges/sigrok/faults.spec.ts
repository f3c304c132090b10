import { expect } from 'chai';
import { range } from '../../support/chip.ts';
import {
  bitsBeforeStop,
  bitTicks,
  characterTicks,
  dataMask,
  LSR,
  parityBit,
  SETTINGS,
  type Setting,
} from '../../support/datasheet.ts';
import type { Character } from './annotations.ts';
import { describeWithSigrok } from './installed.ts';
import { judge } from './judge.ts';
import { type Passage, passage } from './passage.ts';
import { type Fault, withFaults } from './wire.ts';

const CHARS = [0x55, 0xab, 0x13, 0xe1, 0x0f, 0x9a];
const DIVISOR = 12;

/** PE where the parity bit of this character ought to be another one than stands on the line. */
const parityFlag = (line: Setting, char: number, stands: 0 | 1): number =>
  [null, stands].includes(parityBit(line, char)) ? 0 : LSR.PE;

/** Characters with a whole one's mark before each, and faults on their way; `flags` for the frames that have some. */
function faulty(
  line: Setting,
  faults: readonly Fault[],
  flags: Readonly<Record<number, number>>,
  chars = CHARS,
): Passage {
  const sound = passage(line, DIVISOR, chars, characterTicks(line, DIVISOR));
  const meant = sound.meant.map((one, i) => ({ ...one, flags: flags[i] ?? 0 }));
  return { ...sound, wire: withFaults(sound.wire, faults), meant };
}

/** A low bit at this place is a start bit to who looks for one, and the mark after it is all ones. */
const ones = (line: Setting, { at }: Character, bit: number): Character => ({
  at: at + bit * bitTicks(DIVISOR),
  char: dataMask(line),
  flags: parityFlag(line, dataMask(line), 1),
});

describeWithSigrok('A fault on the wire, seen by sigrok and by our receiver', () => {
  it('[23][27] §8.4 in a parity bit is PE of that character, which comes all the same, in all 32 settings with one', () => {
    const lines = SETTINGS.filter(({ parity }) => parity !== 'N');
    const passages = lines.map((line) => {
      const bit = 1 + line.bits;
      return faulty(
        line,
        [1, 2, 4].map((frame) => ({ frame, bit })),
        { 1: LSR.PE, 2: LSR.PE, 4: LSR.PE },
      );
    });
    for (const { name, meant, sigrok, heard } of judge(passages)) {
      expect(sigrok.characters, `sigrok, ${name}`).to.deep.equal(meant);
      expect(heard, `our receiver, ${name}`).to.deep.equal(meant);
    }
  });

  it('[27] §8.1 in a data bit is a wrong character, and PE with odd and even parity only', () => {
    const passages = SETTINGS.map((line) => {
      const chars = range(line.bits).map(() => 0x5a);
      const flag = 'OE'.includes(line.parity) ? LSR.PE : 0;
      const turned = chars.map((_, i) => ({ frame: i, bit: 1 + i }));
      const { meant, ...rest } = faulty(
        line,
        turned,
        chars.map(() => flag),
        chars,
      );
      return { ...rest, meant: meant.map((one, i) => ({ ...one, char: one.char ^ (1 << i) })) };
    });
    for (const { name, meant, sigrok, heard } of judge(passages)) {
      expect(sigrok.characters, `sigrok, ${name}`).to.deep.equal(meant);
      expect(heard, `our receiver, ${name}`).to.deep.equal(meant);
    }
  });

  it('[24] §8.4 in a first stop bit is FE; our receiver takes it for a start bit, sigrok waits for the next fall', () => {
    const passages = SETTINGS.map((line) => {
      const bit = bitsBeforeStop(line);
      return faulty(
        line,
        [1, 4].map((frame) => ({ frame, bit })),
        { 1: LSR.FE, 4: LSR.FE },
      );
    });
    judge(passages).forEach(({ name, meant, sigrok, heard, unitsAt }, i) => {
      expect(sigrok.characters, `sigrok, ${name}`).to.deep.equal(meant);
      const { line, meant: sent } = passages[i] as Passage;
      const after = sent
        .filter(({ flags }) => flags !== 0)
        .map((one) => ones(line, one, bitsBeforeStop(line)))
        .map((one) => ({ ...one, at: unitsAt(one.at) }));
      expect(heard, `our receiver, ${name}`).to.deep.equal([...meant, ...after].sort((a, b) => a.at - b.at));
    });
  });

  it('[29] §8.1 in a second stop bit is no error: it begins another character', () => {
    const lines = SETTINGS.filter(({ stop }) => stop === 2);
    const passages = lines.map((line) => {
      const bit = bitsBeforeStop(line) + 1;
      const sent = faulty(line, [{ frame: 1, bit }], {});
      const [first, second, ...rest] = sent.meant as [Character, Character, ...Character[]];
      return { ...sent, meant: [first, second, ones(line, second, bit), ...rest] };
    });
    for (const { name, meant, sigrok, heard } of judge(passages)) {
      expect(sigrok.characters, `sigrok, ${name}`).to.deep.equal(meant);
      expect(heard, `our receiver, ${name}`).to.deep.equal(meant);
    }
  });
});
