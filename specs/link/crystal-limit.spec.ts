import { expect } from 'chai';
import { range } from '../support/chip.ts';
import { bitTicks, characterTicks, dataMask, levelsOf, type Setting, setting } from '../support/datasheet.ts';
import { type Act, heardOverCable } from './two-chips.ts';

/** Whose crystals are off, when so many parts per million make the sender the slower one. */
const SPLITS = [
  (ppm: number) => ({ A: -ppm, B: 0 }),
  (ppm: number) => ({ A: 0, B: ppm }),
  (ppm: number) => ({ A: -Math.floor(ppm / 2), B: Math.ceil(ppm / 2) }),
] as const;
type Split = (typeof SPLITS)[number];
type Ppm = ReturnType<Split>;

interface Sent {
  readonly line: Setting;
  readonly divisor: number;
  readonly char: number;
  /** One lone frame, or so many of them back to back. */
  readonly count: number;
  /** The tick of the line at which the first is written. */
  readonly at: number;
}

/**
 * Whether all come right, by 8.2, 8.4 and behaviour 67. Lengths are in bits of the receiver's: the sender's bit is
 * `ratio` of them. The edge is seen at the first tick that is not before it, `late` after it, and bit k is read
 * k + 1/2 after that. The sender's bit k stands there from k to k + 1 of its own bits. So where bit k differs from the
 * one before it, it must have begun:      k * ratio <= k + 1/2 + late
 * and where it differs from the next one, that must not:   (k + 1) * ratio > k + 1/2 + late
 * The last bit that is read is the first stop bit. What comes after the stop bits is the next start bit, or mark.
 */
function comesRight({ line, divisor, char, count, at }: Sent, { A, B }: Ppm): boolean {
  const ratio = (1e6 + B) / (1e6 + A);
  const levels = [...levelsOf(line, char), 1];
  const stop = levels.length - 1;
  const written = Math.floor((at * (1e6 + A)) / 1e6);
  return range(count).every((n) => {
    const edge = ((written + n * characterTicks(line, divisor)) * (1e6 + B)) / (1e6 + A);
    const late = (Math.ceil(edge) - edge) / bitTicks(divisor);
    const bitsRight = levels.every((level, k) => {
      const begun = k === 0 || level === levels[k - 1] || k * ratio <= k + 0.5 + late;
      const lasts = k === stop || level === levels[k + 1] || (k + 1) * ratio > k + 0.5 + late;
      return begun && lasts;
    });
    const stopLasts = n === count - 1 || (stop + line.stop) * ratio > stop + 0.5 + late;
    return bitsRight && stopLasts;
  });
}

async function cameRight({ line, divisor, char, count, at }: Sent, { A, B }: Ppm): Promise<boolean> {
  const acts: readonly Act[] = [{ at, on: 'A', does: 'send', chars: range(count).map(() => char) }];
  const until = at + (count + 2) * 1.5 * characterTicks(line, divisor);
  const ends = { A: { line, divisor, ppm: A }, B: { line, divisor, ppm: B } };
  const heard = await heardOverCable(ends, acts, Math.ceil(until));
  return (
    heard.length === count && heard.every((one) => one.char === (char & dataMask(line)) && one.flags === 0)
  );
}

/** The cable rounds an edge up to a 65 536th of a tick, once a frame and once a bit: less than so many ppm. */
const ROUNDING = 2;
/** All limits of these settings lie between, on either side of 0. */
const [FROM, TO, STRIDE] = [38_000, 160_000, 400];

/** The last ppm that the arithmetic judges as those before it: every limit between the two ends of some stride. */
function limits(sent: Sent, split: Split, sign: 1 | -1): number[] {
  const right = (ppm: number) => comesRight(sent, split(sign * ppm));
  const strides = range((TO - FROM) / STRIDE + 1).map((n) => FROM + n * STRIDE);
  const judged = strides.map(right);
  return strides
    .filter((_, n) => n + 1 < judged.length && judged[n] !== judged[n + 1])
    .map((ppm) => {
      let [same, other] = [ppm, ppm + STRIDE];
      while (other - same > 1) {
        const middle = Math.floor((same + other) / 2);
        if (right(middle) === right(same)) same = middle;
        else other = middle;
      }
      return sign * same;
    });
}

const LINES = ['5N1', '5N1.5', '6M1', '7E1', '7O2', '8N1', '8N2', '8E1', '8E2'];
const SENT = LINES.flatMap((name) =>
  // Of each line one ends low before its stop bit, and the other high.
  [0x55, 0xaa].flatMap((char) =>
    [1, 3].map((count) => ({ line: setting(name), char, count, at: 10 + char * count })),
  ),
);

describe('Crystals that are off', () => {
  for (const divisor of [1, 12]) {
    it(`[67] §8.2 §8.4 break a link where the arithmetic says, within ${ROUNDING} ppm, at divisor ${divisor}`, async () => {
      for (const [i, each] of SENT.entries()) {
        const sent = { ...each, divisor };
        const split = SPLITS[i % SPLITS.length] as Split;
        for (const sign of [1, -1] as const) {
          const found = limits(sent, split, sign);
          const title = `${sent.line.name}, ${sent.count} of ${sent.char}: ${found} ppm`;
          expect(found, title).not.to.have.length(0);
          for (const ppm of found.flatMap((at) => [at - sign * ROUNDING, at + sign * (1 + ROUNDING)])) {
            const right = comesRight(sent, split(ppm));
            expect(await cameRight(sent, split(ppm)), `${title}, ${ppm}`).to.equal(right);
          }
        }
      }
    });
  }

  const PER_CENT = 10_000;
  /** Each begins elsewhere between two ticks of the receiver. */
  const every = (each: Omit<Sent, 'char' | 'count' | 'at'>, ppm: Ppm) =>
    Promise.all(range(256).map((char) => cameRight({ ...each, char, count: 4, at: 10 + char }, ppm)));

  for (const divisor of [1, 12]) {
    for (const sign of [1, -1]) {
      it(`[67] §8.4 leave each character of 8N1 right back to back, the sender's ${sign * 2} % off, the receiver's ${sign * -2} %, divisor ${divisor}`, async () => {
        const ppm = { A: 2 * sign * PER_CENT, B: -2 * sign * PER_CENT };
        expect(await every({ line: setting('8N1'), divisor }, ppm)).not.to.include(false);
      });
    }
  }
});
