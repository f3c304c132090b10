import { expect } from 'chai';
import fc from 'fast-check';
import type { ChipEvent, LossInChip } from '../../harness/ground/chip-event.ts';
import type { Uart } from '../../harness/uart/chip.ts';
import { chipWith, fifos, range } from '../support/chip.ts';
import { IIR, MCR, MSR, REG } from '../support/datasheet.ts';
import { Pair } from '../support/line.ts';
import { performed, SEEDED, script } from '../support/script.ts';

const always = (look: (chip: Uart) => void) =>
  fc.assert(
    fc.property(script, (acts) => void performed(acts, look)),
    SEEDED,
  );

const isByte = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= 0xff;

const framesIn = (events: readonly ChipEvent[]) => events.filter(({ kind }) => kind === 'frame').length;

describe('Whatever is done to a chip', () => {
  it('INTR is high exactly while IIR bit 0 is 0', () => {
    always((chip) => expect(chip.intr).to.equal((chip.peek(REG.IIR) & 1) === 0));
  });

  it('bits that the book has as 0 are 0', () => {
    always((chip) => {
      const { IER, MCR, IIR } = chip.inspect().registers;
      // A 16750 has two bits more in IER, and one in MCR and IIR.
      expect([IER & 0xc0, MCR & 0xc0, IIR & 0x10]).to.deep.equal([0, 0, 0]);
    });
  });

  it('LSR agrees with what is held', () => {
    always((chip) => {
      const { registers, received, toSend, sending } = chip.inspect();
      expect([registers.LSR & 0x01, registers.LSR & 0x20, registers.LSR & 0x40]).to.deep.equal([
        received.length > 0 ? 0x01 : 0,
        toSend.length === 0 ? 0x20 : 0,
        toSend.length === 0 && sending === null ? 0x40 : 0,
      ]);
    });
  });

  it('`peek` tells what `read` gives, and changes nothing', () => {
    always((chip) => {
      const before = chip.inspect();
      const told = range(8).map((offset) => chip.peek(offset));
      expect(chip.inspect()).to.deep.equal(before);
      expect(chip.read(chip.now % 8)).to.equal(told[chip.now % 8]);
    });
  });

  it('a register that `readsAlike` gives the same again and changes nothing', () => {
    always((chip) => {
      for (const offset of range(8).filter((one) => chip.readsAlike(one))) {
        const before = chip.inspect();
        expect(chip.read(offset)).to.equal(chip.read(offset));
        expect(chip.inspect()).to.deep.equal(before);
      }
    });
  });

  it('a register that does not `readsAlike` gives something else or changes something', () => {
    always((chip) => {
      for (const offset of range(8)) {
        if (chip.readsAlike(offset)) continue;
        const before = chip.inspect();
        chip.read(offset);
        expect(chip.inspect()).not.to.deep.equal(before);
      }
    });
  });

  it('nothing changes by itself before `deadline`', () => {
    always((chip) => {
      const quiet = Math.min(chip.deadline - 1, chip.now + 500);
      if (quiet <= chip.now) return;
      const { now: _, ...before } = chip.inspect();
      chip.advance(quiet);
      const { now, ...after } = chip.inspect();
      expect([now, after]).to.deep.equal([quiet, before]);
    });
  });

  it('[64] waiting in one step comes to the same as waiting tick by tick, event by event', () => {
    fc.assert(
      fc.property(script, fc.constantFrom(1, 7, 160), (acts, pace) => {
        const [once, many] = [performed(acts), performed(acts, undefined, pace)];
        expect(many.journal).to.deep.equal(once.journal);
        expect(many.chip.inspect()).to.deep.equal(once.chip.inspect());
        expect(many.chip.tally).to.deep.equal(once.chip.tally);
      }),
      { ...SEEDED, numRuns: 60 },
    );
  });

  it('`deadline` is never in the past', () => {
    always((chip) => expect(chip.deadline).to.be.at.least(chip.now));
  });

  it('no register leaves its eight bits, and IIR names no cause that there is not', () => {
    always((chip) => {
      for (const value of Object.values(chip.inspect().registers)) expect(value).to.satisfy(isByte);
      expect(chip.peek(REG.IIR) & 0x0f).to.be.oneOf(Object.values(IIR));
    });
  });

  it('it comes to rest: 65 characters to send, as many received and a timeout are all that can be due', () => {
    fc.assert(
      fc.property(script, (acts) => {
        const { chip } = performed(acts);
        let events = 0;
        for (; chip.deadline < Number.POSITIVE_INFINITY; events += 1) {
          expect(events).to.be.lessThan(3 * 65 + 3);
          chip.advance(chip.deadline);
        }
      }),
      SEEDED,
    );
  });

  it('at rest nothing waits to be sent that neither its link nor CTS holds back', () => {
    fc.assert(
      fc.property(script, (acts) => {
        const { chip, linkHolds } = performed(acts);
        while (chip.deadline < Number.POSITIVE_INFINITY) chip.advance(chip.deadline);
        const { toSend, registers } = chip.inspect();
        const ctsHolds = (registers.MCR & MCR.AFE) !== 0 && (registers.MSR & MSR.CTS) === 0;
        if (toSend.length > 0) expect(ctsHolds || (linkHolds && !chip.looped)).to.equal(true);
      }),
      { ...SEEDED, numRuns: 1500 },
    );
  });

  it('every character that is lost inside it has its entry in the journal', () => {
    fc.assert(
      fc.property(script, (acts) => {
        const { chip, journal } = performed(acts);
        const { tally } = chip;
        const lost = (...ways: readonly LossInChip[]): number =>
          journal.filter((event) => event.kind === 'lost' && ways.includes(event.how)).length;
        expect({
          overwritten: lost('overwritten'),
          full: lost('fifo-full'),
          overrun: lost('overrun'),
          unsent: lost('unsent-cleared-by-fcr', 'unsent-at-reset'),
          emptied: lost('cleared-by-fcr', 'reset'),
        }).to.deep.equal({
          overwritten: tally.overwritten,
          full: tally.fifoFull,
          overrun: tally.sourced.overrun + tally.made.overrun,
          unsent: tally.clearedBeforeSending,
          emptied: tally.sourced.cleared + tally.made.cleared,
        });
      }),
      SEEDED,
    );
  });

  it('every write ends as overwritten, refused, cleared, sent or waiting', () => {
    fc.assert(
      fc.property(script, (acts) => {
        const { chip, journal } = performed(acts);
        const { written, overwritten, fifoFull, clearedBeforeSending } = chip.tally;
        const ended = overwritten + fifoFull + clearedBeforeSending + framesIn(journal) + chip.held.toSend;
        expect(ended).to.equal(written);
      }),
      SEEDED,
    );
  });

  it('every character seen ends as read, overrun, cleared or unread', () => {
    always((chip) => {
      for (const source of ['sourced', 'made'] as const) {
        const { seen, read, readWithError, overrun, cleared } = chip.tally[source];
        expect(read + readWithError + overrun + cleared + chip.held.unread[source]).to.equal(seen);
      }
    });
  });

  it('every frame of two joined chips is seen, unseen or on the line', () => {
    fc.assert(
      fc.property(script, script, (mine, theirs) => {
        const pair = new Pair(chipWith({ fcr: fifos() }), chipWith({ fcr: fifos() }));
        const chips = [pair.a, pair.b];
        for (const chip of chips) chip.journal = [];
        for (const i of range(Math.max(mine.length, theirs.length))) {
          for (const [chip, one] of [[pair.a, mine[i]] as const, [pair.b, theirs[i]] as const]) {
            if (one?.do === 'write') chip.write(one.offset, one.value);
            else if (one?.do === 'read') chip.read(one.offset);
            else if (one?.do === 'reset') chip.reset(pair.now);
            else if (one?.do === 'wait') pair.wait(one.ticks);
            pair.join();
          }
        }
        const sent = chips.reduce((sum, chip) => sum + framesIn(chip.journal ?? []), 0);
        const ended = chips.reduce((sum, { tally, held }) => {
          const unseen = tally.unseenBreak + tally.unseenLoopback + tally.unseenMismatch + tally.unseenReset;
          return sum + tally.sourced.seen + unseen + held.onTheLine;
        }, 0);
        expect(ended).to.equal(sent);
      }),
      SEEDED,
    );
  });
});
