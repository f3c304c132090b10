import { expect } from 'chai';
import { chipWith, drain, fifos, lsr, range, writeAll } from '../support/chip.ts';
import { BY_WORD_LENGTH, characterTicks, dataMask, IER, IIR, LSR, REG } from '../support/datasheet.ts';
import { Pair } from '../support/line.ts';

const FLAGS = LSR.OE | LSR.PE | LSR.FE | LSR.BI | LSR.FIFO_ERROR;

describe('Two chips, SOUT to SIN', () => {
  for (const { bits, lines } of BY_WORD_LENGTH) {
    it(`[65] §8.1 carry every ${bits}-bit word both ways at once with any parity and stop bits, and no flag`, () => {
      for (const line of lines) {
        const setup = { line: line.name, divisor: 3, fcr: fifos() };
        const pair = new Pair(chipWith(setup), chipWith(setup));
        const heard = { a: [] as number[], b: [] as number[] };
        for (const from of range(16)) {
          writeAll(pair.a, range(16, 16 * from));
          pair.wait(7);
          writeAll(pair.b, range(16, 16 * from).reverse());
          pair.wait(17 * characterTicks(line, 3));
          expect((lsr(pair.a) | lsr(pair.b)) & FLAGS, line.name).to.equal(0);
          heard.a.push(...drain(pair.a));
          heard.b.push(...drain(pair.b));
        }
        const masked = (chars: number[]) => chars.map((char) => char & dataMask(line));
        expect(heard.b, line.name).to.deep.equal(masked(range(256)));
        expect(heard.a, line.name).to.deep.equal(
          masked(range(16).flatMap((from) => range(16, 16 * from).reverse())),
        );
      }
    });
  }

  it('[15] §8.4 let a character come 152 ticks after its write, before the sender is empty', () => {
    const pair = new Pair(chipWith(), chipWith());
    pair.a.write(REG.THR, 0x41);
    const seen = [151, 152, 159, 160].map((at) => {
      pair.advance(at);
      return [lsr(pair.b) & LSR.DR, lsr(pair.a) & LSR.TEMT];
    });
    expect(seen).to.deep.equal([
      [0, 0],
      [LSR.DR, 0],
      [LSR.DR, 0],
      [LSR.DR, LSR.TEMT],
    ]);
  });

  it('[44][38] §8.11 let an interrupt driver of one answer the other until both are quiet', () => {
    const setup = { fcr: fifos(14), ier: IER.RDA };
    const pair = new Pair(chipWith(setup), chipWith(setup));
    writeAll(pair.a, [5]);
    const said: number[] = [];
    for (const chip of range(6).map((turn) => (turn % 2 === 0 ? pair.b : pair.a))) {
      const due = pair.now + 152 + 640;
      pair.advance(due - 1);
      expect(chip.intr).to.equal(false);
      pair.advance(due);
      expect(chip.peek(REG.IIR) & 0x0f).to.equal(IIR.TIMEOUT);
      const char = chip.read(REG.RBR);
      said.push(char);
      writeAll(chip, [char + 1]);
    }
    expect(said).to.deep.equal(range(6, 5));
  });

  it('give each character the serial number of its write', () => {
    const pair = new Pair(chipWith({ fcr: fifos() }), chipWith({ fcr: fifos() }));
    pair.b.journal = [];
    writeAll(pair.a, [9, 8, 7]);
    pair.advance(1000);
    expect(pair.b.journal.map((event) => event.kind === 'char' && [event.serial, event.char])).to.deep.equal([
      [1, 9],
      [2, 8],
      [3, 7],
    ]);
  });
});
