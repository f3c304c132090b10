import { LSR, OFFSET } from '../../../harness/uart/registers.ts';
import { byteAt, WrongByte } from './bytes.ts';
import { type LineSetup, OurPair } from './our-pair.ts';

/** 115 200 8E1 */
export const WITH_PARITY: LineSetup = { lcr: 0x1b, divisor: 1 };
/** 9600 8N1, and 8861.5, its nearest neighbour. */
export const AT_9600: LineSetup = { lcr: 0x03, divisor: 12 };
export const AT_8861: LineSetup = { lcr: 0x03, divisor: 13 };

const EIGHT_BITS = 8;

/**
 * Our chips with unequal lines. A sends with gaps: it waits for TEMT and then for two characters more, in which B finds
 * back to the line. B reads all that it makes of a character.
 */
export class MismatchedPair {
  private readonly pair: OurPair;
  /** What B is to make of each byte, first of all. */
  private readonly seenAs: Uint8Array;
  private readonly gap: number;

  constructor(lineOfA: LineSetup, lineOfB: LineSetup) {
    this.pair = new OurPair(lineOfA, lineOfB);
    this.seenAs = Uint8Array.from({ length: 256 }, (_, byte) => seenAs(byte, lineOfA, lineOfB));
    this.gap = 2 * 11 * 16 * Math.max(lineOfA.divisor, lineOfB.divisor);
  }

  carry(count: number): void {
    const { pair, seenAs, gap } = this;
    const { a, b } = pair;
    for (let i = 0; i < count; i += 1) {
      pair.write(a, b, byteAt(i));
      const wanted = seenAs[byteAt(i)] as number;
      while ((b.read(OFFSET.LSR) & LSR.DR) === 0) pair.pass();
      const byte = b.read(OFFSET.DATA);
      if (byte !== wanted) throw new WrongByte(i, byte, wanted);
      while ((a.read(OFFSET.LSR) & LSR.TEMT) === 0) pair.pass();
      const resumeAt = pair.now + gap;
      for (
        let next = Math.min(a.deadline, b.deadline);
        next < resumeAt;
        next = Math.min(a.deadline, b.deadline)
      ) {
        pair.passTo(next);
        if ((b.read(OFFSET.LSR) & LSR.DR) !== 0) b.read(OFFSET.DATA);
      }
      pair.passTo(resumeAt);
    }
  }
}

/** The data bits that a receiver reads at the middles of its own bits, from the levels of the sender's frame. */
function seenAs(byte: number, sender: LineSetup, receiver: LineSetup): number {
  // Past the data bits: parity or stop, either of which no data bit of our receivers reaches but the first stop bit.
  const levels = (byte << 1) | (1 << (EIGHT_BITS + 1));
  let seen = 0;
  for (let bit = 0; bit < EIGHT_BITS; bit += 1) {
    const at = Math.floor(((bit + 1.5) * receiver.divisor) / sender.divisor);
    seen |= ((levels >> at) & 1) << bit;
  }
  return seen;
}
