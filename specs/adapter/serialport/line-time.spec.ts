import { expect } from 'chai';
import { useFakeTimers } from 'sinon';
import { WallTime } from '../../../harness/adapter/serialport/line-time.ts';
import { RANK } from '../../../harness/time/clock.ts';

/** 1 843 200 ticks a second. */
const MS = 1843.2;

describe('real time of a line', () => {
  it('begins with the first touch, goes on between touches, and stands still while it is stopped', () => {
    const fake = useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    try {
      const time = new WallTime();
      const at: number[] = [];
      const slot = time.clock.slot({ name: 'an event', rank: RANK.CHIP }, () => at.push(time.clock.now));
      fake.tick(1000);
      time.catchUp();
      time.clock.book(slot, 15 * MS);
      for (const ms of [5, 5]) {
        fake.tick(ms);
        time.catchUp();
      }
      expect(time.clock.now).to.equal(10 * MS);
      time.stop();
      fake.tick(100);
      expect(fake.countTimers()).to.equal(0);
      time.catchUp();
      fake.tick(4);
      expect(at).to.deep.equal([]);
      fake.tick(1);
      expect(at).to.deep.equal([15 * MS]);
    } finally {
      fake.restore();
    }
  });
});
