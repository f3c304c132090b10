import { expect } from 'chai';
import { Pc } from '../../harness/machine/pc.ts';
import { RANK } from '../../harness/time/clock.ts';
import { VirtualClock } from '../../harness/time/virtual-clock.ts';
import {
  CHARACTER,
  COM1,
  COM2,
  COM3,
  DLAB,
  DLL,
  DLM,
  FCR,
  IER,
  IIR,
  LCR,
  LOOP,
  LSR,
  MCR,
  OUT2,
  RBR,
  SCR,
  TEMT,
  THR,
  THRE,
  WORD_8N1,
} from './board.ts';

const ETBEI = 0x02;

describe('a COM port', () => {
  let clock: VirtualClock;
  let pc: Pc;
  let pass: (ticks: number) => Promise<void>;

  beforeEach(() => {
    clock = new VirtualClock();
    pc = new Pc(clock, { machine: 'A', ports: [COM1, COM2, COM3], scratch: 0xa5 });
    const marker = clock.slot({ name: 'the spec', rank: RANK.PLAYER }, () => {});
    pass = async (ticks) => {
      clock.book(marker, clock.now + ticks);
      await clock.run(clock.now + ticks);
    };
    for (const { irq } of [COM1, COM2]) pc.pic.unmask(irq);
    for (const { base } of [COM1, COM2, COM3]) {
      pc.out(base + LCR, DLAB);
      pc.out(base + DLL, 1);
      pc.out(base + DLM, 0);
      pc.out(base + LCR, WORD_8N1);
    }
  });

  it('has at power-on in SCR what it was given', () => {
    expect(pc.in(COM1.base + SCR)).to.equal(0xa5);
  });

  it('tells its chip the time: TEMT comes back 160 ticks after a lone write, and not at 159', async () => {
    pc.out(COM1.base + THR, 0x55);
    await pass(CHARACTER - 1);
    expect(pc.in(COM1.base + LSR)).to.equal(THRE);
    await pass(1);
    expect(pc.in(COM1.base + LSR)).to.equal(THRE | TEMT);
  });

  describe('at the interrupt controller', () => {
    it('[47] §8.8 raises nothing while OUT2 is off, whatever IIR says', () => {
      pc.out(COM1.base + IER, ETBEI);
      expect(pc.in(COM1.base + IIR)).to.equal(0x02);
      expect(pc.pic.acknowledge()).to.equal(-1);
    });

    it('[47] §8.8 raises its line when OUT2 comes on while INTR is high', () => {
      pc.out(COM1.base + IER, ETBEI);
      pc.out(COM1.base + MCR, OUT2);
      expect(pc.pic.acknowledge()).to.equal(4);
    });

    it('[47] §8.8 takes its line back when OUT2 goes off', () => {
      pc.out(COM1.base + MCR, OUT2);
      pc.out(COM1.base + IER, ETBEI);
      pc.out(COM1.base + MCR, 0);
      expect(pc.pic.acknowledge()).to.equal(-1);
    });

    it('[58] §8.8 raises nothing in loopback, where OUT2 is inactive, and does so on leaving it', () => {
      pc.out(COM1.base + MCR, OUT2 | LOOP);
      pc.out(COM1.base + IER, ETBEI);
      expect(pc.pic.acknowledge()).to.equal(-1);
      pc.out(COM1.base + MCR, OUT2);
      expect(pc.pic.acknowledge()).to.equal(4);
    });

    it('has COM2 on IRQ 3', () => {
      pc.out(COM2.base + MCR, OUT2);
      pc.out(COM2.base + IER, ETBEI);
      expect(pc.pic.acknowledge()).to.equal(3);
    });

    it('[48] §8.6 makes no new edge while a source stays pending', () => {
      pc.out(COM1.base + MCR, OUT2);
      pc.out(COM1.base + IER, ETBEI);
      expect(pc.pic.acknowledge()).to.equal(4);
      pc.in(COM1.base + LSR);
      pc.out(COM1.base + SCR, 1);
      expect(pc.pic.acknowledge()).to.equal(-1);
    });

    it('[48][42] §8.6 makes a new edge of a THR write under a pending THRE interrupt, on the same tick', () => {
      pc.out(COM1.base + MCR, OUT2);
      pc.out(COM1.base + IER, ETBEI);
      expect(pc.pic.acknowledge()).to.equal(4);
      pc.out(COM1.base + THR, 0x55);
      expect(clock.now).to.equal(0);
      expect(pc.pic.acknowledge()).to.equal(4);
    });

    it('[48][41] §8.6 makes a new edge when THR goes empty again after an IIR read has acknowledged', async () => {
      pc.out(COM1.base + MCR, OUT2);
      pc.out(COM1.base + IER, ETBEI);
      pc.pic.acknowledge();
      pc.out(COM1.base + THR, 1);
      pc.pic.acknowledge();
      pc.out(COM1.base + THR, 2);
      expect(pc.pic.acknowledge()).to.equal(-1);
      await pass(CHARACTER - 1);
      expect(pc.pic.acknowledge()).to.equal(-1);
      await pass(1);
      expect(pc.pic.acknowledge()).to.equal(4);
    });

    it('shares IRQ 4 between COM1 and COM3: the second makes no edge while the first holds the line', () => {
      for (const { base } of [COM1, COM3]) pc.out(base + MCR, OUT2);
      pc.out(COM1.base + IER, ETBEI);
      expect(pc.pic.acknowledge()).to.equal(4);
      pc.out(COM3.base + IER, ETBEI);
      expect(pc.pic.acknowledge()).to.equal(-1);
      pc.in(COM1.base + IIR);
      pc.in(COM3.base + IIR);
      pc.out(COM3.base + IER, 0);
      pc.out(COM3.base + IER, ETBEI);
      expect(pc.pic.acknowledge()).to.equal(4);
    });

    it('lets its line fall at a reset', () => {
      pc.out(COM1.base + MCR, OUT2);
      pc.out(COM1.base + IER, ETBEI);
      pc.reset();
      expect(pc.pic.acknowledge()).to.equal(-1);
    });
  });

  describe('in loopback', () => {
    it('brings back what is written, after 152 ticks, without a plug in its connector', async () => {
      pc.out(COM1.base + MCR, LOOP);
      pc.out(COM1.base + THR, 0x41);
      await pass(151);
      expect(pc.in(COM1.base + LSR) & 1).to.equal(0);
      await pass(1);
      expect(pc.in(COM1.base + LSR) & 1).to.equal(1);
      expect(pc.in(COM1.base + RBR)).to.equal(0x41);
    });
  });

  describe('a watch', () => {
    const watched = (offset: number, value: number): { changes: number } => {
      const seen = { changes: 0 };
      pc.bus.at(COM1.base)?.watch(offset, value, () => {
        seen.changes += 1;
      });
      return seen;
    };

    it('speaks once when the register changes, and not before', async () => {
      pc.out(COM1.base + THR, 0x55);
      const seen = watched(LSR, THRE);
      await pass(CHARACTER - 1);
      expect(seen.changes).to.equal(0);
      await pass(1);
      expect(seen.changes).to.equal(1);
      pc.out(COM1.base + THR, 0x55);
      expect(seen.changes).to.equal(1);
    });

    it('speaks at once when the register has another value already', () => {
      expect(watched(LSR, 0).changes).to.equal(1);
    });

    it('speaks at once when a read would change something: a THRE interrupt that IIR shows', () => {
      pc.out(COM1.base + IER, ETBEI);
      expect(watched(IIR, 0x02).changes).to.equal(1);
    });

    it('is silent once it is given up', () => {
      const seen = watched(FCR, 0x01);
      pc.bus.at(COM1.base)?.unwatch();
      pc.out(COM1.base + IER, ETBEI);
      expect(seen.changes).to.equal(0);
    });
  });
});
