import { expect } from 'chai';
import { BELL, type Operation, type Program } from '../../harness/program/operation.ts';
import { RANK } from '../../harness/time/clock.ts';
import { COM1, COM2, IER, MCR, OUT2, SCR } from '../machine/board.ts';
import { Bench } from './bench.ts';

const ETBEI = 0x02;
const IRQ4 = 1 << 4;
const IRQ3 = 1 << 3;

const policy = (irq: number, reenable: boolean): Operation => ({ op: 'irq-policy', irq, reenable });
const receive: Operation = { op: 'receive', limit: 1000 };

describe('interrupts as a program sees them', () => {
  let bench: Bench;
  beforeEach(() => {
    bench = new Bench();
  });

  /** An edge on a line at a tick. */
  const edge = (tick: number, irq = 4): void =>
    bench.at(tick, () => {
      bench.pc.pic.raise(irq);
      bench.pc.pic.lower(irq);
    });

  /** Carries out operations and gives the answers of the receives, each with the tick after it. */
  async function answers(operations: readonly Operation[]): Promise<readonly (readonly [number, number])[]> {
    const got: [number, number][] = [];
    await bench.run(
      (function* (): Program {
        for (const operation of operations) {
          const answer = yield operation;
          if (operation.op === 'receive') got.push([answer, bench.clock.now]);
        }
      })(),
    );
    return got;
  }

  it('resume a waiting program 2 ticks after the edge', async () => {
    edge(50);
    expect(await answers([policy(4, true), receive])).to.deep.equal([[IRQ4, 52]]);
  });

  it('are kept for a program that is busy, and given 2 ticks after it asks', async () => {
    edge(50);
    expect(await answers([policy(4, true), { op: 'sleep', ticks: 98 }, receive])).to.deep.equal([
      [IRQ4, 102],
    ]);
  });

  it('merge: three edges of two lines are one mask, and then forgotten', async () => {
    edge(50);
    edge(51);
    edge(52, 3);
    const got = await answers([
      policy(4, true),
      policy(3, true),
      { op: 'sleep', ticks: 96 },
      receive,
      receive,
    ]);
    expect(got).to.deep.equal([
      [IRQ4 | IRQ3, 102],
      [0, 1102],
    ]);
  });

  it('merge with a second one in the 2 ticks before the program is resumed', async () => {
    edge(50);
    edge(51, 3);
    expect(await answers([policy(4, true), policy(3, true), receive])).to.deep.equal([[IRQ4 | IRQ3, 52]]);
  });

  it('close their line when they are noted, without reenable: the second edge waits for irq-enable', async () => {
    edge(50);
    bench.at(60, () => bench.pc.pic.raise(4));
    const got = await answers([policy(4, false), receive, receive, { op: 'irq-enable', irq: 4 }, receive]);
    expect(got).to.deep.equal([
      [IRQ4, 52],
      [0, 1052],
      [IRQ4, 1056],
    ]);
  });

  it('come again with reenable, without irq-enable', async () => {
    edge(50);
    edge(60);
    expect(await answers([policy(4, true), receive, receive])).to.deep.equal([
      [IRQ4, 52],
      [IRQ4, 62],
    ]);
  });

  it('do not come after irq-disable, nor after irq-remove', async () => {
    edge(50);
    expect(await answers([policy(4, true), { op: 'irq-disable', irq: 4 }, receive])).to.deep.equal([
      [0, 1004],
    ]);
    bench = new Bench();
    edge(50);
    expect(await answers([policy(4, true), { op: 'irq-remove', irq: 4 }, receive])).to.deep.equal([
      [0, 1004],
    ]);
  });

  it('do not come from a line that nobody asked for', async () => {
    edge(50);
    expect(await answers([policy(3, true), receive])).to.deep.equal([[0, 1002]]);
  });

  it('leave an irq record at the tick of the edge', async () => {
    edge(50);
    await answers([policy(4, true), receive]);
    expect(bench.trace.filter((each) => each.k === 'irq')).to.deep.equal([
      { t: 50, m: 'A', k: 'irq', irq: 4 },
    ]);
  });

  it('come with the bell in one mask', async () => {
    edge(50);
    bench.at(51, () => bench.processor.ring());
    expect(await answers([policy(4, true), receive])).to.deep.equal([[IRQ4 | BELL, 52]]);
  });

  it('come from COM2 on IRQ 3, through OUT2', async () => {
    const got = await answers([
      policy(3, true),
      { op: 'out', port: COM2.base + MCR, value: OUT2 },
      { op: 'out', port: COM2.base + IER, value: ETBEI },
      receive,
    ]);
    expect(got).to.deep.equal([[IRQ3, 8]]);
  });

  it('never run inside the write that raised them: what the same hand writes next, the program sees', async () => {
    const seen: number[] = [];
    bench.at(50, () => {
      bench.pc.out(COM1.base + MCR, OUT2);
      bench.pc.out(COM1.base + IER, ETBEI);
      expect(seen).to.deep.equal([]);
      bench.pc.out(COM1.base + SCR, 0x77);
    });
    await bench.run(
      (function* (): Program {
        yield policy(4, true);
        yield receive;
        seen.push(yield { op: 'in', port: COM1.base + SCR });
      })(),
    );
    expect(seen).to.deep.equal([0x77]);
  });

  it('that the program raises itself wait until it asks', async () => {
    const got = await answers([
      policy(4, true),
      { op: 'out', port: COM1.base + MCR, value: OUT2 },
      { op: 'out', port: COM1.base + IER, value: ETBEI },
      { op: 'sleep', ticks: 94 },
      receive,
    ]);
    expect(got).to.deep.equal([[IRQ4, 102]]);
  });

  for (const [when, tick, rank] of [
    ['one tick before the limit ends', 101, RANK.LINE],
    ['at the tick at which it ends, before the program', 102, RANK.LINE],
    ['at the tick at which it ends, after the program', 102, RANK.PLAYER],
  ] as const) {
    it(`are given once and not lost when the edge comes ${when}`, async () => {
      bench.at(tick, () => bench.pc.pic.raise(4), rank);
      const wait: Operation = { op: 'receive', limit: 100 };
      const got = await answers([policy(4, true), wait, wait]);
      expect(got.map(([mask]) => mask).filter((mask) => mask !== 0)).to.deep.equal([IRQ4]);
    });
  }
});
