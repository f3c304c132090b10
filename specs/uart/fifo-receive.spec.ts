import { expect } from 'chai';
import { chipWith, drain, fifos, lsr, lsrHas, range } from '../support/chip.ts';
import { FCR, LSR, levelsOf, REG, setting } from '../support/datasheet.ts';
import { badParity, badStop, feed, lineOf } from '../support/line.ts';

const IDLE = LSR.THRE | LSR.TEMT;
const withFifo = (line = '8N1') => chipWith({ line, fcr: fifos() });

describe('Receive FIFO', () => {
  it('[17] §8.5 holds sixteen characters in their order, with no flag', () => {
    const chip = withFifo();
    feed(chip, ...range(16, 0x30));
    expect(chip.read(REG.LSR)).to.equal(LSR.DR | IDLE);
    expect(drain(chip)).to.deep.equal(range(16, 0x30));
  });

  it('[17] §8.5 keeps its order around its end, hundreds of characters long', () => {
    const chip = withFifo();
    const read: number[] = [];
    for (const from of range(40)) {
      feed(chip, ...range(7, from));
      read.push(...range(7).map(() => chip.read(REG.RBR)));
    }
    expect(read).to.deep.equal(range(40).flatMap((from) => range(7, from)));
  });

  it('[15] §8.4 keeps DR until the sixteenth is read', () => {
    const chip = withFifo();
    feed(chip, ...range(16));
    for (const _ of range(15)) chip.read(REG.RBR);
    expect(lsr(chip) & LSR.DR).to.equal(LSR.DR);
    chip.read(REG.RBR);
    expect(lsr(chip) & LSR.DR).to.equal(0);
  });

  it('[19] §8.4 sets OE when the seventeenth is complete, and not one tick sooner', () => {
    const chip = withFifo();
    feed(chip, ...range(16));
    const start = chip.now + 8;
    chip.listen(lineOf([{ at: start, bit: 16, levels: levelsOf(setting('8N1'), 16) }]));
    expect(lsrHas(chip, start + 151, LSR.OE)).to.equal(false);
    expect(lsrHas(chip, start + 152, LSR.OE)).to.equal(true);
  });

  it('[19] §8.4 keeps the sixteen and never takes the seventeenth, not even when a read makes room', () => {
    const chip = withFifo();
    feed(chip, ...range(17));
    expect(chip.read(REG.RBR)).to.equal(0);
    chip.advance(chip.now + 10_000);
    expect(drain(chip)).to.deep.equal(range(15, 1));
  });

  it('[19] §8.4 takes the next character in after a read made room, the seventeenth being gone', () => {
    const chip = withFifo();
    feed(chip, ...range(17));
    chip.read(REG.RBR);
    feed(chip, 0x99);
    expect(drain(chip)).to.deep.equal([...range(15, 1), 0x99]);
  });

  it('[19] §8.4 loses each one that comes to a full FIFO', () => {
    const chip = withFifo();
    feed(chip, ...range(20));
    expect(chip.tally.made.overrun).to.equal(4);
    expect(drain(chip)).to.deep.equal(range(16));
  });

  it('[21] §8.4 shows OE at once, although the sixteen before are flawless', () => {
    const chip = withFifo();
    feed(chip, ...range(17));
    expect(chip.read(REG.LSR)).to.equal(LSR.DR | LSR.OE | IDLE);
    expect(chip.read(REG.LSR)).to.equal(LSR.DR | IDLE);
  });

  it('[19] §8.4 leaves no flag of the lost character behind but OE', () => {
    const chip = withFifo('8E1');
    feed(chip, ...range(16), badParity(0x41));
    expect(chip.read(REG.LSR)).to.equal(LSR.DR | LSR.OE | IDLE);
    drain(chip);
    expect(chip.read(REG.LSR)).to.equal(IDLE);
  });

  const FLAGGED = [
    { name: 'PE', line: '8E1', said: badParity(0x42), flags: LSR.PE },
    { name: 'FE', line: '8N1', said: badStop(0x42), flags: LSR.FE },
    { name: 'BI and FE', line: '8N1', said: 'break', flags: LSR.BI | LSR.FE },
    { name: 'BI, FE and PE', line: '8O1', said: 'break', flags: LSR.BI | LSR.FE | LSR.PE },
  ] as const;

  for (const { name, line, said, flags } of FLAGGED) {
    it(`[21] §8.4 shows ${name} when its character reaches the top, and not before`, () => {
      const chip = withFifo(line);
      feed(chip, 0x41, said);
      expect(chip.read(REG.LSR)).to.equal(LSR.DR | LSR.FIFO_ERROR | IDLE);
      chip.read(REG.RBR);
      expect(chip.read(REG.LSR)).to.equal(LSR.DR | LSR.FIFO_ERROR | flags | IDLE);
      expect(chip.read(REG.LSR)).to.equal(LSR.DR | IDLE);
    });

    it(`[21] §8.4 shows ${name} at once when its character is the first`, () => {
      const chip = withFifo(line);
      feed(chip, said);
      expect(chip.read(REG.LSR)).to.equal(LSR.DR | LSR.FIFO_ERROR | flags | IDLE);
    });
  }

  it('[21] §8.4 gives each character its own flags and the one after it none', () => {
    const chip = withFifo('8E1');
    feed(chip, 0x41, badParity(0x42), 0x43, badParity(0x44), 0x45);
    const seen = range(5).map(() => [chip.read(REG.LSR) & LSR.PE, chip.read(REG.RBR)]);
    expect(seen).to.deep.equal([
      [0, 0x41],
      [LSR.PE, 0x42],
      [0, 0x43],
      [LSR.PE, 0x44],
      [0, 0x45],
    ]);
  });

  it('[21] §8.4 shows the flags of the character that comes to the top beside an OE that nobody has read', () => {
    const chip = withFifo('8E1');
    feed(chip, 1, badParity(2), ...range(15, 3));
    chip.read(REG.RBR);
    expect(chip.read(REG.LSR)).to.equal(LSR.DR | LSR.OE | LSR.PE | LSR.FIFO_ERROR | IDLE);
  });

  it('[21] §8.4 shows the flags of the first character that comes beside an OE that nobody has read', () => {
    const chip = withFifo('8E1');
    feed(chip, ...range(17));
    for (const _ of range(16)) chip.read(REG.RBR);
    feed(chip, badParity(0x41));
    expect(chip.read(REG.LSR)).to.equal(LSR.DR | LSR.OE | LSR.PE | LSR.FIFO_ERROR | IDLE);
  });

  it('[22] §8.4 gives away by an LSR read that shows OE no error of a character below the top', () => {
    const chip = withFifo('8E1');
    feed(chip, 1, badParity(2), ...range(15, 3));
    expect(range(3).map(() => chip.read(REG.LSR) & LSR.FIFO_ERROR)).to.deep.equal([0x80, 0x80, 0x80]);
  });

  it('[22] §8.4 gives away by an LSR read that shows OE no second error for one that was shown before', () => {
    const chip = withFifo('8E1');
    feed(chip, badParity(1), badParity(2), ...range(14, 3));
    chip.read(REG.LSR);
    feed(chip, 0x41);
    expect(range(3).map(() => chip.read(REG.LSR) & LSR.FIFO_ERROR)).to.deep.equal([0x80, 0x80, 0x80]);
  });

  it('[22] §8.4 keeps bit 7 for the second error when the first is read, LSR unread', () => {
    const chip = withFifo('8E1');
    feed(chip, badParity(1), 2, badParity(3));
    chip.read(REG.RBR);
    expect(lsr(chip) & LSR.FIFO_ERROR).to.equal(LSR.FIFO_ERROR);
  });

  it('[22] §8.4 sets bit 7 for an error after one of which RBR was read before LSR', () => {
    const chip = withFifo('8E1');
    feed(chip, badParity(1));
    chip.read(REG.RBR);
    expect(chip.read(REG.LSR)).to.equal(LSR.PE | IDLE);
    feed(chip, badParity(2));
    expect(lsr(chip) & LSR.FIFO_ERROR).to.equal(LSR.FIFO_ERROR);
  });

  it('[21][22] §8.4 remembers nothing of characters that were read long ago', () => {
    const chip = withFifo('8E1');
    for (const _ of range(100)) {
      feed(chip, badParity(1));
      chip.read(REG.RBR);
      chip.read(REG.LSR);
    }
    feed(chip, ...range(17));
    for (const _ of range(16)) chip.read(REG.RBR);
    expect(chip.read(REG.LSR)).to.equal(LSR.OE | IDLE);
    feed(chip, badParity(1));
    expect(lsr(chip)).to.equal(LSR.DR | LSR.PE | LSR.FIFO_ERROR | IDLE);
  });

  it('[22] §8.4 keeps bit 7 while a later error remains, whatever LSR reads come', () => {
    const chip = withFifo('8E1');
    feed(chip, badParity(0x41), 0x42, badParity(0x43));
    const bit7 = () => chip.read(REG.LSR) & LSR.FIFO_ERROR;
    expect([bit7(), bit7(), bit7()], 'the third has one').to.deep.equal([0x80, 0x80, 0x80]);
    chip.read(REG.RBR);
    expect(bit7()).to.equal(0x80);
    chip.read(REG.RBR);
    expect([bit7(), bit7()], 'shown, then given away').to.deep.equal([0x80, 0]);
    chip.read(REG.RBR);
    expect(bit7()).to.equal(0);
  });

  it('[22] §8.4 drops bit 7 when the only character with an error is read, LSR unread', () => {
    const chip = withFifo('8E1');
    feed(chip, badParity(0x41), 0x42);
    chip.read(REG.RBR);
    expect(lsr(chip) & LSR.FIFO_ERROR).to.equal(0);
  });

  it('[22] §8.4 sets bit 7 for the next error after one that LSR and RBR reads have served', () => {
    const chip = withFifo('8E1');
    for (const _ of range(3)) {
      feed(chip, 0x41, badParity(0x42));
      chip.read(REG.RBR);
      expect(range(2).map(() => chip.read(REG.LSR) & LSR.FIFO_ERROR)).to.deep.equal([LSR.FIFO_ERROR, 0]);
      chip.read(REG.RBR);
    }
  });

  it('[22] §8.4 sets no bit 7 for an overrun', () => {
    const chip = withFifo();
    feed(chip, ...range(17));
    expect(lsr(chip) & LSR.FIFO_ERROR).to.equal(0);
  });

  it('[22] §8.4 drops bit 7 with the FIFO that FCR bit 1 empties', () => {
    const chip = withFifo('8E1');
    feed(chip, 0x40, badParity(0x41));
    chip.write(REG.FCR, FCR.ENABLE | FCR.CLEAR_RX);
    expect(chip.read(REG.LSR)).to.equal(IDLE);
    feed(chip, badParity(0x42));
    chip.read(REG.LSR);
    expect(chip.read(REG.LSR), 'and counts the next one alone').to.equal(LSR.DR | IDLE);
  });

  it('[21] §8.4 keeps the flags out of the data, for who looks inside too', () => {
    const chip = withFifo('8E1');
    feed(chip, badParity(0x41), badParity(0x42));
    const { registers, received } = chip.inspect();
    expect([registers.RBR, chip.peek(REG.RBR), received]).to.deep.equal([0x41, 0x41, [0x41, 0x42]]);
  });

  it('says by `hasRoom` whether one more would be an overrun', () => {
    const chip = withFifo();
    feed(chip, ...range(15));
    expect(chip.hasRoom).to.equal(true);
    feed(chip, 15);
    expect(chip.hasRoom).to.equal(false);
    chip.read(REG.RBR);
    expect(chip.hasRoom).to.equal(true);
  });
});
