import { expect } from 'chai';
import fc from 'fast-check';
import { HarnessError } from '../../harness/ground/errors.ts';
import { Uart } from '../../harness/uart/chip.ts';
import type { Snapshot } from '../../harness/uart/snapshot.ts';
import { UART_TYPES } from '../../harness/uart/types.ts';
import { chipWith, fifos, range, writeAll } from '../support/chip.ts';
import { FCR, IER, LCR, levelsOf, MCR, MSR, REG, setting } from '../support/datasheet.ts';
import { badParity, badStop, feed, lineOf, Pair } from '../support/line.ts';
import { Performance, SEEDED, script } from '../support/script.ts';

/** By way of JSON, as a file would keep it. */
const throughJson = (snapshot: Snapshot): Snapshot => JSON.parse(JSON.stringify(snapshot));

/** Another chip, which was busy with something else, made what this one is. */
function twin(chip: Uart): Uart {
  const snapshot = throughJson(chip.snapshot());
  const other = new Uart(0x77, snapshot.type);
  other.write(REG.FCR, fifos(4));
  other.write(REG.IER, IER.THRE | IER.RDA);
  writeAll(other, range(9));
  feed(other, 1, badParity(2), 3);
  other.restore(snapshot);
  return other;
}

/** All that can be asked of a chip, without asking it for a snapshot. */
const seen = (chip: Uart) => ({
  ...chip.inspect(),
  deadline: chip.deadline,
  rises: chip.intrRises,
  outputs: chip.outputs,
  held: chip.held,
  tally: chip.tally,
  sout: range(chip.sout.count).map((i) => [chip.sout.start(i), chip.sout.pattern(i), chip.sout.serial(i)]),
  overrides: chip.sout.overrides,
});

/** Goes on with a chip and its twin alike, and says what each told. */
function alike(chip: Uart, goOn: (chip: Uart) => void = () => {}): void {
  const both = [chip, twin(chip)];
  const journals = both.map((one) => {
    one.journal = [];
    goOn(one);
    for (let i = 0; i < 400 && one.deadline < Number.POSITIVE_INFINITY; i += 1) one.advance(one.deadline);
    const reads = range(40).flatMap(() => [5, 0, 2, 6].map((offset) => one.read(offset)));
    return { journal: one.journal, reads, seen: seen(one) };
  });
  expect(journals[1]).to.deep.equal(journals[0]);
}

describe('Snapshot', () => {
  it('[63][64] changes nothing at any place of any script: the trace goes on as if nothing had happened', () => {
    fc.assert(
      fc.property(script, script, (before, after) => {
        const one = new Performance(chipWith({ type: '16750', fcr: fifos(), ier: 0x0f }));
        for (const act of before) one.act(act);
        one.journal.length = 0;
        const other = one.goOnWith(twin(one.chip));
        expect(seen(other.chip)).to.deep.equal(seen(one.chip));
        for (const act of after) for (const each of [one, other]) each.act(act);
        expect(other.journal).to.deep.equal(one.journal);
        expect(seen(other.chip)).to.deep.equal(seen(one.chip));
        expect(other.chip.snapshot()).to.deep.equal(one.chip.snapshot());
      }),
      { ...SEEDED, numRuns: 200 },
    );
  });

  it('[63] is the same after JSON, and after a chip was made of it', () => {
    fc.assert(
      fc.property(script, (acts) => {
        const { chip } = new Performance(chipWith({ fcr: fifos(), ier: 0x0f }));
        const performance = new Performance(chip);
        for (const act of acts) performance.act(act);
        expect(throughJson(chip.snapshot())).to.deep.equal(chip.snapshot());
        expect(twin(chip).snapshot()).to.deep.equal(chip.snapshot());
      }),
      { ...SEEDED, numRuns: 60 },
    );
  });

  it('[63] is a value: what the chip does afterwards does not change it', () => {
    const chip = chipWith({ fcr: fifos(), ier: IER.RDA });
    writeAll(chip, [1, 2, 3]);
    feed(chip, 0x41);
    const snapshot = chip.snapshot();
    const kept = structuredClone(snapshot);
    chip.read(REG.RBR);
    chip.write(REG.LCR, LCR.BREAK);
    writeAll(chip, range(20));
    chip.advance(10_000);
    expect(snapshot).to.deep.equal(kept);
  });

  it('[63] holds the FIFOs with their error tags, LSR bit 7 and OE among them', () => {
    const chip = chipWith({ line: '8E1', fcr: fifos(14), ier: 0x0f });
    feed(chip, 1, badParity(2), 3, badStop(4), ...range(20));
    alike(chip);
    chip.read(REG.LSR);
    chip.read(REG.RBR);
    alike(chip);
  });

  it('[63][22] §8.4 holds which errors LSR has given away', () => {
    const chip = chipWith({ line: '8E1', fcr: fifos(14) });
    feed(chip, badParity(1), 2);
    chip.read(REG.LSR);
    alike(chip);
  });

  it('[63] has the settings of the line and no more, whichever way LCR came to be what it is', () => {
    const chip = chipWith();
    chip.write(REG.LCR, LCR.DLAB | LCR.BREAK | setting('7E1').lcr);
    chip.write(REG.LCR, setting('7E1').lcr);
    expect(chip.snapshot().receiver).to.deep.equal(chipWith({ line: '7E1' }).snapshot().receiver);
  });

  it('[63][22] §8.4 holds FF without an error as such', () => {
    const chip = chipWith({ fcr: fifos() });
    feed(chip, 0xff);
    expect(twin(chip).read(REG.LSR)).to.equal(chip.read(REG.LSR));
  });

  for (const at of [0, 1, 8, 80, 143, 144, 151, 152, 153, 159, 160])
    it(`[63] holds a character ${at} ticks on its way out, and one coming in`, () => {
      const chip = chipWith({ fcr: fifos(), ier: 0x0f });
      writeAll(chip, [0x55, 0xaa]);
      chip.listen(lineOf([{ at: 0, bit: 16, levels: levelsOf(setting('8N1'), 0x33), serial: 7 }]));
      chip.advance(at);
      alike(chip);
    });

  it('[63] holds the settings by which a character is received that LCR has changed since', () => {
    const chip = chipWith();
    chip.listen(lineOf([{ at: 0, bit: 16, levels: [0, 1, 0, 1, 0, 1, 0, 1, 1, 0], serial: 7 }]));
    chip.advance(50);
    chip.write(REG.LCR, setting('5E1').lcr);
    alike(chip);
  });

  it('[63][44] §8.11 holds a THRE interrupt that has been put off', () => {
    const chip = chipWith({ fcr: fifos(), ier: IER.THRE });
    chip.write(REG.THR, 1);
    chip.advance(1000);
    chip.write(REG.THR, 2);
    chip.advance(1100);
    expect(chip.intr).to.equal(false);
    alike(chip);
  });

  it('[63][41] §8.6 holds the THRE latch: acknowledged stays acknowledged, and pending pending', () => {
    const chip = chipWith({ ier: IER.THRE });
    alike(chip);
    chip.read(REG.IIR);
    alike(chip);
    expect(twin(chip).intr).to.equal(false);
  });

  it('[63][44] §8.11 holds whether two characters have waited at once, and whether the FIFO is new', () => {
    const fresh = chipWith({ fcr: fifos(), ier: IER.THRE });
    alike(fresh, (chip) => chip.write(REG.THR, 1));
    writeAll(fresh, [1, 2, 3]);
    alike(fresh);
  });

  it('[63][38] §8.11 holds the character timeout, running and passed', () => {
    const chip = chipWith({ fcr: fifos(14), ier: IER.RDA });
    const came = feed(chip, 1, 2);
    for (const later of [1, 300, 639, 640, 641]) {
      chip.advance(came + later);
      alike(chip, (one) => one.write(REG.LCR, setting('5N1').lcr));
    }
  });

  it('[63][26][30] §8.4 §8.1 holds a break that is sent, and one that is received', () => {
    const sending = chipWith({ fcr: fifos() });
    sending.write(REG.LCR, setting('8N1').lcr | LCR.BREAK);
    alike(sending, (chip) => chip.write(REG.LCR, setting('8N1').lcr));
    const pair = new Pair(chipWith(), chipWith());
    pair.a.write(REG.LCR, setting('8N1').lcr | LCR.BREAK);
    pair.wait(500);
    alike(pair.b);
    // Loopback does not look, and finds the break again when it ends.
    alike(pair.b, (chip) => {
      chip.write(REG.MCR, MCR.LOOP);
      chip.advance(chip.now + 100);
      chip.write(REG.MCR, 0);
    });
  });

  it('[63][56] §8.8 holds loopback with a character on its round, and what was held outside meanwhile', () => {
    const chip = chipWith({ mcr: MCR.LOOP, fcr: fifos(), ier: 0x0f });
    chip.setPins(MSR.RI | MSR.CTS);
    writeAll(chip, [1, 2]);
    chip.advance(100);
    chip.write(REG.LCR, setting('8N1').lcr | LCR.BREAK);
    alike(chip, (one) => one.write(REG.MCR, 0));
  });

  it('[63] holds a transmitter that its link holds back', () => {
    const chip = chipWith({ fcr: fifos() });
    chip.hold(true);
    writeAll(chip, [1, 2]);
    alike(chip);
    alike(chip, (one) => one.hold(false));
  });

  it('[63] holds a frame that a reset has cut off', () => {
    const chip = chipWith();
    writeAll(chip, [0, 0]);
    chip.advance(50);
    chip.reset(50);
    alike(chip, (one) => one.write(REG.THR, 0x1f));
  });

  it('[63][62] §TL16C750 holds autoflow that has taken RTS back, and what it decided on CTS', () => {
    const chip = chipWith({ type: '16750', fcr: fifos(4), mcr: MCR.AFE | MCR.RTS });
    chip.setPins(MSR.CTS);
    feed(chip, 1, 2, 3, 4);
    writeAll(chip, [1, 2, 3]);
    chip.advance(chip.now + 155);
    chip.setPins(0);
    expect([twin(chip).outputs, chip.outputs]).to.deep.equal([0, 0]);
    alike(chip, (one) => one.read(REG.RBR));
  });

  it('[63][64] of two joined chips, in mid-character, gives the same end on both sides', () => {
    const joined = () =>
      new Pair(chipWith({ fcr: fifos(), ier: 0x0f }), chipWith({ fcr: fifos(8), ier: 0x0f }));
    const goOn = (pair: Pair) => {
      writeAll(pair.b, [7, 8]);
      pair.wait(5000);
      return [seen(pair.a), seen(pair.b)];
    };
    for (const at of range(40, 130)) {
      const pair = joined();
      writeAll(pair.a, range(12));
      pair.wait(at);
      const again = joined();
      again.a.restore(throughJson(pair.a.snapshot()));
      again.b.restore(throughJson(pair.b.snapshot()));
      again.now = pair.now;
      expect(goOn(again)).to.deep.equal(goOn(pair));
    }
  });

  it('[63][57] §8.8 holds a break from outside that loopback does not look at', () => {
    const pair = new Pair(chipWith(), chipWith({ mcr: MCR.LOOP }));
    pair.a.write(REG.LCR, setting('8N1').lcr | LCR.BREAK);
    pair.wait(500);
    const other = twin(pair.b);
    other.write(REG.MCR, 0);
    other.listen(lineOf([{ at: 500, bit: 16, levels: levelsOf(setting('8N1'), 0x41) }]));
    other.advance(2000);
    expect(other.inspect().received, 'the frame lies under it').to.deep.equal([]);
  });

  for (const type of UART_TYPES)
    it(`[63][61] §8.6 of a ${type} fits that type alone`, () => {
      const snapshot = new Uart(0, type).snapshot();
      for (const other of UART_TYPES) {
        const restore = () => new Uart(0, other).restore(snapshot);
        if (other === type) restore();
        else
          expect(restore)
            .to.throw(HarnessError, `this does not fit a ${other}: snapshot.type is to be ${other}`)
            .with.property('code', 'snapshot-unfit');
      }
    });

  describe('that is no whole one', () => {
    const busy = (): Uart => {
      const chip = chipWith({ fcr: fifos(14), ier: 0x0f });
      writeAll(chip, [1, 2, 3]);
      feed(chip, 4, 5);
      return chip;
    };
    /** Each leaf and each part of a snapshot, as the keys that lead to it. */
    const paths = (value: unknown, path: readonly string[] = []): (readonly string[])[] =>
      typeof value !== 'object' || value === null
        ? [path]
        : [path, ...Object.entries(value).flatMap(([key, part]) => paths(part, [...path, key]))];
    const changed = (snapshot: Snapshot, path: readonly string[], value: unknown): unknown => {
      const copy = structuredClone(snapshot);
      let group = copy as unknown as Record<string, unknown>;
      for (const key of path.slice(0, -1)) group = group[key] as Record<string, unknown>;
      group[path.at(-1) ?? ''] = value;
      return copy;
    };
    const refused = (snapshot: unknown): void => {
      const chip = busy();
      const before = chip.snapshot();
      expect(() => chip.restore(snapshot as Snapshot))
        .to.throw(HarnessError, /^this does not fit a 16550A: snapshot/)
        .with.property('code', 'snapshot-unfit');
      expect(chip.snapshot()).to.deep.equal(before);
    };

    it('[63] is refused, and changes nothing, whatever part of it is missing or something else', () => {
      const snapshot = busy().snapshot();
      for (const path of paths(snapshot)) {
        if (path.length === 0) continue;
        for (const wrong of [undefined, 'x', Number.NaN]) refused(changed(snapshot, path, wrong));
      }
      for (const wrong of [null, undefined, 7, 'x', [], {}]) refused(wrong);
    });

    it('[63] is refused with registers that the chip has not', () => {
      const snapshot = busy().snapshot();
      for (const [register, value] of [
        ['ier', 0x10],
        ['mcr', 0x20],
        ['fcr', 0x21],
        ['fcr', 0x07],
        ['lcr', 0x1ff],
        ['divisor', -1],
        ['divisor', 0x10000],
      ] as const)
        refused(changed(snapshot, ['registers', register], value));
    });

    /** The last value that fits each place, and the first that does not. */
    const LIMITS: readonly (readonly [path: readonly string[], fits: number, no: number])[] = [
      [['version'], 1, 2],
      [['now'], 4000, 4000.5],
      [['registers', 'lcr'], 0xff, 0x100],
      [['registers', 'divisor'], 0, -1],
      [['registers', 'divisor'], 0xffff, 0x10000],
      [['receiver', 'lcr'], 0xff, 0x100],
      [['receiver', 'divisor'], 0, -1],
      [['receiver', 'divisor'], 0xffff, 0x10000],
      [['receiver', 'whole', 'length'], 0, -1],
      [['receiver', 'whole', 'length'], 31, 32],
      [['sout', 'frames', '0', 'length'], 0, -1],
      [['sout', 'frames', '0', 'length'], 31, 32],
      [['received', 'characters', '0', 'word'], 0xffff, 0x10000],
      [['modem', 'deltas'], 0x0f, 0x10],
    ];
    for (const [path, fits, no] of LIMITS) {
      it(`[63] is refused with ${no} in ${path.join('.')}, where ${fits} fits`, () => {
        const chip = busy();
        writeAll(chip, [1, 2]);
        chip.listen(lineOf([{ at: chip.now, bit: 16, levels: levelsOf(setting('8N1'), 0x41), serial: 7 }]));
        const snapshot = chip.snapshot();
        expect([snapshot.receiver.whole, snapshot.sout.frames[0]]).to.not.include.members([null, undefined]);
        busy().restore(changed(snapshot, path, fits) as Snapshot);
        refused(changed(snapshot, path, no));
      });
    }

    it('[63] is refused in words that name what it may hold', () => {
      const snapshot = changed(busy().snapshot(), ['registers', 'mcr'], 0x20) as Snapshot;
      expect(() => busy().restore(snapshot)).to.throw('snapshot.registers.mcr is to be bits of 0x1F');
    });

    it('[63][62] §TL16C750 fits when FCR bit 5 is one of a 16750', () => {
      const chip = chipWith({ type: '16750' });
      chip.write(REG.LCR, LCR.DLAB);
      chip.write(REG.FCR, FCR.ENABLE | FCR.FIFO_64);
      expect(twin(chip).inspect().registers.FCR).to.equal(FCR.ENABLE | FCR.FIFO_64);
    });

    it('[63] is refused with more characters than the FIFOs hold as FCR has them: 17 of 16, 2 of 1', () => {
      const snapshot = busy().snapshot();
      const many = (count: number) => range(count).map(() => ({ word: 0x41, serial: 0 }));
      for (const part of ['transmitter', 'received']) {
        refused(changed(snapshot, [part, 'characters'], many(17)));
        const off = changed(snapshot, ['registers', 'fcr'], 0) as Snapshot;
        refused(changed(off, [part, 'characters'], many(2)));
        busy().restore(changed(snapshot, [part, 'characters'], many(16)) as Snapshot);
      }
    });
  });
});
