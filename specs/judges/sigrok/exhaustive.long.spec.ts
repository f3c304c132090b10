import { expect } from 'chai';
import { range } from '../../support/chip.ts';
import {
  bitsBeforeStop,
  bitTicks,
  characterTicks,
  LSR,
  levelsOf,
  SETTINGS,
  type Setting,
} from '../../support/datasheet.ts';
import { type Program, SIGROK } from './decoder.ts';
import { withFaults } from './faults.ts';
import { describeWithSigrok } from './installed.ts';
import { judge } from './judge.ts';
import { type Passage, passage } from './passage.ts';
import { afterBadStops, reading, withoutBreaks } from './reading.ts';

const PATIENT: Program = { ...SIGROK, milliseconds: 300_000 };

const DIVISORS = [1, 3, 7, 12, 96, 384, 2304];

const GAPS = [
  { name: 'back to back', gap: () => 0 },
  { name: 'a tick apart', gap: () => 1 },
  { name: 'far apart', gap: (line: Setting, divisor: number) => 2 * characterTicks(line, divisor) + 7 },
];

const levels = (pattern: number, place: number): 0 | 1 => ((pattern >> place) & 1) as 0 | 1;

/** All that data, parity and stop bit of a frame can be, one after another, the mark between them a character long. */
function everyPattern(line: Setting, divisor: number): Passage {
  const last = bitsBeforeStop(line);
  const patterns = range(2 ** last);
  const sent = passage(line, divisor, patterns, characterTicks(line, divisor));
  const turned = patterns.map((pattern) => {
    const stands = [...levelsOf(line, pattern), 1].reduce<number>((sum, level, i) => sum + (level << i), 0);
    return stands ^ (pattern << 1);
  });
  return {
    ...sent,
    wire: withFaults(sent.wire, (frame) => turned[frame] as number),
    meant: sent.meant.map(({ at }, pattern) =>
      reading(line, at, {
        data: pattern,
        parity: levels(pattern, line.bits),
        stop: levels(pattern, last - 1),
      }),
    ),
  };
}

describeWithSigrok('All that a line can say, heard by sigrok and by our receiver', () => {
  for (const divisor of DIVISORS) {
    for (const { name: apart, gap } of GAPS) {
      it(`[27][28][29][31][52] §8.1 §8.3 is each of 256 characters in all 40 settings at divisor ${divisor}, ${apart}`, () => {
        const passages = SETTINGS.map((line) => passage(line, divisor, range(256), gap(line, divisor)));
        for (const { name, meant, sigrok, heard } of judge(passages, PATIENT)) {
          expect(sigrok, `sigrok, ${name}`).to.deep.equal({ characters: meant, breaks: [], noise: [] });
          expect(heard, `our receiver, ${name}`).to.deep.equal(meant);
        }
      });
    }
  }

  for (const divisor of [1, 12]) {
    it(`[23][24][25][27] §8.1 §8.4 is each pattern that a frame can have, with its flags, at divisor ${divisor}`, () => {
      const passages = SETTINGS.map((line) => everyPattern(line, divisor));
      judge(passages, PATIENT).forEach(({ name, meant, sigrok, heard, place, unitsAt }, i) => {
        const { line, meant: sent } = passages[i] as Passage;
        const toStop = bitsBeforeStop(line) * bitTicks(divisor);
        const breaks = sent.filter(({ flags }) => (flags & LSR.BI) !== 0);
        expect(sigrok, `sigrok, ${name}`).to.deep.equal({
          characters: withoutBreaks(meant),
          breaks: breaks.map(({ at }) => unitsAt(at + toStop + bitTicks(divisor))),
          noise: [],
        });
        const more = place(afterBadStops(line, sent, toStop));
        expect(heard, `our receiver, ${name}`).to.deep.equal([...meant, ...more].sort((a, b) => a.at - b.at));
      });
    });
  }
});
