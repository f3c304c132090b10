import { expect } from 'chai';
import type { ChipEvent } from '../../harness/ground/chip-event.ts';
import { chipWith, fifos, writeAll } from '../support/chip.ts';
import { IER, LCR, levelsOf, REG, setting } from '../support/datasheet.ts';
import { lineOf } from '../support/line.ts';

describe('The time of a chip', () => {
  it('does not go back when it is told a time in the past', () => {
    const chip = chipWith();
    chip.advance(100);
    chip.advance(50);
    expect(chip.now).to.equal(100);
  });

  for (const { start, came } of [
    { start: 7, came: true },
    { start: 8, came: false },
  ])
    it(`goes to the transmitter's own event with all before it done: a character at ${start + 152} ${came ? 'has' : 'has not'} come at 160`, () => {
      const chip = chipWith();
      const journal: ChipEvent[] = [];
      writeAll(chip, [1, 2]);
      chip.listen(lineOf([{ at: start, bit: 16, levels: levelsOf(setting('8N1'), 0x41) }]));
      chip.journal = journal;
      chip.advanceTransmitter(160);
      expect([chip.now, chip.transmitDeadline]).to.deep.equal([160, 320]);
      expect(journal.map(({ kind, at }) => [kind, at])).to.deep.equal([
        ...(came ? [['char', 159]] : []),
        ['frame', 160],
      ]);
    });

  it('is due anew at once when a half of the divisor latch is written', () => {
    const chip = chipWith({ fcr: fifos(14) });
    chip.receive(0x41, 1);
    expect(chip.deadline).to.equal(640);
    chip.write(REG.LCR, LCR.DLAB | setting('8N1').lcr);
    chip.write(REG.DLL, 2);
    expect(chip.deadline).to.equal(1280);
  });

  it('is not due any more for a THRE interrupt that an IER write has brought at once', () => {
    const chip = chipWith({ fcr: fifos() });
    chip.write(REG.THR, 1);
    chip.advance(200);
    chip.write(REG.THR, 2);
    expect(chip.deadline).to.equal(200 + 144);
    chip.write(REG.IER, IER.THRE);
    expect(chip.deadline).to.equal(200 + 160);
  });

  it('is due no second time for a character timeout that has passed, whatever comes', () => {
    const chip = chipWith({ fcr: fifos(14) });
    chip.receive(0x41, 1);
    chip.advance(640);
    chip.receive(0x42, 2);
    expect(chip.deadline).to.equal(Number.POSITIVE_INFINITY);
  });
});
