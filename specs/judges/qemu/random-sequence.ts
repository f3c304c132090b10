import { randomByte } from '../../../harness/ground/random.ts';
import {
  arrivalTicks,
  characterTicks,
  LCR,
  MCR,
  REG,
  SETTINGS,
  setting,
  settingOf,
} from '../../support/datasheet.ts';
import { hear, type Operation, out, read, wait } from './operation.ts';

/** Divisors of a PC's rates from 115 200 down to 50, and some that are none. */
const DIVISORS = [1, 2, 3, 6, 12, 24, 96, 384, 1047, 2304, 7, 25, 255, 4097, 65_535] as const;

/** The same numbers for the same seed. */
class Dice {
  private place = 0;
  private readonly seed: number;

  constructor(seed: number) {
    this.seed = seed;
  }

  byte(): number {
    this.place += 1;
    return randomByte(this.seed, this.place);
  }

  below(count: number): number {
    return Math.floor(((this.byte() << 8) | this.byte()) * (count / 65_536));
  }

  one<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }

  /** True once in so many times. */
  onceIn(count: number): boolean {
    return this.below(count) === 0;
  }
}

const divisorWrites = (divisor: number, lcr: number): Operation[] => [
  out(REG.LCR, lcr | LCR.DLAB),
  // The high byte first, so that the divisor is not 0 in between.
  out(REG.DLM, divisor >> 8),
  out(REG.DLL, divisor & 0xff),
  out(REG.LCR, lcr),
];

/** Times at which something is due: a character, the tick before a timeout and that of it; and any. */
function waits(dice: Dice, lcr: number, divisor: number): Operation[] {
  const character = characterTicks(settingOf(lcr), divisor);
  if (dice.onceIn(4)) return [wait(1 + dice.below(5 * character))];
  if (dice.onceIn(4)) return [wait(character)];
  const since = dice.one([0, character - arrivalTicks(settingOf(lcr), divisor)]);
  return [wait(4 * character - since - 1), read(REG.IIR), wait(1)];
}

const anyLine = (dice: Dice): number =>
  dice.onceIn(6) ? setting(dice.one(['5N1.5', '5E1.5'])).lcr : dice.one(SETTINGS).lcr;

/** A sequence of about this length that a seed names: a line, FIFOs or none, in loopback or not, and then anything. */
export function randomSequence(seed: number, length: number): Operation[] {
  const dice = new Dice(seed);
  let lcr = dice.onceIn(2) ? setting('8N1').lcr : anyLine(dice);
  let divisor: number = dice.one(DIVISORS);
  const looped = !dice.onceIn(4);
  const sequence = [
    ...divisorWrites(divisor, lcr),
    out(REG.FCR, dice.one([0x00, 0x01, 0x41, 0x81, 0xc1])),
    out(REG.MCR, looped ? MCR.LOOP | dice.below(16) : dice.below(16)),
    out(REG.IER, dice.below(16)),
  ];
  while (sequence.length < length) {
    switch (dice.below(looped ? 24 : 25)) {
      case 0:
      case 1:
        sequence.push(
          out(REG.FCR, dice.onceIn(3) ? dice.byte() : dice.one([0x00, 0x01, 0x41, 0x81, 0xc1, 0x83, 0x45])),
        );
        break;
      case 2:
      case 3:
        sequence.push(out(REG.IER, dice.onceIn(4) ? dice.byte() : dice.below(16)));
        break;
      case 4:
        sequence.push(out(REG.MCR, dice.onceIn(3) ? dice.byte() : MCR.LOOP | dice.below(16)));
        break;
      case 5:
        lcr = dice.onceIn(4) ? dice.byte() & ~LCR.DLAB : anyLine(dice);
        sequence.push(out(REG.LCR, lcr));
        break;
      case 9:
        if (!dice.onceIn(8)) divisor = dice.one(DIVISORS);
        sequence.push(...divisorWrites(dice.onceIn(8) ? 0 : divisor, lcr));
        break;
      case 6:
        sequence.push(out(dice.below(8), dice.byte()));
        if (dice.onceIn(2)) sequence.push(out(REG.LCR, lcr));
        break;
      case 7:
      case 8:
        sequence.push(...waits(dice, lcr, divisor));
        break;
      case 10:
      case 11:
        sequence.push(read(REG.IIR));
        break;
      case 12:
      case 13:
      case 14:
        sequence.push(read(REG.LSR));
        break;
      case 15:
      case 16:
      case 17:
        sequence.push(read(REG.RBR));
        break;
      case 18:
        sequence.push(read(dice.below(8)));
        break;
      case 24:
        sequence.push(hear(dice.onceIn(8) ? 'break' : dice.byte()));
        break;
      default:
        // As many as fill a FIFO, now and then.
        for (let left = dice.onceIn(6) ? dice.below(20) : 1; left > 0; left -= 1) {
          sequence.push(out(REG.THR, dice.byte()));
        }
    }
  }
  return sequence;
}

/** So many of them, from this seed on: of the length that lets a FIFO fill and be emptied. */
export const randomSequences = (seed: number, count: number): Operation[][] =>
  Array.from({ length: count }, (_, i) => randomSequence(seed + i, 60));
