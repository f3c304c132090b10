import { Crystal } from '../../harness/ground/crystal.ts';
import { randomByte } from '../../harness/ground/random.ts';
import { Uart } from '../../harness/uart/chip.ts';
import { bitsBeforeStop, bitTicks, type Line, lcrFor } from '../../harness/uart/line-settings.ts';
import { LCR, LSR, OFFSET } from '../../harness/uart/registers.ts';
import { recounted } from '../../harness/wire/recounted.ts';

const SEED = 16_550;
const ERRORS = LSR.PE | LSR.FE | LSR.BI;

function chipOn({ divisor, ...settings }: Line): Uart {
  const chip = new Uart();
  chip.write(OFFSET.LCR, LCR.DLAB);
  chip.write(OFFSET.DATA, divisor & 0xff);
  chip.write(OFFSET.IER, divisor >> 8);
  chip.write(OFFSET.LCR, lcrFor(settings));
  return chip;
}

/** The crystals of sender and receiver when the first is faster by so much, half of it at each end. */
const crystalsApart = (perCent: number): readonly [Crystal, Crystal] => [
  new Crystal(perCent * 5000),
  new Crystal(perCent * -5000),
];

/**
 * Of so many characters, random and back to back, those that come right: their data and no error. 0 to 1.
 * `perCent`: by how much the sender's crystal is faster than the receiver's.
 */
export function shareRight(line: Line, perCent: number, characters: number): number {
  const [sending, hearing] = crystalsApart(perCent);
  const [sender, receiver] = [chipOn(line), chipOn(line)];
  const sent = Array.from({ length: characters }, (_, i) => randomByte(SEED, i) & sender.dataMask);
  for (const char of sent) {
    // THR is empty again as soon as the character before it begins to leave: no pause between them.
    while ((sender.read(OFFSET.LSR) & LSR.THRE) === 0) sender.advance(sender.deadline);
    sender.write(OFFSET.DATA, char);
  }
  sender.advance(sender.deadline);
  sender.advance(sender.deadline);
  receiver.listen(recounted(sender.sout, sending, hearing));
  receiver.journal = [];
  while (receiver.deadline < Number.POSITIVE_INFINITY) {
    receiver.advance(receiver.deadline);
    // Read at once: nothing overruns.
    receiver.read(OFFSET.LSR);
    receiver.read(OFFSET.DATA);
  }
  const right = receiver.journal.filter(
    (event) =>
      event.kind === 'char' && (event.errors & ERRORS) === 0 && event.char === sent[event.serial - 1],
  );
  return right.length / characters;
}

/**
 * Between which per cents every character comes right whatever its data, and wherever between two of the receiver's
 * ticks it begins: docs/crystal.md has the arithmetic.
 */
export function soundBetween(line: Line): readonly [number, number] {
  const before = bitsBeforeStop(line);
  const tick = 1 / bitTicks(line.divisor);
  const longest = (before + 0.5) / before;
  const shortest = Math.max((before - 0.5 + tick) / before, (before + 0.5 + tick) / (before + line.stop));
  return [perCentAt(longest), perCentAt(shortest)];
}

/** A bit of the sender lasts so many of the receiver's. */
const perCentAt = (bits: number): number => (200 * (1 - bits)) / (1 + bits);
