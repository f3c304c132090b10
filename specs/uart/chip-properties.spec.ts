import { expect } from 'chai';
import fc from 'fast-check';
import type { ChipEvent } from '../../harness/ground/chip-event.ts';
import type { Uart } from '../../harness/uart/chip.ts';
import { chipWith, fifos, range } from '../support/chip.ts';
import { LCR, levelsOf, REG, setting } from '../support/datasheet.ts';
import { lineOf, Pair } from '../support/line.ts';

type Act =
  | { readonly do: 'read'; readonly offset: number }
  | { readonly do: 'write'; readonly offset: number; readonly value: number }
  | { readonly do: 'wait'; readonly ticks: number }
  | { readonly do: 'hear'; readonly char: number; readonly line: string }
  | { readonly do: 'pins'; readonly pins: number }
  | { readonly do: 'hold'; readonly held: boolean }
  | { readonly do: 'reset' };

const byte = fc.nat({ max: 255 });
const offset = fc.nat({ max: 7 });
/** Weighted to what makes things happen: characters, waits, enabled interrupts, FIFOs. */
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('read' as const), offset }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('write' as const), offset: fc.constant(REG.THR), value: byte }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('write' as const), offset, value: byte }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      offset: fc.constantFrom(REG.IER, REG.FCR),
      value: fc.constantFrom(0x01, 0x03, 0x05, 0x0f, 0x41, 0xc1),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      offset: fc.constant(REG.LCR),
      value: fc.constantFrom(0x03, 0x1b, 0x00, LCR.BREAK | 0x03),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('wait' as const), ticks: fc.nat({ max: 800 }) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('hear' as const),
      char: byte,
      line: fc.constantFrom('8N1', '8E1', '7O1', '5N1'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pins' as const), pins: byte }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('hold' as const), held: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reset' as const) }) },
);

const script = fc.array(act, { minLength: 1, maxLength: 80 });
const SEEDED = { seed: 16_550, numRuns: 150 };

/** Plays a script; `pace` is how far a wait goes at a time. */
function play(acts: readonly Act[], look: (chip: Uart) => void = () => {}, pace = Number.POSITIVE_INFINITY) {
  const chip = chipWith({ fcr: fifos(), ier: 0x0f });
  const journal: ChipEvent[] = [];
  chip.journal = journal;
  let lineFree = 0;
  for (const [i, one] of acts.entries()) {
    switch (one.do) {
      case 'read':
        chip.read(one.offset);
        break;
      case 'write':
        chip.write(one.offset, one.value);
        break;
      case 'wait':
        for (let left = one.ticks; left > 0; left -= pace) chip.advance(chip.now + Math.min(left, pace));
        break;
      case 'hear': {
        const at = Math.max(chip.now, lineFree);
        lineFree = at + 200;
        chip.listen(lineOf([{ at, bit: 16, levels: levelsOf(setting(one.line), one.char), serial: i + 1 }]));
        break;
      }
      case 'pins':
        chip.setPins(one.pins);
        break;
      case 'hold':
        chip.hold(one.held);
        break;
      case 'reset':
        chip.reset(chip.now);
        break;
    }
    look(chip);
  }
  return { chip, journal };
}

const always = (look: (chip: Uart) => void) =>
  fc.assert(
    fc.property(script, (acts) => void play(acts, look)),
    SEEDED,
  );

const framesIn = (events: readonly ChipEvent[]) => events.filter(({ kind }) => kind === 'frame').length;

describe('Whatever is done to a chip', () => {
  it('INTR is high exactly while IIR bit 0 is 0', () => {
    always((chip) => expect(chip.intr).to.equal((chip.peek(REG.IIR) & 1) === 0));
  });

  it('bits that the book has as 0 are 0', () => {
    always((chip) => {
      const { IER, MCR, IIR } = chip.inspect().registers;
      expect([IER & 0xf0, MCR & 0xe0, IIR & 0x30]).to.deep.equal([0, 0, 0]);
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
        const [once, many] = [play(acts), play(acts, undefined, pace)];
        expect(many.journal).to.deep.equal(once.journal);
        expect(many.chip.inspect()).to.deep.equal(once.chip.inspect());
        expect(many.chip.tally).to.deep.equal(once.chip.tally);
      }),
      { ...SEEDED, numRuns: 60 },
    );
  });

  it('every write ends as overwritten, refused, cleared, sent or waiting', () => {
    fc.assert(
      fc.property(script, (acts) => {
        const { chip, journal } = play(acts);
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
