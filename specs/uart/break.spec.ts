import { expect } from 'chai';
import { Waveform } from '../../harness/uart/waveform.ts';
import { chipWith, drain, fifos, lsr, lsrHas, range, writeAll } from '../support/chip.ts';
import { arrivalTicks, LCR, LSR, levelsOf, REG, SETTINGS, setting } from '../support/datasheet.ts';
import { feed, lineOf, Pair } from '../support/line.ts';

const IDLE = LSR.THRE | LSR.TEMT;

/** The line low from 0 until `until`. */
function lowUntil(until: number): Waveform {
  const line = new Waveform();
  line.override(0, 'low');
  line.override(until, 'frames');
  return line;
}

describe('Break', () => {
  it('[25] §8.4 gives one 00 with BI and FE in all 40 settings, and PE where parity asks for a 1', () => {
    for (const line of SETTINGS) {
      const chip = chipWith({ line: line.name });
      chip.advance(1000);
      const low = new Waveform();
      low.override(1000, 'low');
      chip.listen(low);
      const due = 1000 + arrivalTicks(line);
      const parity = line.parity === 'O' || line.parity === 'M' ? LSR.PE : 0;
      expect(lsrHas(chip, due - 1, LSR.DR | LSR.BI), `${line.name}, sooner`).to.equal(false);
      chip.advance(due);
      expect(chip.read(REG.LSR), line.name).to.equal(LSR.DR | LSR.BI | LSR.FE | parity | IDLE);
      expect(chip.read(REG.RBR)).to.equal(0);
    }
  });

  it('[26] §8.4 gives nothing more, however long it lasts', () => {
    const chip = chipWith({ fcr: fifos() });
    const low = new Waveform();
    low.override(0, 'low');
    chip.listen(low);
    chip.advance(1_000_000);
    expect(chip.inspect().received).to.deep.equal([0]);
    expect(chip.tally.made.seen).to.equal(1);
  });

  it('[26] §8.4 lets a character in that starts one tick after the line is mark again', () => {
    const chip = chipWith({ fcr: fifos() });
    chip.listen(lowUntil(500));
    chip.listen(lineOf([{ at: 501, bit: 16, levels: levelsOf(setting('8N1'), 0x41) }]));
    expect(lsrHas(chip, 500, LSR.BI)).to.equal(true);
    chip.read(REG.RBR);
    chip.advance(501 + 152);
    expect(drain(chip)).to.deep.equal([0x41]);
  });

  it('[26] §8.4 lets that character in when the line is told of tick by tick, too', () => {
    const chip = chipWith({ fcr: fifos() });
    const released = new Waveform();
    released.override(500, 'frames');
    const low = new Waveform();
    low.override(0, 'low');
    chip.listen(low);
    chip.advance(500);
    chip.listen(released);
    chip.advance(501);
    chip.listen(lineOf([{ at: 501, bit: 16, levels: levelsOf(setting('8N1'), 0x41) }]));
    chip.advance(501 + 152);
    expect(drain(chip)).to.deep.equal([0, 0x41]);
  });

  for (const { until, flags } of [
    { until: 152, flags: 0 },
    { until: 153, flags: LSR.BI | LSR.FE },
  ]) {
    it(`[25] §8.4 is ${flags === 0 ? 'a plain 00' : 'a break'} when the line is low for ${until} ticks at 115200 8N1`, () => {
      const chip = chipWith();
      chip.listen(lowUntil(until));
      chip.advance(160);
      expect(chip.read(REG.LSR)).to.equal(LSR.DR | flags | IDLE);
      expect(chip.read(REG.RBR)).to.equal(0);
    });
  }

  it('[30] §8.1 holds SOUT at space from the tick of the LCR write to the tick of the next', () => {
    const chip = chipWith();
    chip.advance(100);
    chip.write(REG.LCR, LCR.BREAK | 0x03);
    chip.advance(200);
    chip.write(REG.LCR, 0x03);
    expect([99, 100, 199, 200].map((at) => chip.sout.level(at))).to.deep.equal([1, 0, 0, 1]);
  });

  it('[30] §8.1 holds SOUT at space through the ones of a character, which takes its time all the same', () => {
    const chip = chipWith();
    chip.write(REG.THR, 0xff);
    chip.advance(40);
    chip.write(REG.LCR, LCR.BREAK | 0x03);
    expect([39, 40, 100, 159, 300].map((at) => chip.sout.level(at))).to.deep.equal([1, 0, 0, 0, 0]);
    expect(lsrHas(chip, 159, LSR.TEMT)).to.equal(false);
    expect(lsrHas(chip, 160, LSR.TEMT)).to.equal(true);
  });

  it('[30] §8.1 lets the rest of a character be seen when it ends before that', () => {
    const chip = chipWith();
    chip.write(REG.THR, 0xf0);
    chip.write(REG.LCR, LCR.BREAK | 0x03);
    chip.advance(100);
    chip.write(REG.LCR, 0x03);
    expect([99, 100, 143].map((at) => chip.sout.level(at))).to.deep.equal([0, 1, 1]);
  });

  it('[30] §8.1 is not ended by other LCR bits', () => {
    const chip = chipWith();
    chip.write(REG.LCR, LCR.BREAK | 0x03);
    chip.advance(50);
    chip.write(REG.LCR, LCR.BREAK | LCR.DLAB | 0x1b);
    expect(chip.sout.level(60)).to.equal(0);
  });

  it('[68] §8.8 reaches a chip at the other end in the middle of a character: FE, then BI, then nothing', () => {
    const pair = new Pair(chipWith(), chipWith({ fcr: fifos() }));
    const { a, b } = pair;
    a.write(REG.THR, 0xff);
    pair.advance(80);
    a.write(REG.LCR, LCR.BREAK | 0x03);
    pair.advance(10_000);
    const seen = range(2).map(() => [b.read(REG.LSR) & (LSR.FE | LSR.BI), b.read(REG.RBR)]);
    expect(seen).to.deep.equal([
      [LSR.FE, 0x0f],
      [LSR.FE | LSR.BI, 0x00],
    ]);
    expect(lsr(b) & LSR.DR).to.equal(0);
  });

  it('[25] §8.4 is heard when it begins at the very tick at which the stop bit before it is sampled', () => {
    for (const at of [161, 162, 163]) {
      const pair = new Pair(chipWith(), chipWith());
      pair.advance(10);
      pair.a.write(REG.THR, 0x41);
      pair.advance(at);
      pair.a.write(REG.LCR, setting('8N1').lcr | LCR.BREAK);
      pair.advance(162);
      // A program comes after the samples of its tick.
      expect([lsr(pair.b) & LSR.FE, pair.b.read(REG.RBR)], `${at}`).to.deep.equal([
        at < 162 ? LSR.FE : 0,
        0x41,
      ]);
      pair.b.read(REG.LSR);
      pair.advance(162 + 160);
      expect([lsr(pair.b) & LSR.BI, pair.b.read(REG.RBR)], `${at}`).to.deep.equal([LSR.BI, 0x00]);
    }
  });

  it('[26] §8.4 swallows characters written under it, and only those', () => {
    const pair = new Pair(chipWith({ fcr: fifos() }), chipWith({ fcr: fifos() }));
    const { a, b } = pair;
    a.write(REG.LCR, LCR.BREAK | 0x03);
    writeAll(a, [1, 2, 3]);
    pair.advance(1000);
    a.write(REG.LCR, 0x03);
    pair.advance(1100);
    writeAll(a, [4, 5]);
    pair.advance(2000);
    expect(drain(b)).to.deep.equal([0, 4, 5]);
  });

  it('gives a second BI for a second break', () => {
    const chip = chipWith({ fcr: fifos() });
    feed(chip, 'break', 'break');
    expect(chip.inspect().received).to.deep.equal([0, 0]);
    expect(chip.read(REG.LSR) & LSR.BI).to.equal(LSR.BI);
    chip.read(REG.RBR);
    expect(chip.read(REG.LSR) & LSR.BI).to.equal(LSR.BI);
  });
});
