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
const DIVISORS: readonly number[] = [1, 2, 3, 6, 12, 24, 96, 384, 1047, 2304, 7, 25, 255, 4097, 65_535];

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

/** What the sequence has set so far, as far as it was not left to chance. */
interface Line {
  lcr: number;
  divisor: number;
}

const anyLcr = (dice: Dice): number =>
  dice.onceIn(6) ? setting(dice.one(['5N1.5', '5E1.5'])).lcr : dice.one(SETTINGS).lcr;

const ANY_FIFOS: readonly number[] = [0x00, 0x01, 0x41, 0x81, 0xc1];

const divisorWrites = ({ lcr }: Line, divisor: number): Operation[] => [
  out(REG.LCR, lcr | LCR.DLAB),
  // The high byte first, so that the divisor is not 0 in between.
  out(REG.DLM, divisor >> 8),
  out(REG.DLL, divisor & 0xff),
  out(REG.LCR, lcr),
];

/** Times at which something is due: a character, the tick before a timeout and that of it; and any. */
function waits(dice: Dice, { lcr, divisor }: Line): Operation[] {
  const character = characterTicks(settingOf(lcr), divisor);
  if (dice.onceIn(4)) return [wait(1 + dice.below(5 * character))];
  if (dice.onceIn(4)) return [wait(character)];
  const since = dice.one([0, character - arrivalTicks(settingOf(lcr), divisor)]);
  return [wait(4 * character - since - 1), read(REG.IIR), wait(1)];
}

function newDivisor(dice: Dice, line: Line): Operation[] {
  if (dice.onceIn(8)) return divisorWrites(line, 0);
  line.divisor = dice.one(DIVISORS);
  return divisorWrites(line, line.divisor);
}

function newLcr(dice: Dice, line: Line): Operation[] {
  line.lcr = dice.onceIn(4) ? dice.byte() & ~LCR.DLAB : anyLcr(dice);
  return [out(REG.LCR, line.lcr)];
}

/** One character; now and then as many as fill a FIFO. */
const sends = (dice: Dice): Operation[] =>
  Array.from({ length: dice.onceIn(6) ? dice.below(20) : 1 }, () => out(REG.THR, dice.byte()));

/** What may come next, and how often. */
const ACTS: readonly { readonly weight: number; readonly act: (dice: Dice, line: Line) => Operation[] }[] = [
  { weight: 5, act: sends },
  { weight: 3, act: () => [read(REG.RBR)] },
  { weight: 3, act: () => [read(REG.LSR)] },
  { weight: 2, act: () => [read(REG.IIR)] },
  { weight: 1, act: (dice) => [read(dice.below(8))] },
  { weight: 2, act: waits },
  {
    weight: 2,
    act: (dice) => [out(REG.FCR, dice.one([...ANY_FIFOS, 0x83, 0x45, dice.byte(), dice.byte()]))],
  },
  { weight: 2, act: (dice) => [out(REG.IER, dice.onceIn(4) ? dice.byte() : dice.below(16))] },
  { weight: 1, act: (dice) => [out(REG.MCR, dice.onceIn(3) ? dice.byte() : MCR.LOOP | dice.below(16))] },
  { weight: 1, act: newLcr },
  { weight: 1, act: newDivisor },
  // Anything anywhere; mostly DLAB does not stay.
  {
    weight: 1,
    act: (dice, { lcr }) => [out(dice.below(8), dice.byte()), out(dice.one([REG.LCR, REG.SCR]), lcr)],
  },
  // Rare: each has to be waited for.
  { weight: 0.3, act: (dice) => [hear(dice.onceIn(8) ? 'break' : dice.byte())] },
];

const WEIGHT = ACTS.reduce((sum, { weight }) => sum + weight, 0);

function next(dice: Dice, line: Line): Operation[] {
  let left = (dice.below(65_536) / 65_536) * WEIGHT;
  const found = ACTS.find(({ weight }) => {
    left -= weight;
    return left < 0;
  });
  return found?.act(dice, line) ?? [];
}

/** A sequence of about this length that a seed names: a line, FIFOs or none, in loopback or not, and then anything. */
export function randomSequence(seed: number, length: number): Operation[] {
  const dice = new Dice(seed);
  const line = {
    lcr: dice.onceIn(2) ? setting('8N1').lcr : anyLcr(dice),
    divisor: dice.one(DIVISORS),
  };
  const sequence = [
    ...divisorWrites(line, line.divisor),
    out(REG.FCR, dice.one(ANY_FIFOS)),
    out(REG.MCR, (dice.onceIn(4) ? 0 : MCR.LOOP) | dice.below(16)),
    out(REG.IER, dice.below(16)),
  ];
  while (sequence.length < length) sequence.push(...next(dice, line));
  return sequence;
}

/** So many of them, from this seed on: of the length that lets a FIFO fill and be emptied. */
export const randomSequences = (seed: number, count: number): Operation[][] =>
  Array.from({ length: count }, (_, i) => randomSequence(seed + i, 60));
