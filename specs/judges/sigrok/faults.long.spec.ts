import { expect } from 'chai';
import { range } from '../../support/chip.ts';
import {
  bitsBeforeStop,
  bitTicks,
  characterTicks,
  LSR,
  SETTINGS,
  type Setting,
} from '../../support/datasheet.ts';
import type { Character } from './annotations.ts';
import { withFaults } from './faults.ts';
import { describeWithSigrok } from './installed.ts';
import { judge } from './judge.ts';
import { type Passage, passage } from './passage.ts';
import { ALL_HIGH, afterBadStops, reading } from './reading.ts';

const CHARS = [0x55, 0xab, 0x13, 0xe1, 0x0f, 0x9a];
const DIVISOR = 12;

/** Characters with a whole one's mark before each, and one bit turned over in some of them, which then have flags. */
function faulty(line: Setting, bit: number, frames: readonly number[], flags: number): Passage {
  const sent = passage(line, DIVISOR, CHARS, characterTicks(line, DIVISOR));
  return {
    ...sent,
    wire: withFaults(sent.wire, (frame) => (frames.includes(frame) ? 1 << bit : 0)),
    meant: sent.meant.map((one, frame) => ({ ...one, flags: frames.includes(frame) ? flags : 0 })),
  };
}

function expectHeardByBoth(passages: readonly Passage[]): void {
  for (const { name, meant, sigrok, heard } of judge(passages)) {
    expect(sigrok, `sigrok, ${name}`).to.deep.equal({ characters: meant, breaks: [], noise: [] });
    expect(heard, `our receiver, ${name}`).to.deep.equal(meant);
  }
}

describeWithSigrok('A fault on the wire, seen by sigrok and by our receiver', () => {
  it('[23][27] §8.1 §8.4 in a parity bit is PE of that character, which comes all the same, in all 32 settings with one', () => {
    const lines = SETTINGS.filter(({ parity }) => parity !== 'N');
    expectHeardByBoth(lines.map((line) => faulty(line, 1 + line.bits, [1, 2, 4], LSR.PE)));
  });

  it('[27] §8.1 in a data bit is a wrong character, and PE with odd and even parity only', () => {
    expectHeardByBoth(
      SETTINGS.map((line) => {
        const chars = range(line.bits).map(() => 0x5a);
        const sent = passage(line, DIVISOR, chars);
        const flags = 'OE'.includes(line.parity) ? LSR.PE : 0;
        return {
          ...sent,
          wire: withFaults(sent.wire, (frame) => 2 << frame),
          meant: sent.meant.map((one, i) => ({ ...one, char: one.char ^ (1 << i), flags })),
        };
      }),
    );
  });

  it('[24] §8.4 in a first stop bit is FE; our receiver takes it for a start bit, sigrok waits for the next fall', () => {
    const passages = SETTINGS.map((line) => faulty(line, bitsBeforeStop(line), [1, 4], LSR.FE));
    judge(passages).forEach(({ name, meant, sigrok, heard, place }, i) => {
      const { line, meant: sent } = passages[i] as Passage;
      const more = place(afterBadStops(line, sent, bitsBeforeStop(line) * bitTicks(DIVISOR)));
      expect(sigrok, `sigrok, ${name}`).to.deep.equal({ characters: meant, breaks: [], noise: [] });
      expect(heard, `our receiver, ${name}`).to.deep.equal([...meant, ...more].sort((a, b) => a.at - b.at));
    });
  });

  it('[29] §8.1 in a second stop bit is no error: it begins another character', () => {
    const lines = SETTINGS.filter(({ stop }) => stop === 2);
    expectHeardByBoth(
      lines.map((line) => {
        const bit = bitsBeforeStop(line) + 1;
        const sent = faulty(line, bit, [1], 0);
        const [first, second, ...rest] = sent.meant as [Character, Character, ...Character[]];
        const another = reading(line, second.at + bit * bitTicks(DIVISOR), ALL_HIGH);
        return { ...sent, meant: [first, second, another, ...rest] };
      }),
    );
  });
});
