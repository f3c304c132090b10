import { expect } from 'chai';
import { type SinonFakeTimers, useFakeTimers } from 'sinon';
import { RANK, type Slot } from '../../harness/time/clock.ts';
import { WallClock } from '../../harness/time/wall-clock.ts';

/** 1 843 200 ticks a second. */
const MS = 1843.2;

describe('the wall clock', () => {
  let fake: SinonFakeTimers;
  let clock: WallClock;
  let log: string[];

  const slot = (name: string, does: () => void = () => {}): Slot =>
    clock.slot({ name, rank: RANK.CHIP }, () => {
      log.push(`${name} ${clock.now}`);
      does();
    });

  beforeEach(() => {
    fake = useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    fake.tick(12_345);
    clock = new WallClock();
    log = [];
  });

  afterEach(() => {
    clock.stop();
    fake.restore();
  });

  it('runs nothing before it starts', () => {
    clock.book(slot('a'), 0);
    fake.tick(1000);
    expect(log).to.deep.equal([]);
    expect(fake.countTimers()).to.equal(0);
  });

  it('keeps no timer for an event that has been taken back, and the one for the event behind it', () => {
    const [a, b] = [slot('a'), slot('b')];
    clock.book(a, 10 * MS);
    clock.book(b, 20 * MS);
    clock.start();
    clock.cancel(a);
    expect(fake.countTimers()).to.equal(1);
    fake.tick(20);
    expect(log).to.deep.equal(['b 36864']);
    clock.book(a, 30 * MS);
    clock.cancel(a);
    expect(fake.countTimers()).to.equal(0);
  });

  it('runs an event at tick 18 432 after 10 ms, and not after 9', () => {
    clock.book(slot('a'), 10 * MS);
    clock.start();
    fake.tick(9);
    expect(log).to.deep.equal([]);
    fake.tick(1);
    expect(log).to.deep.equal(['a 18432']);
  });

  it('runs what falls due within a millisecond in one burst, in order, each with its own now', () => {
    for (const [name, at] of [
      ['c', 1600],
      ['a', 100],
      ['b', 160],
    ] as const)
      clock.book(slot(name), at);
    clock.start();
    fake.tick(1);
    expect(log).to.deep.equal(['a 100', 'b 160', 'c 1600']);
  });

  it('runs late events in order and with their own now when the computer was busy for 500 ms', () => {
    const b = slot('b', () => clock.book(b, clock.now + 200_000));
    clock.book(slot('a'), 300_000);
    clock.book(b, 100_000);
    clock.start();
    fake.jump(500);
    expect(log).to.deep.equal(['b 100000', 'a 300000', 'b 300000', 'b 500000', 'b 700000', 'b 900000']);
  });

  it('catches up when something comes in from outside at 0.6 ms, before its timer: now is tick 1105 then', () => {
    clock.book(slot('a'), 1000);
    clock.book(slot('b'), 1106);
    clock.start();
    fake.tick(0.6);
    expect(log).to.deep.equal([]);
    clock.catchUp();
    expect(log).to.deep.equal(['a 1000']);
    expect(clock.now).to.equal(1105);
  });

  it('does not catch up inside an event', () => {
    const b = slot('b');
    clock.book(
      slot('a', () => {
        clock.book(b, 20);
        clock.catchUp();
        log.push('a ends');
      }),
      10,
    );
    clock.start();
    fake.tick(1);
    expect(log).to.deep.equal(['a 10', 'a ends', 'b 20']);
  });

  it('books an event of the past for now', () => {
    clock.start();
    fake.tick(5);
    clock.catchUp();
    clock.book(slot('a'), 1);
    fake.tick(0);
    expect(log).to.deep.equal([`a ${Math.floor(5 * MS)}`]);
  });

  it('waits anew when an earlier event is booked', () => {
    clock.book(slot('late'), 1000 * MS);
    clock.start();
    clock.book(slot('early'), 3686);
    fake.tick(2);
    expect(log).to.deep.equal(['early 3686']);
    expect(fake.countTimers()).to.equal(1);
  });

  it('lets a program run ahead inside a burst up to the instant, and not outside', () => {
    const went: boolean[] = [];
    clock.book(
      slot('a', () => {
        went.push(clock.runAhead(Math.floor(10 * MS)));
        went.push(clock.runAhead(Math.floor(10 * MS) + 1));
      }),
      10 * MS,
    );
    clock.start();
    fake.tick(10);
    went.push(clock.runAhead(clock.now + 1));
    expect(went).to.deep.equal([true, false, false]);
  });

  it('does not run ahead to a tick at which something else is due', () => {
    const went: boolean[] = [];
    clock.book(
      slot('a', () => {
        went.push(clock.runAhead(20), clock.runAhead(19));
      }),
      10,
    );
    clock.book(slot('b'), 20);
    clock.start();
    fake.tick(1);
    expect(went).to.deep.equal([false, true]);
  });

  describe('stop', () => {
    it('leaves no timer, and nothing runs', () => {
      clock.book(slot('a'), 10 * MS);
      clock.start();
      expect(fake.countTimers()).to.equal(1);
      clock.stop();
      expect(fake.countTimers()).to.equal(0);
      fake.tick(100);
      expect(log).to.deep.equal([]);
    });

    it('leaves none when an event that runs stops it, and runs nothing more of the burst', () => {
      clock.book(
        slot('a', () => clock.stop()),
        10,
      );
      clock.book(slot('b'), 20);
      clock.start();
      fake.tick(1);
      expect(fake.countTimers()).to.equal(0);
      expect(log).to.deep.equal(['a 10']);
    });

    it('makes time stand still until the next start: 100 ms between do not count', () => {
      clock.book(slot('a'), 10 * MS);
      clock.start();
      fake.tick(4);
      clock.catchUp();
      clock.stop();
      fake.tick(100);
      clock.start();
      fake.tick(5);
      expect(log).to.deep.equal([]);
      fake.tick(2);
      expect(log).to.deep.equal(['a 18432']);
    });
  });

  describe('a long wait', () => {
    /** 30 days are 2 592 000 000 ms, and a timer takes 2 147 483 647. */
    const DAYS_30 = 30 * 24 * 3600 * 1000;

    it('of 30 days is taken in pieces that a timer can bear', () => {
      clock.book(slot('a'), DAYS_30 * MS);
      clock.start();
      fake.tick(2 ** 31 - 1);
      expect(log).to.deep.equal([]);
      expect(fake.countTimers()).to.equal(1);
      fake.tick(DAYS_30 - (2 ** 31 - 1) - 1);
      expect(log).to.deep.equal([]);
      fake.tick(2);
      expect(log).to.have.length(1);
    });

    it('sets no timer for never', () => {
      const a = slot('a');
      clock.start();
      clock.book(a, Number.POSITIVE_INFINITY);
      expect(fake.countTimers()).to.equal(0);
    });
  });

  it('goes on with the other events after one has thrown', () => {
    clock.book(
      slot('a', () => {
        throw new Error('no');
      }),
      10,
    );
    clock.book(slot('b'), 5 * MS);
    clock.start();
    expect(() => fake.tick(1)).to.throw('no');
    fake.tick(10);
    expect(log).to.deep.equal(['a 10', 'b 9216']);
  });
});
