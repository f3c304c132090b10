import { expect } from 'chai';
import { InvariantError } from '../../harness/ground/errors.ts';
import { inb, type Operation, outb, type Program, print } from '../../harness/program/operation.ts';
import { COM1, LSR, SCR, THR } from '../machine/board.ts';
import { Bench } from './bench.ts';

const SCR1 = COM1.base + SCR;

describe('the processor', () => {
  let bench: Bench;
  beforeEach(() => {
    bench = new Bench();
  });

  const once = (operation: Operation): Program<number> =>
    (function* () {
      return yield operation;
    })();

  describe('takes for', () => {
    const costs: readonly (readonly [string, Operation, number, number])[] = [
      ['in', { op: 'in', port: COM1.base + LSR }, 0x60, 2],
      ['in from an unmapped port', { op: 'in', port: 0x60 }, 0xff, 2],
      ['out', { op: 'out', port: SCR1, value: 1 }, 0, 2],
      ['out to an unmapped port', { op: 'out', port: 0x60, value: 1 }, 0, 2],
      ['print', { op: 'print', text: 'hello' }, 0, 2],
      ['sleep of 100', { op: 'sleep', ticks: 100 }, 0, 100],
      ['sleep of 0', { op: 'sleep', ticks: 0 }, 0, 1],
      ['sleep of 2.5', { op: 'sleep', ticks: 2.5 }, 0, 3],
      ['irq-policy', { op: 'irq-policy', irq: 4, reenable: true }, 0, 2],
      ['irq-enable', { op: 'irq-enable', irq: 4 }, 0, 2],
      ['irq-disable', { op: 'irq-disable', irq: 4 }, 0, 2],
      ['irq-remove', { op: 'irq-remove', irq: 4 }, 0, 2],
      ['until that holds at once', { op: 'until', port: COM1.base + LSR, mask: 0x20, is: 0x20 }, 0x60, 2],
      [
        'until that never holds, limit 100',
        { op: 'until', port: COM1.base + LSR, mask: 1, is: 1, limit: 100 },
        -1,
        100,
      ],
      ['receive without an interrupt, limit 100', { op: 'receive', limit: 100 }, 0, 100],
    ];
    for (const [name, operation, answer, ticks] of costs) {
      it(`${name} ${ticks} ticks, and answers ${answer}`, async () => {
        expect(await bench.run(once(operation))).to.deep.equal({ result: answer, at: ticks });
        const busy = new Bench();
        busy.at(1, () => {});
        expect(await busy.run(once(operation)), 'with something else due').to.deep.equal({
          result: answer,
          at: ticks,
        });
      });
    }
  });

  it('starts a program at the tick it is, and calls back when it returns, with its result', async () => {
    const { result, at } = await bench.run(
      (function* (): Program<string> {
        yield* outb(SCR1, 0x5a);
        const value = yield* inb(SCR1);
        yield* print(`read ${value}`);
        return 'done';
      })(),
    );
    expect([result, at]).to.deep.equal(['done', 6]);
    expect(bench.processor.output).to.equal('read 90');
    expect(bench.processor.busy).to.equal(false);
  });

  it('records each operation at the tick at which it is begun', async () => {
    await bench.run(
      (function* (): Program {
        yield* outb(SCR1, 1);
        yield { op: 'sleep', ticks: 10 };
        yield* print('x');
        yield* inb(SCR1);
      })(),
    );
    expect(bench.trace.map((each) => [each.k, each.t])).to.deep.equal([
      ['out', 0],
      ['print', 12],
      ['in', 14],
    ]);
  });

  it('forgets what the program before has printed', async () => {
    await bench.run(print('one'));
    await bench.run(print('two'));
    expect(bench.processor.output).to.equal('two');
  });

  it('hands over what a program throws, and is free for the next one', async () => {
    const { error } = await bench.run(
      (function* (): Program {
        yield* inb(SCR1);
        throw new Error('the guest is wrong');
      })(),
    );
    expect((error as Error).message).to.equal('the guest is wrong');
    expect(bench.processor.busy).to.equal(false);
    expect((await bench.run(inb(SCR1))).result).to.equal(0);
  });

  it('calls back once, and hands on what the one called back throws', async () => {
    const ends: unknown[] = [];
    bench.processor.start(inb(SCR1), (end) => {
      ends.push(end);
      throw new Error('the player is wrong');
    });
    let thrown: unknown;
    await bench.clock.run(100).catch((error: unknown) => {
      thrown = error;
    });
    expect(ends).to.deep.equal([{ result: 0 }]);
    expect((thrown as Error).message).to.equal('the player is wrong');
  });

  it('lets a program start the next one from its end', async () => {
    let second = false;
    bench.processor.start(inb(SCR1), () => {
      bench.processor.start(inb(SCR1), () => {
        second = true;
      });
    });
    await bench.clock.run(100);
    expect(second).to.equal(true);
  });

  it('lets two accesses of others fall between its own in the order of their ticks', async () => {
    bench.at(1, () => bench.pc.out(SCR1, 0x11));
    bench.at(3, () => bench.pc.out(SCR1, 0x22));
    const { result } = await bench.run(
      (function* (): Program<number[]> {
        return [yield* inb(SCR1), yield* inb(SCR1), yield* inb(SCR1)];
      })(),
    );
    expect(result).to.deep.equal([0, 0x11, 0x22]);
  });

  describe('stopped in the middle', () => {
    it('of a sleep, carries out nothing more and calls nobody', async () => {
      let called = false;
      bench.processor.start(
        (function* (): Program {
          yield { op: 'sleep', ticks: 100 };
          yield* outb(SCR1, 1);
        })(),
        () => {
          called = true;
        },
      );
      bench.at(50, () => bench.processor.stop());
      await bench.clock.run(1000);
      expect(called).to.equal(false);
      expect(bench.processor.busy).to.equal(false);
      expect(bench.trace).to.deep.equal([]);
    });

    it('of a polling loop, leaves in the trace the reads made so far: 0, 10, 20 and 30 at tick 35', async () => {
      bench.start(once({ op: 'until', port: COM1.base + LSR, mask: 1, is: 1, every: 10 }));
      bench.at(35, () => bench.processor.stop());
      await bench.clock.run(1000);
      expect(bench.trace).to.deep.equal([{ t: 30, m: 'A', k: 'in', port: 0x3fd, v: 0x60, n: 4, since: 0 }]);
      expect(bench.clock.now).to.equal(35);
    });

    it('of a polling loop at a tick at which it reads, counts that read too', async () => {
      bench.start(once({ op: 'until', port: COM1.base + LSR, mask: 1, is: 1, every: 10 }));
      bench.at(30, () => bench.processor.stop());
      await bench.clock.run(1000);
      expect(bench.trace).to.deep.equal([{ t: 30, m: 'A', k: 'in', port: 0x3fd, v: 0x60, n: 4, since: 0 }]);
    });

    it('of a receive, forgets the interrupts noted and closes the lines', async () => {
      bench.processor.start(
        (function* (): Program {
          yield { op: 'irq-policy', irq: 4, reenable: true };
          yield { op: 'receive' };
        })(),
        () => {},
      );
      bench.at(50, () => bench.processor.stop());
      bench.at(60, () => bench.pc.pic.raise(4));
      await bench.clock.run(1000);
      expect(bench.pc.pic.acknowledge()).to.equal(-1);
      bench.pc.pic.unmask(4);
      expect(await bench.run(once({ op: 'receive', limit: 10 }))).to.include({ result: 0 });
    });
  });

  it('does not hang on a polling loop whose limit is 0 in a loop without an end', async () => {
    let rounds = 0;
    bench.start(
      (function* (): Program {
        while (rounds < 100_000) {
          rounds += 1;
          yield { op: 'until', port: COM1.base + LSR, mask: 1, is: 1, limit: 0 };
        }
      })(),
    );
    await bench.clock.run(10).catch(() => {});
    expect(rounds).to.be.below(100_000);
  });

  it('lets our own broken promise through, and does not hand it over as the program’s error', async () => {
    bench.pc.bus.attach(0x200, {
      read: () => {
        throw new InvariantError('we are wrong');
      },
      write: () => {},
      watch: () => {},
      unwatch: () => {},
      serialToRead: () => null,
      serialToWrite: () => null,
    });
    const outcome = bench.start(inb(0x200));
    let thrown: unknown;
    await bench.clock.run(10).catch((error: unknown) => {
      thrown = error;
    });
    expect(outcome.end).to.equal(undefined);
    expect(thrown).to.be.instanceOf(InvariantError);
  });

  it('carries out 17 writes to THR in 34 ticks', async () => {
    const { at } = await bench.run(
      (function* (): Program {
        for (let i = 0; i < 17; i += 1) yield* outb(COM1.base + THR, i);
      })(),
    );
    expect(at).to.equal(34);
  });
});
