import { expect } from 'chai';
import { chipWith, fifos, pending, pendingAt, range, setDivisor } from '../support/chip.ts';
import { BY_WORD_LENGTH, characterTicks, IER, IIR, LSR, REG, TRIGGERS } from '../support/datasheet.ts';
import { feed } from '../support/line.ts';

const FOUR = 4 * 160;
const waiting = (trigger = 14, ier: number = IER.RDA) => chipWith({ fcr: fifos(trigger), ier });

describe('Character timeout', () => {
  it('[38] §8.11 counts from the 17th character too, which the FIFO has lost: 640 ticks behind it, and not 639', () => {
    const chip = chipWith({ fcr: fifos(14) });
    chip.journal = [];
    for (let i = 1; i <= 16; i += 1) chip.receive(i, i);
    chip.advance(chip.now + 600);
    const last = chip.now;
    chip.receive(17, 17);
    const timeouts = (at: number) => {
      chip.advance(at);
      return chip.journal?.filter(({ kind }) => kind === 'timeout').length;
    };
    expect(timeouts(last + 639)).to.equal(0);
    expect(timeouts(last + 640)).to.equal(1);
  });

  for (const { bits, lines } of BY_WORD_LENGTH) {
    it(`[38] §8.11 comes after four characters of ${bits} bits with any parity and stop bits, not one tick sooner`, () => {
      for (const line of lines) {
        for (const divisor of [1, 12, 96]) {
          const chip = chipWith({ line: line.name, divisor, fcr: fifos(4), ier: IER.RDA });
          const due = feed(chip, 0x11) + 4 * characterTicks(line, divisor);
          const title = `${line.name} / ${divisor}`;
          expect(pendingAt(chip, due - 1), `${title}, sooner`).to.equal(IIR.NONE);
          expect(pendingAt(chip, due), title).to.equal(IIR.TIMEOUT);
        }
      }
    });
  }

  for (const { level } of TRIGGERS.slice(1)) {
    it(`[38] §8.11 comes for ${level - 1} characters at a trigger of ${level}, counted from the last`, () => {
      const chip = waiting(level);
      const due = feed(chip, ...range(level - 1)) + FOUR;
      expect(pendingAt(chip, due - 1)).to.equal(IIR.NONE);
      expect(pendingAt(chip, due)).to.equal(IIR.TIMEOUT);
    });
  }

  it('[38] §8.11 is announced by `deadline`', () => {
    const chip = waiting();
    expect(chip.deadline).to.equal(Number.POSITIVE_INFINITY);
    const came = feed(chip, 0x41);
    expect(chip.deadline).to.equal(came + FOUR);
  });

  it('[38] §8.11 counts from the RBR read when that is later than the character', () => {
    const chip = waiting();
    const came = feed(chip, 1, 2);
    chip.advance(came + 300);
    chip.read(REG.RBR);
    expect(pendingAt(chip, came + 300 + FOUR - 1)).to.equal(IIR.NONE);
    expect(pendingAt(chip, came + 300 + FOUR)).to.equal(IIR.TIMEOUT);
  });

  it('[39] §8.11 counts anew from a character that comes before it has passed', () => {
    const chip = waiting();
    const first = feed(chip, 1);
    chip.advance(first + FOUR - 169);
    const second = feed(chip, 2);
    expect(second).to.equal(first + FOUR - 1);
    expect(pendingAt(chip, second + FOUR - 1)).to.equal(IIR.NONE);
    expect(pendingAt(chip, second + FOUR)).to.equal(IIR.TIMEOUT);
  });

  it('[39] §8.11 goes at an RBR read and rises again while characters remain', () => {
    const chip = waiting();
    let at = feed(chip, 1, 2, 3) + FOUR;
    for (const left of [2, 1]) {
      expect(pendingAt(chip, at), `${left + 1} left`).to.equal(IIR.TIMEOUT);
      chip.read(REG.RBR);
      expect(pending(chip)).to.equal(IIR.NONE);
      at += FOUR;
      expect(pendingAt(chip, at - 1)).to.equal(IIR.NONE);
    }
    expect(pendingAt(chip, at)).to.equal(IIR.TIMEOUT);
    chip.read(REG.RBR);
    expect(pendingAt(chip, at + 10 * FOUR), 'nothing is held').to.equal(IIR.NONE);
  });

  it('[39] §8.11 stays while LSR, IIR and MSR are read', () => {
    const chip = waiting();
    chip.advance(feed(chip, 1) + FOUR);
    for (const offset of [REG.LSR, REG.IIR, REG.MSR, REG.IIR]) chip.read(offset);
    expect(pending(chip)).to.equal(IIR.TIMEOUT);
  });

  it('[39] §8.11 stays when a further character comes after it has passed', () => {
    const chip = waiting();
    chip.advance(feed(chip, 1) + FOUR);
    feed(chip, 2);
    expect(pending(chip)).to.equal(IIR.TIMEOUT);
  });

  it('[40] §8.7 needs IER bit 0, and shows at once when that comes later', () => {
    const chip = waiting(14, IER.THRE | IER.RLS | IER.MODEM);
    chip.read(REG.IIR);
    chip.advance(feed(chip, 1) + FOUR);
    expect([pending(chip), chip.intr]).to.deep.equal([IIR.NONE, false]);
    chip.write(REG.IER, IER.RDA);
    expect([pending(chip), chip.intr]).to.deep.equal([IIR.TIMEOUT, true]);
  });

  it('[33] §8.6 is hidden by data available, and appears when a read goes below the trigger and it passes again', () => {
    const chip = waiting(4);
    chip.advance(feed(chip, 1, 2, 3, 4) + 2 * FOUR);
    expect(pending(chip)).to.equal(IIR.RDA);
    chip.read(REG.RBR);
    expect(pending(chip)).to.equal(IIR.NONE);
    expect(pendingAt(chip, chip.now + FOUR)).to.equal(IIR.TIMEOUT);
  });

  it('[38] §8.11 never comes without the FIFO', () => {
    const chip = chipWith({ ier: IER.RDA });
    chip.advance(feed(chip, 1) + 10 * FOUR);
    expect(pending(chip)).to.equal(IIR.RDA);
  });

  it('[38] §8.11 sets no LSR bit', () => {
    const chip = waiting();
    chip.advance(feed(chip, 1) + FOUR);
    expect(chip.read(REG.LSR)).to.equal(LSR.DR | LSR.THRE | LSR.TEMT);
  });

  it('follows the line settings of the moment: it is due at once when they make it overdue', () => {
    const chip = chipWith({ divisor: 12, fcr: fifos(4), ier: IER.RDA });
    const came = feed(chip, 1);
    chip.advance(came + 1000);
    setDivisor(chip, 1);
    expect(pendingAt(chip, came + 1000)).to.equal(IIR.TIMEOUT);
  });

  it('follows the line settings of the moment: a slower line puts it off, counted from the character', () => {
    const chip = waiting();
    const came = feed(chip, 1);
    chip.advance(came + 300);
    setDivisor(chip, 2);
    expect(pendingAt(chip, came + 2 * FOUR - 1)).to.equal(IIR.NONE);
    expect(pendingAt(chip, came + 2 * FOUR)).to.equal(IIR.TIMEOUT);
  });

  it('raises INTR once for each time that it passes', () => {
    const chip = waiting();
    chip.advance(feed(chip, 1, 2) + 5 * FOUR);
    expect(chip.intrRises).to.equal(1);
    chip.read(REG.RBR);
    chip.advance(chip.now + 5 * FOUR);
    expect(chip.intrRises).to.equal(2);
  });
});
