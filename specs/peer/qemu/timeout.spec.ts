import { expect } from 'chai';
import { nextLook, type Timeout } from '../../../harness/peer/qemu/timeout.ts';

/** At 115200 8N1: four characters of 160 ticks. */
const TIMEOUT: Timeout = { from: 1000, length: 640, bit: 16 };

describe('a timeout that QEMU counts', () => {
  it('is looked for when it is due, a tick later, and then bit by bit for one more character', () => {
    const looks: number[] = [];
    for (let now = 1000; now < Number.POSITIVE_INFINITY; ) {
      now = nextLook(TIMEOUT, now);
      looks.push(now);
    }
    const bits = Array.from({ length: 10 }, (_, i) => 1641 + 16 * i);
    expect(looks).to.deep.equal([1640, ...bits, Number.POSITIVE_INFINITY]);
  });

  it('is looked for behind now, wherever that is', () => {
    for (const [now, next] of [
      [1639, 1640],
      [1640, 1641],
      [1650, 1657],
      [1800, Number.POSITIVE_INFINITY],
    ] as const)
      expect(nextLook(TIMEOUT, now), `${now}`).to.equal(next);
  });
});
