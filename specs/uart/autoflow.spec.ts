import { expect } from 'chai';
import fc from 'fast-check';
import type { Uart } from '../../harness/uart/chip.ts';
import { chipWith, drain, fifos, lsr, msr, range, setDivisor, writeAll } from '../support/chip.ts';
import { FCR, IER, IIR, LSR, MCR, MSR, REG } from '../support/datasheet.ts';
import { feed, Pair } from '../support/line.ts';

const AUTO_CTS = MCR.AFE;
const AUTO_RTS_TOO = MCR.AFE | MCR.RTS;
const DTR_AND_RTS = MCR.DTR | MCR.RTS;

/** A 16750 at 115200 8N1 whose CTS is on. */
function flowing(mcr: number, trigger = 8): Uart {
  const chip = chipWith({ type: '16750', fcr: fifos(trigger), mcr });
  chip.setPins(MSR.CTS);
  chip.read(REG.MSR);
  return chip;
}

/** When frames begin, CTS going at this tick for good. */
function framesWhenCtsGoes(chip: Uart, at: number): readonly number[] {
  chip.advance(at);
  chip.setPins(0);
  chip.advance(1000);
  return framesAt(chip);
}

const framesAt = (chip: Uart): number[] => range(chip.sout.count).map((i) => chip.sout.start(i));

describe('Autoflow', () => {
  describe('auto-CTS', () => {
    it('[62] §TL16C750 holds a character back until CTS comes, and lets it go at that tick', () => {
      const chip = flowing(AUTO_CTS);
      chip.setPins(0);
      chip.write(REG.THR, 0x41);
      chip.advance(1000);
      expect([lsr(chip) & LSR.THRE, framesAt(chip)]).to.deep.equal([0, []]);
      chip.setPins(MSR.CTS);
      expect([lsr(chip) & LSR.THRE, framesAt(chip)]).to.deep.equal([LSR.THRE, [1000]]);
    });

    it('[62] §TL16C750 takes no other line for CTS', () => {
      const chip = flowing(AUTO_CTS);
      chip.setPins(MSR.DSR | MSR.RI | MSR.DCD);
      chip.write(REG.THR, 0x41);
      expect(framesAt(chip)).to.deep.equal([]);
    });

    // The last stop bit of a character that starts at 0 runs from 144 to 160.
    for (const [gone, frames] of [
      [151, [0]],
      [152, [0, 160]],
      [159, [0, 160]],
    ] as const) {
      const how = frames.length === 1 ? 'holds' : 'is too late to hold';
      it(`[62] §TL16C750 ${how} the next character when CTS goes ${gone} ticks after the start of one`, () => {
        const chip = flowing(AUTO_CTS);
        writeAll(chip, [1, 2, 3]);
        expect(framesWhenCtsGoes(chip, gone)).to.deep.equal(frames);
      });
    }

    // What CTS is at the ticks of a character that ends at 160, after it has been on until then.
    for (const { turns, frames, how } of [
      {
        turns: [140, 155],
        frames: [0, 160],
        how: 'goes on when CTS was off at the middle and is on at the end',
      },
      {
        turns: [140, 153, 156],
        frames: [0],
        how: 'holds when CTS was off at the middle and is off at the end',
      },
      {
        turns: [153, 156, 158],
        frames: [0, 160],
        how: 'goes on when CTS was on at the middle and is off at the end',
      },
      { turns: [140, 155, 170], frames: [0, 160], how: 'decides once: CTS may go when the next has begun' },
    ]) {
      it(`[62] §TL16C750 ${how}`, () => {
        const chip = flowing(AUTO_CTS);
        writeAll(chip, [1, 2]);
        turns.forEach((at, i) => {
          chip.advance(at);
          chip.setPins(i % 2 === 0 ? 0 : MSR.CTS);
        });
        chip.advance(1000);
        expect(framesAt(chip)).to.deep.equal(frames);
      });
    }

    it('[62] §TL16C750 never waits for a CTS that is on', () => {
      const chip = flowing(AUTO_CTS);
      writeAll(chip, [1, 2]);
      for (const [at, pins] of [
        [100, 0],
        [155, MSR.CTS],
      ] as const) {
        chip.advance(at);
        chip.setPins(pins);
      }
      chip.advance(1000);
      expect([chip.inspect().toSend, lsr(chip) & LSR.TEMT]).to.deep.equal([[], LSR.TEMT]);
    });

    it('[62] §TL16C750 takes the middle of the character under way, whatever the divisor is by then', () => {
      for (const [gone, frames] of [
        [151, [0]],
        [152, [0, 160]],
      ] as const) {
        const chip = flowing(AUTO_CTS);
        writeAll(chip, [1, 2]);
        chip.advance(10);
        setDivisor(chip, 12);
        expect(framesWhenCtsGoes(chip, gone)).to.deep.equal(frames);
      }
    });

    it('[62] §TL16C750 minds the middle of a character that was under way when MCR bit 5 was set', () => {
      for (const [gone, frames] of [
        [151, [0]],
        [152, [0, 160]],
      ] as const) {
        const chip = flowing(0);
        writeAll(chip, [1, 2]);
        chip.advance(10);
        chip.write(REG.MCR, AUTO_CTS);
        expect(framesWhenCtsGoes(chip, gone)).to.deep.equal(frames);
      }
    });

    it('[62] §TL16C750 goes on when CTS goes and comes again after that middle', () => {
      const chip = flowing(AUTO_CTS);
      writeAll(chip, [1, 2]);
      for (const [at, pins] of [
        [154, 0],
        [156, MSR.CTS],
      ] as const) {
        chip.advance(at);
        chip.setPins(pins);
      }
      chip.advance(1000);
      expect(framesAt(chip)).to.deep.equal([0, 160]);
    });

    it('[62] §TL16C750 keeps what it has seen at that middle when other MCR bits are written', () => {
      const chip = flowing(AUTO_CTS);
      writeAll(chip, [1, 2, 3]);
      chip.advance(154);
      chip.setPins(0);
      chip.write(REG.MCR, AUTO_CTS | MCR.DTR);
      chip.advance(1000);
      expect(framesAt(chip)).to.deep.equal([0, 160]);
    });

    it('[62] §TL16C750 takes the middle of the half bit for 5 bits with 1.5 stop bits: 116 of 120 ticks', () => {
      for (const [gone, frames] of [
        [115, [0]],
        [116, [0, 120]],
      ] as const) {
        const chip = chipWith({ type: '16750', line: '5N1.5', fcr: fifos(), mcr: AUTO_CTS });
        chip.setPins(MSR.CTS);
        writeAll(chip, [1, 2]);
        expect(framesWhenCtsGoes(chip, gone)).to.deep.equal(frames);
      }
    });

    it('[62] §TL16C750 asks for no interrupt of CTS and keeps DCTS at 0, and minds the other lines', () => {
      const chip = chipWith({ type: '16750', mcr: AUTO_CTS, ier: IER.MODEM });
      chip.setPins(MSR.CTS);
      expect([chip.intr, msr(chip)]).to.deep.equal([false, MSR.CTS]);
      chip.setPins(MSR.CTS | MSR.DSR | MSR.RI | MSR.DCD);
      chip.setPins(MSR.CTS | MSR.DSR | MSR.DCD);
      chip.setPins(MSR.CTS | MSR.DSR | MSR.DCD);
      const others = MSR.DDSR | MSR.TERI | MSR.DDCD;
      expect([chip.read(REG.IIR), msr(chip)]).to.deep.equal([
        IIR.MODEM,
        MSR.CTS | MSR.DSR | MSR.DCD | others,
      ]);
    });

    it('[62] §TL16C750 clears a DCTS that stood when autoflow was enabled', () => {
      const chip = chipWith({ type: '16750' });
      chip.setPins(MSR.CTS);
      expect(msr(chip)).to.equal(MSR.CTS | MSR.DCTS);
      chip.write(REG.MCR, AUTO_CTS);
      expect(msr(chip)).to.equal(MSR.CTS);
    });

    it('[62] §TL16C750 lets go of what it held when MCR bit 5 is cleared', () => {
      const chip = flowing(AUTO_CTS);
      chip.setPins(0);
      chip.write(REG.THR, 0x41);
      chip.advance(500);
      chip.write(REG.MCR, 0);
      expect(framesAt(chip)).to.deep.equal([500]);
    });

    it('[62] §TL16C750 decides for one character: what was decided before MCR bit 5 was cleared is forgotten', () => {
      const chip = flowing(AUTO_CTS);
      writeAll(chip, [1, 2, 3]);
      chip.advance(155);
      chip.setPins(0);
      chip.write(REG.MCR, 0);
      chip.write(REG.MCR, AUTO_CTS);
      chip.advance(1000);
      expect(framesAt(chip)).to.deep.equal([0]);
    });
  });

  describe('auto-RTS', () => {
    for (const trigger of [1, 4, 8, 14]) {
      it(`[62] §TL16C750 takes RTS back at ${trigger} of 16 characters, and gives it when the last is read`, () => {
        const chip = flowing(AUTO_RTS_TOO | MCR.DTR, trigger);
        feed(chip, ...range(trigger - 1));
        expect(chip.outputs).to.equal(DTR_AND_RTS);
        const came = feed(chip, 0xff);
        expect(chip.now).to.equal(came);
        expect(chip.outputs).to.equal(MCR.DTR);
        for (let left = trigger; left > 1; left -= 1) chip.read(REG.RBR);
        expect(chip.outputs).to.equal(MCR.DTR);
        chip.read(REG.RBR);
        expect(chip.outputs).to.equal(DTR_AND_RTS);
      });
    }

    it('[62] §TL16C750 gives RTS again when FCR bit 1 empties the FIFO', () => {
      const chip = flowing(AUTO_RTS_TOO, 4);
      feed(chip, 1, 2, 3, 4);
      chip.write(REG.FCR, fifos(4) | FCR.CLEAR_RX);
      expect(chip.outputs).to.equal(MCR.RTS);
    });

    for (const [what, mcr] of [
      ['MCR bit 5', MCR.RTS],
      ['MCR bit 1', AUTO_CTS],
    ] as const) {
      it(`[62] §TL16C750 gives RTS again when ${what} has been 0 meanwhile and the FIFO is below its trigger`, () => {
        const chip = flowing(AUTO_RTS_TOO, 4);
        feed(chip, 1, 2, 3, 4);
        chip.read(REG.RBR);
        expect(chip.outputs).to.equal(0);
        chip.write(REG.MCR, mcr);
        chip.write(REG.MCR, AUTO_RTS_TOO);
        expect(chip.outputs).to.equal(MCR.RTS);
      });
    }

    it('[62] §TL16C750 leaves RTS to MCR bit 1 without bit 5, and off where bit 1 is 0', () => {
      const without = flowing(MCR.RTS, 1);
      feed(without, 1);
      expect(without.outputs).to.equal(MCR.RTS);
      expect(flowing(AUTO_CTS, 1).outputs).to.equal(0);
    });

    it('[62] §TL16C750 works without the FIFO at a trigger of 1 (free)', () => {
      const chip = chipWith({ type: '16750', mcr: AUTO_RTS_TOO });
      feed(chip, 1);
      expect(chip.outputs).to.equal(0);
      chip.read(REG.RBR);
      expect(chip.outputs).to.equal(MCR.RTS);
    });

    it('[62] §TL16C750 shows MCR as it was written', () => {
      const chip = flowing(AUTO_RTS_TOO, 1);
      feed(chip, 1);
      expect(chip.read(REG.MCR)).to.equal(AUTO_RTS_TOO);
    });
  });

  it('[62] §TL16C750 is forgotten at a reset: one character of four then takes RTS back no more', () => {
    const chip = flowing(AUTO_RTS_TOO, 4);
    feed(chip, 1, 2, 3, 4);
    chip.reset(chip.now);
    chip.write(REG.FCR, fifos(4));
    chip.receive(5, 0);
    chip.write(REG.MCR, AUTO_RTS_TOO);
    expect(chip.outputs).to.equal(MCR.RTS);
  });

  it('[62] §TL16C750 holds its own transmitter in loopback: one character more than the trigger comes', () => {
    const chip = chipWith({ type: '16750', fcr: fifos(4), mcr: AUTO_RTS_TOO | MCR.LOOP });
    writeAll(chip, range(10));
    chip.advance(10_000);
    expect([chip.inspect().received, msr(chip) & MSR.CTS]).to.deep.equal([range(5), 0]);
    expect(drain(chip)).to.deep.equal(range(5));
    chip.advance(20_000);
    expect(drain(chip)).to.deep.equal(range(5, 5));
  });

  it('[62] §TL16C750 leaves nothing behind, whatever CTS and MCR have done, once CTS is on', () => {
    const doing = fc.oneof(
      fc.constantFrom(0, MSR.CTS).map((pins) => (chip: Uart) => chip.setPins(pins)),
      fc
        .constantFrom(0, AUTO_CTS, AUTO_RTS_TOO, AUTO_RTS_TOO | MCR.LOOP)
        .map((mcr) => (chip: Uart) => chip.write(REG.MCR, mcr)),
      fc.constant((chip: Uart) => chip.write(REG.THR, 0x41)),
      fc.constant((chip: Uart) => chip.read(REG.RBR)),
    );
    const story = fc.array(fc.tuple(fc.constantFrom(0, 1, 4, 8, 80, 150, 155), doing), { maxLength: 40 });
    fc.assert(
      fc.property(story, (turns) => {
        const chip = flowing(AUTO_CTS, 1);
        for (const [wait, act] of turns) {
          chip.advance(chip.now + wait);
          act(chip);
        }
        chip.setPins(MSR.CTS);
        chip.write(REG.MCR, AUTO_CTS);
        while (chip.deadline < Number.POSITIVE_INFINITY) chip.advance(chip.deadline);
        expect([chip.inspect().toSend, chip.inspect().sending]).to.deep.equal([[], null]);
      }),
      { seed: 62, numRuns: 1000 },
    );
  });

  it('[62] §TL16C750 overruns nobody, however slow both ends read', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1, 4, 8, 14),
        fc.array(fc.record({ reads: fc.nat({ max: 20 }), wait: fc.nat({ max: 4000 }) }), { maxLength: 30 }),
        (trigger, turns) => {
          const [a, b] = [0, 0].map(() =>
            chipWith({ type: '16750', fcr: fifos(trigger), mcr: AUTO_RTS_TOO }),
          ) as [Uart, Uart];
          const pair = new Pair(a, b);
          const [sent, came] = [range(150), [[], []] as [number[], number[]]];
          const next = [0, 0];
          /** The cable crosses RTS to CTS one tick later. */
          const wait = (ticks: number): void => {
            for (let i = 0; i < ticks; i += 1) {
              const [rtsA, rtsB] = [a.outputs, b.outputs];
              pair.wait(1);
              a.setPins(rtsB & MCR.RTS ? MSR.CTS : 0);
              b.setPins(rtsA & MCR.RTS ? MSR.CTS : 0);
              pair.join();
            }
          };
          const eager = range(200).map(() => ({ reads: 20, wait: 400 }));
          for (const { reads, wait: ticks } of [...turns, ...eager]) {
            for (const [i, chip] of [a, b].entries()) {
              while ((lsr(chip) & LSR.THRE) !== 0 && (next[i] as number) < sent.length) {
                chip.write(REG.THR, sent[next[i] as number] as number);
                next[i] = (next[i] as number) + 1;
              }
              for (let n = 0; n < reads && (lsr(chip) & LSR.DR) !== 0; n += 1)
                (came[i] as number[]).push(chip.read(REG.RBR));
            }
            wait(ticks);
          }
          for (const chip of [a, b]) expect(lsr(chip) & LSR.OE).to.equal(0);
          expect(came).to.deep.equal([sent, sent]);
        },
      ),
      { seed: 62, numRuns: 6 },
    );
  });
});
