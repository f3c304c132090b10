import { expect } from 'chai';
import { HarnessError, InvariantError } from '../../harness/ground/errors.ts';
import { type Gate, RANK, type Slot } from '../../harness/time/clock.ts';
import type { Rank } from '../../harness/time/event-queue.ts';
import { VirtualClock } from '../../harness/time/virtual-clock.ts';

const NEVER = Number.POSITIVE_INFINITY;

describe('the virtual clock', () => {
  let clock: VirtualClock;
  let log: string[];

  /** A slot that logs its name and the tick, and then does something. */
  const slot = (name: string, does: () => void = () => {}, rank: Rank = RANK.CHIP, gate?: Gate): Slot =>
    clock.slot(gate === undefined ? { name, rank } : { name, rank, gate }, () => {
      log.push(`${name} ${clock.now}`);
      does();
    });

  beforeEach(() => {
    clock = new VirtualClock();
    log = [];
  });

  describe('run', () => {
    it('runs what is due up to and including its tick, and stands there: reached', async () => {
      const a = slot('a', () => clock.book(a, clock.now + 5));
      clock.book(a, 5);
      expect(await clock.run(12)).to.equal('reached');
      expect(log).to.deep.equal(['a 5', 'a 10']);
      expect(clock.now).to.equal(12);
      expect(await clock.run(15)).to.equal('reached');
      expect(log).to.deep.equal(['a 5', 'a 10', 'a 15']);
    });

    it('comes back idle when nothing can happen any more, at the tick of the last event', async () => {
      clock.book(slot('a'), 5);
      expect(await clock.run(100)).to.equal('idle');
      expect(clock.now).to.equal(5);
    });

    it('comes back idle too when it is asked to run for ever', async () => {
      clock.book(slot('a'), 5);
      expect(await clock.run(NEVER)).to.equal('idle');
      expect(log).to.deep.equal(['a 5']);
      expect(clock.now).to.equal(5);
    });

    it('comes back after the event that stops it, and keeps what is due at the same tick for the next time', async () => {
      const a = slot('a', () => clock.stop());
      const b = slot('b');
      clock.book(a, 5);
      clock.book(b, 5);
      expect(await clock.run(100)).to.equal('stopped');
      expect(log).to.deep.equal(['a 5']);
      expect(await clock.run(100)).to.equal('idle');
      expect(log).to.deep.equal(['a 5', 'b 5']);
    });

    it('never goes back: asked for a tick that has passed, it stays', async () => {
      const a = slot('a');
      clock.book(a, 50);
      await clock.run(20);
      await clock.run(10);
      expect(clock.now).to.equal(20);
    });

    it('runs in one tick what an event there books for the tick it is', async () => {
      const b = slot('b');
      clock.book(
        slot('a', () => clock.book(b, clock.now)),
        5,
      );
      await clock.run(5);
      expect(log).to.deep.equal(['a 5', 'b 5']);
    });

    it('hands on what an event throws', async () => {
      clock.book(
        slot('a', () => {
          throw new Error('no');
        }),
        5,
      );
      await clock.run(5).then(
        () => expect.fail('it came back'),
        (error: Error) => expect(error.message).to.equal('no'),
      );
    });
  });

  describe('book', () => {
    it('throws an InvariantError for tick 4 when it is 5, and names the slot', async () => {
      const a = slot('the transmitter');
      clock.book(a, 5);
      await clock.run(5);
      expect(() => clock.book(a, 4)).to.throw(InvariantError, /the transmitter.*4.*5/);
      expect(() => clock.book(a, 5)).not.to.throw();
    });

    it('takes an event back: cancelled, or booked for never', async () => {
      const [a, b] = [slot('a'), slot('b')];
      clock.book(a, 5);
      clock.book(b, 5);
      clock.cancel(a);
      clock.book(b, NEVER);
      expect(await clock.run(10)).to.equal('idle');
      expect(log).to.deep.equal([]);
    });
  });

  describe('runAhead', () => {
    /** What runAhead(to) says at tick 10, with another event at `due` and a horizon of 100. */
    async function ahead(to: number, due: number): Promise<{ went: boolean; now: number }> {
      let result = { went: false, now: -1 };
      clock.book(
        slot('a', () => {
          const went = clock.runAhead(to);
          result = { went, now: clock.now };
          clock.stop();
        }),
        10,
      );
      clock.book(slot('b'), due);
      await clock.run(100);
      return result;
    }

    it('goes to tick 19 when something is due at 20', async () => {
      expect(await ahead(19, 20)).to.deep.equal({ went: true, now: 19 });
    });

    it('does not go to tick 20 when something is due at 20', async () => {
      expect(await ahead(20, 20)).to.deep.equal({ went: false, now: 10 });
    });

    it('does not go past something that is due', async () => {
      expect(await ahead(50, 20)).to.deep.equal({ went: false, now: 10 });
    });

    it('goes to the horizon, 100, and not to 101', async () => {
      expect(await ahead(100, 200)).to.deep.equal({ went: true, now: 100 });
      clock = new VirtualClock();
      expect(await ahead(101, 200)).to.deep.equal({ went: false, now: 10 });
    });

    it('does not go when the clock is to stop', async () => {
      let went = true;
      clock.book(
        slot('a', () => {
          clock.stop();
          went = clock.runAhead(11);
        }),
        10,
      );
      await clock.run(100);
      expect(went).to.equal(false);
    });
  });

  describe('a gate', () => {
    it('holds the clock before its tick until it opens, and the order stays', async () => {
      let open = (): void => {};
      let opened = false;
      const closed = new Promise<void>((resolve) => {
        open = () => {
          opened = true;
          resolve();
        };
      });
      clock.book(slot('early'), 9);
      clock.book(
        slot(
          'gated',
          () => {},
          RANK.LINE,
          () => (opened ? null : closed),
        ),
        10,
      );
      clock.book(slot('same tick'), 10);
      clock.book(slot('later'), 11);
      const run = clock.run(20);
      for (let i = 0; i < 10; i += 1) await Promise.resolve();
      expect(log).to.deep.equal(['early 9']);
      expect(clock.now).to.equal(9);
      open();
      expect(await run).to.equal('idle');
      expect(log).to.deep.equal(['early 9', 'gated 10', 'same tick 10', 'later 11']);
    });

    it('is asked again each time it opens, until it has nothing to wait for', async () => {
      let asked = 0;
      clock.book(
        slot(
          'a',
          () => {},
          RANK.LINE,
          () => {
            asked += 1;
            return asked < 4 ? Promise.resolve() : null;
          },
        ),
        10,
      );
      await clock.run(20);
      expect(asked).to.equal(4);
      expect(log).to.deep.equal(['a 10']);
    });

    it('is not asked before its event is next', async () => {
      let asked = 0;
      clock.book(
        slot(
          'a',
          () => {},
          RANK.LINE,
          () => {
            asked += 1;
            return null;
          },
        ),
        10,
      );
      await clock.run(9);
      expect(asked).to.equal(0);
    });

    it('that fails makes the run fail, and leaves the event where it is', async () => {
      let failing = true;
      clock.book(
        slot(
          'a',
          () => {},
          RANK.LINE,
          () => (failing ? Promise.reject(new Error('no byte')) : null),
        ),
        10,
      );
      await clock.run(20).then(
        () => expect.fail('it came back'),
        (error: Error) => expect(error.message).to.equal('no byte'),
      );
      failing = false;
      await clock.run(20);
      expect(log).to.deep.equal(['a 10']);
    });

    it('lets an event that comes in while it is closed run before it, if it is due earlier', async () => {
      let open = (): void => {};
      let opened = false;
      const closed = new Promise<void>((resolve) => {
        open = () => {
          opened = true;
          resolve();
        };
      });
      clock.book(
        slot(
          'gated',
          () => {},
          RANK.LINE,
          () => (opened ? null : closed),
        ),
        10,
      );
      const b = slot('b');
      const run = clock.run(20);
      clock.book(b, 3);
      open();
      await run;
      expect(log).to.deep.equal(['b 3', 'gated 10']);
    });
  });

  describe('livelock', () => {
    it('of 1001 events in one tick, where 1000 are allowed, is an error that names the slot; 1000 are none', async () => {
      clock = new VirtualClock({ eventsPerTick: 1000 });
      let rounds = 1000;
      const a = slot('the spinner', () => {
        rounds -= 1;
        if (rounds > 0) clock.book(a, clock.now);
      });
      clock.book(a, 7);
      expect(await clock.run(10)).to.equal('idle');
      rounds = 1001;
      clock.book(a, 9);
      try {
        await clock.run(10);
        expect.fail('it came back');
      } catch (error) {
        expect(error).to.be.instanceOf(HarnessError);
        expect((error as HarnessError).code).to.equal('livelock');
        expect((error as HarnessError).message).to.match(/1000 .*tick 9.*the spinner/);
      }
    });

    it('is counted anew when a program runs ahead', async () => {
      clock = new VirtualClock({ eventsPerTick: 10 });
      let rounds = 100;
      const a = slot('a', () => {
        rounds -= 1;
        if (rounds === 0) return;
        clock.runAhead(clock.now + 1);
        clock.book(a, clock.now);
      });
      clock.book(a, 1);
      expect(await clock.run(1000)).to.equal('idle');
    });
  });
});
